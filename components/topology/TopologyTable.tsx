// The topology as a table: for those who read rather than look, and wherever there is no script.
import { t } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";
import { KINDS } from "./kinds.ts";

interface Link {
  readonly href: string;
  readonly name: string;
}

interface Row extends Link {
  readonly collection: "pool" | "host" | "vm" | "sr" | "network";
  readonly state: string;
  readonly home: Link | null;
  readonly storage: readonly Link[];
  readonly networks: readonly Link[];
}

function Links({ of }: { of: readonly Link[] }) {
  return (
    <ul class="joined">
      {of.map(({ href, name }) => (
        <li key={href}>
          <a href={href}>{name || t("Unnamed")}</a>
        </li>
      ))}
    </ul>
  );
}

export function TopologyTable({ rows }: { rows: readonly Row[] }) {
  return (
    <table class="tb cards">
      <thead>
        <tr>
          <th>{t("Object")}</th>
          <th>{t("Kind")}</th>
          <th>{t("State")}</th>
          <th>{t("Runs on, belongs to")}</th>
          <th>{t("Storage")}</th>
          <th>{t("Networks")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ collection, href, name, state, home, storage, networks }) => (
          <tr key={href}>
            <td>
              <a href={href}>
                <Icon name={KINDS[collection].icon} /> {name || t("Unnamed")}
              </a>
            </td>
            <td data-l={t("Kind")}>{t(KINDS[collection].text)}</td>
            <td data-l={t("State")}>{state === "" ? "–" : t(state)}</td>
            <td data-l={t("Runs on, belongs to")}>
              {home === null ? "–" : <a href={home.href}>{home.name || t("Unnamed")}</a>}
            </td>
            <td data-l={t("Storage")}>{storage.length === 0 ? "–" : <Links of={storage} />}</td>
            <td data-l={t("Networks")}>{networks.length === 0 ? "–" : <Links of={networks} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
