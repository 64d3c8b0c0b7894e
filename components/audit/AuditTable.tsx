// The entries of the audit log: a table at a desk, cards on a phone.
import { type AuditLine, auditPath, objectPath, RESULTS } from "@/lib/view/audit.ts";
import { dateTime } from "@/lib/view/format.ts";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Icon, type IconName } from "../Icon.tsx";

const ICON: Readonly<Record<AuditLine["result"], IconName>> = {
  done: "circle-check",
  started: "circle-play",
  refused: "shield-alert",
  failed: "circle-x",
  unknown: "circle-question-mark",
};

export function AuditTable({ items }: { items: readonly AuditLine[] }) {
  return (
    <div class="card scroll" tabIndex={0} role="region" aria-label={t("Entries")}>
      <table class="tb cards">
        <thead>
          <tr>
            <th scope="col">{t("Time")}</th>
            <th scope="col">{t("Action")}</th>
            <th scope="col">{t("Object")}</th>
            <th scope="col">{t("User")}</th>
            <th scope="col">{t("Result")}</th>
            <th scope="col" class="num">{t("Entry")}</th>
          </tr>
        </thead>
        <tbody>{items.map((item) => <Row key={item.seq} {...item} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ seq, time, from, who, what, object, result, message, of }: AuditLine) {
  const { text, tone } = RESULTS[result];
  return (
    <tr id={`entry-${seq}`}>
      <td class="whitespace-nowrap">
        <time dateTime={time} title={time}>{dateTime(time)}</time>
      </td>
      <td data-l="Action">
        <a class="mono" href={auditPath({ what })}>{what}</a>
      </td>
      <td data-l="Object">{object && <About {...object} />}</td>
      <td data-l="User">
        <span>
          {who.username === ""
            ? <span class="soft">{t("Nobody")}</span>
            : (
              <a href={auditPath({ user: who.userId || who.username })}>
                <bdi>{who.username}</bdi>
              </a>
            )}
          {from !== null && <span class="soft block mono">{from}</span>}
        </span>
      </td>
      <td data-l="Result">
        <span class="min-w-0">
          <span class={`st ${tone}`}>
            <Icon name={ICON[result]} /> {text}
          </span>
          {message !== "" && (
            <bdi class="block soft whitespace-normal break-words max-w-[56ch]">{message}</bdi>
          )}
        </span>
      </td>
      <td data-l="Entry" class="num">
        <span>
          {seq}
          {of !== null && <span class="soft block">{t("outcome of {of}", { of })}</span>}
        </span>
      </td>
    </tr>
  );
}

function About({ collection, id, name }: NonNullable<AuditLine["object"]>) {
  const path = objectPath({ collection, id });
  const label = <bdi>{name || id}</bdi>;
  return (
    <span>
      {path === null ? label : <a href={path}>{label}</a>}
      <span class="soft block">
        {collection}
        {id !== "" && (
          <>
            {" · "}
            <a href={auditPath({ collection, object: id })}>
              {tx("all entries {part}", {
                part: <span class="sr">{t("of {name}", { name: name || id })}</span>,
              })}
            </a>
          </>
        )}
      </span>
    </span>
  );
}
