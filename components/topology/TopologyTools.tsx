// What is shown of the topology, and how. A form: without script it chooses what the table shows.
import { t } from "@/lib/view/text.ts";
import { GROUPINGS, HEATS, RELATIONS, type TopologyChoice } from "@/lib/view/topology.ts";
import { Icon } from "../Icon.tsx";

interface Props {
  readonly choice: TopologyChoice;
  /** Of what is looked for; "" while nothing is. */
  readonly found: string;
  readonly onChange: (form: HTMLFormElement) => void;
  readonly onNext: () => void;
}

export function TopologyTools({ choice, found, onChange, onNext }: Props) {
  const change = ({ currentTarget }: { readonly currentTarget: HTMLFormElement }) => onChange(currentTarget);
  return (
    <form
      class="topology-tools"
      role="search"
      aria-label={t("Topology")}
      onInput={change}
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <div class="find">
        <Icon name="search" />
        <input
          type="search"
          name="q"
          value={choice.q}
          aria-label={t("Find in the topology")}
          placeholder={t("Find: name or tag:web")}
        />
      </div>
      <span class="soft" role="status">{found}</span>
      <fieldset>
        <legend class="sr">{t("Relations")}</legend>
        {RELATIONS.map(({ name, text }) => (
          <label key={name} class="check">
            <input type="checkbox" name="show" value={name} checked={choice.show.includes(name)} /> {t(text)}
          </label>
        ))}
      </fieldset>
      <label class="pick">
        {t("Group by")}
        <select name="group">
          {GROUPINGS.map(({ name, text }) => (
            <option key={name} value={name} selected={choice.group === name}>{t(text)}</option>
          ))}
        </select>
      </label>
      <label class="pick">
        {t("Colour by")}
        <select name="heat">
          {HEATS.map(({ name, text }) => (
            <option key={name} value={name} selected={choice.heat === name}>{t(text)}</option>
          ))}
        </select>
      </label>
      <button type="submit" class="btn">{t("Find")}</button>
    </form>
  );
}
