// An import of pools: the lines of the file, what was found at each, and which of them are to be added.
import { addable, IMPORT_STATES, type ImportLine, type ImportView } from "@/lib/view/pool_import.ts";
import { t, tn } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Note } from "../Bits.tsx";
import { Fingerprint } from "../PoolTrouble.tsx";

/** The file, chosen or pasted. What was sent never comes back: it holds passwords. */
export function ImportFile({ error }: { error: string | null }) {
  return (
    <form method="post" encType="multipart/form-data">
      {error !== null && <Note tone="bad" alert>{error}</Note>}
      <div class="field">
        <label for="file">{t("CSV file")}</label>
        <input id="file" name="file" type="file" accept=".csv,text/csv" aria-describedby="file-hint" />
        <p class="hint" id="file-hint">
          {tx(
            "The first line names the columns: {code}, {code2}, {code3}, and as you like {code4}, {code5}, {code6}. At most 500 pools.",
            {
              code: <code>{t("address")}</code>,
              code2: <code>{t("username")}</code>,
              code3: <code>{t("password")}</code>,
              code4: <code>{t("name")}</code>,
              code5: <code>{t("fingerprint")}</code>,
              code6: <code>{t("read_only")}</code>,
            },
          )}
        </p>
      </div>
      <div class="field">
        <label for="secret-csv">{t("Or paste it")}</label>
        <textarea
          id="secret-csv"
          name="secret-csv"
          rows={6}
          spellcheck={false}
          autocomplete="off"
          placeholder={t("address,username,password")}
        />
      </div>
      <div class="flex flex-wrap gap-2">
        <button class="btn main" type="submit" name="do" value="read">{t("Look at the pools")}</button>
        <a class="btn" href="/pools">{t("Cancel")}</a>
      </div>
    </form>
  );
}

export function PoolImport({ view, error }: { view: ImportView; error: string | null }) {
  const left = addable(view);
  const added = view.lines.filter(({ state }) => state === "added").length;
  return (
    <form method="post">
      {error !== null && <Note tone="bad" alert>{error}</Note>}
      {view.busy && (
        <Note tone="info">
          <span role="status">
            {tn(
              view.lines.filter(({ state }) => state === "looking" || state === "adding").length,
              "{count} pool to go. This page asks again by itself.",
              "{count} pools to go. This page asks again by itself.",
            )}
          </span>
        </Note>
      )}
      {!view.busy && left.length > 0 && (
        <Note tone="warn">
          {t(
            "Compare the fingerprints with those of the hosts: by going on you accept them, and the passwords are sent.",
          )}
        </Note>
      )}
      <div class="card scroll mb-4" tabIndex={0} role="region" aria-label={t("Lines of the file")}>
        <table class="tb cards">
          <thead>
            <tr>
              <th scope="col">{t("Address")}</th>
              <th scope="col" class="num">{t("Line")}</th>
              <th scope="col">{t("User")}</th>
              <th scope="col">{t("State")}</th>
              <th scope="col">{t("Certificate, SHA-256")}</th>
            </tr>
          </thead>
          <tbody>{view.lines.map((line) => <Row key={line.line} line={line} busy={view.busy} />)}</tbody>
        </table>
      </div>
      <div class="flex flex-wrap gap-2">
        {!view.busy && left.length > 0 && (
          <button class="btn main" type="submit" name="do" value="add">
            {t("Accept and add the chosen pools")}
          </button>
        )}
        {added > 0 && <a class="btn" href="/pools">{t("To the pools")}</a>}
        <button class="btn" type="submit" name="do" value="drop">
          {left.length === 0 && !view.busy ? t("Import another file") : t("Give it up")}
        </button>
      </div>
    </form>
  );
}

function Row({ line: { line, address, username, name, readOnly, state, problem, certificate }, busy }: {
  line: ImportLine;
  busy: boolean;
}) {
  const { text, tone } = IMPORT_STATES[state];
  const can = !busy && (state === "ready" || state === "failed");
  return (
    <tr>
      <td>
        <label class="flex gap-2 items-center min-h-[44px] min-w-[44px] sm:min-h-0">
          {can && <input type="checkbox" name="line" value={String(line)} checked={state === "ready"} />}
          <span>
            <bdi>{address || "–"}</bdi>
            {(name !== "" || readOnly) && (
              <span class="soft block">
                <bdi>{name}</bdi>
                {readOnly && t(" · read-only")}
              </span>
            )}
          </span>
        </label>
      </td>
      <td data-l="Line" class="num">{line}</td>
      <td data-l="User">
        <bdi>{username}</bdi>
      </td>
      <td data-l="State">
        <span>
          <span class={`t-${tone}`}>{text}</span>
          {problem && (
            <span class="block whitespace-normal">
              <bdi>{problem.message}</bdi> <span class="soft">({problem.column})</span>
            </span>
          )}
        </span>
      </td>
      <td data-l="Certificate">
        {certificate && (
          <span>
            <Fingerprint value={certificate.fingerprint} />
            <span class="soft block">
              {certificate.named
                ? t("The one that the file names")
                : certificate.vouched
                ? t("A public authority vouches for it")
                : certificate.subject}
            </span>
          </span>
        )}
      </td>
    </tr>
  );
}
