// What stands between Atoll and a pool: why, since when, what is tried, and what a person can do about it.
import type { ComponentChildren } from "preact";
import { CAUSES, STATES } from "@/lib/view/connection.ts";
import { connectionTone } from "@/lib/view/connection_label.ts";
import { duration } from "@/lib/view/format.ts";
import type { PoolCardView, PoolDetailView } from "@/lib/view/page_fields.ts";
import { t } from "@/lib/view/text.ts";
import { Note, Pair } from "./Bits.tsx";
import { Icon } from "./Icon.tsx";

/** A fingerprint to be compared by eye: in groups of eight pairs, as many on a line as there is room for. */
export function Fingerprint({ value }: { value: string | null }) {
  if (value === null) return <span class="soft">{t("None")}</span>;
  const groups = value.match(/.{1,24}/g) ?? [];
  return <code class="print">{groups.map((group, at) => <span key={at}>{group}</span>)}</code>;
}

interface Props {
  pool: PoolCardView;
  /** The same for who manages pools, null for others. */
  managed: PoolDetailView | null;
  /** The time in ms. */
  now: () => number;
}

/** Nothing while the pool is live. */
export function PoolTrouble({ pool, managed, now }: Props) {
  const { state, cause, reason } = pool;
  if (state === "live") return null;
  if (cause === null) return <Note tone="info">{reason ?? STATES[state].sentence}</Note>;
  const text = CAUSES[cause];
  return (
    <Note tone={connectionTone(state, cause)}>
      <p class="mb-2">{reason ?? text.sentence}.</p>
      {managed && managed.offered_fingerprint !== null && <Certificates pool={managed} />}
      <dl class="kv mb-2">
        <Pair name="What Atoll does">
          {text.atoll}.<Next pool={pool} now={now} />
        </Pair>
        <Pair name={managed ? "What you can do" : "What helps"}>{text.person}.</Pair>
      </dl>
      {managed && <Tried tried={managed.tried} />}
      {managed && <Remedies pool={managed} />}
    </Note>
  );
}

function Next({ pool: { state, retry_at }, now }: { pool: PoolCardView; now: () => number }) {
  if (state === "refused" || state === "disconnected") return null;
  const wait = retry_at === null ? 0 : Date.parse(retry_at) - now();
  return (
    <strong class="block">
      {wait > 500 ? t("Next try in {wait}", { wait: duration(wait) }) : t("Trying now")}
    </strong>
  );
}

/** Both fingerprints, each with what it is. */
function Certificates({ pool }: { pool: PoolDetailView }) {
  return (
    <dl class="kv mb-2">
      <Pair name="Host">{pool.offered_address}</Pair>
      {pool.fingerprint !== null && (
        <Pair name="Accepted">
          <Fingerprint value={pool.fingerprint} />
        </Pair>
      )}
      <Pair name="Presented now">
        <Fingerprint value={pool.offered_fingerprint} />
      </Pair>
      {pool.authorities.length > 0 && <Pair name="Authorities">{pool.authorities.join(", ")}</Pair>}
      <Pair name="On the host">
        <code>openssl x509 -noout -sha256 -fingerprint -in /etc/xensource/xapi-ssl.pem</code>
      </Pair>
    </dl>
  );
}

function Tried({ tried }: { tried: PoolDetailView["tried"] }) {
  const met = Object.entries(tried);
  if (met.length === 0) return null;
  return (
    <details class="mb-2" open={met.length <= 4}>
      <summary>{t("Addresses tried ({length})", { length: met.length })}</summary>
      <dl class="kv mt-2">
        {met.map(([address, what]) => <Pair key={address} name={address}>{what}</Pair>)}
      </dl>
    </details>
  );
}

function Remedies({ pool }: { pool: PoolDetailView }) {
  const { cause, offered_fingerprint: offered, id } = pool;
  const remedy = cause === null ? null : CAUSES[cause].remedy;
  return (
    <div class="flex flex-wrap gap-2">
      {offered !== null && (
        <Post id={id} action="accept" fields={{ fingerprint: offered }} class="btn danger">
          <Icon name="shield-alert" />{" "}
          {cause === "certificate-changed" ? t("Accept the new certificate") : t("Accept this certificate")}
        </Post>
      )}
      {remedy === "authorities" && (
        <a class="btn" href={`/pools?authorities=${id}`}>
          <Icon name="shield-alert" /> {t("Change authorities")}
        </a>
      )}
      {remedy === "credentials" && (
        <a class="btn main" href={`/pools?credentials=${id}`}>
          <Icon name="key-round" /> {t("Change credentials")}
        </a>
      )}
      {remedy === "enable"
        ? (
          <Post id={id} action="enable" class="btn main">
            <Icon name="power" /> {t("Switch it on")}
          </Post>
        )
        : (
          <Post id={id} action="reconnect" class={remedy === "reconnect" ? "btn main" : "btn"}>
            <Icon name="plug-zap" /> {t("Try now")}
          </Post>
        )}
    </div>
  );
}

/** A button that posts to the page of the pools. */
function Post({ id, action, fields = {}, class: look, children }: {
  id: string;
  action: string;
  fields?: Readonly<Record<string, string>>;
  class: string;
  children: ComponentChildren;
}) {
  return (
    <form method="post" action="/pools">
      <input type="hidden" name="id" value={id} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button class={look} type="submit" name="action" value={action}>{children}</button>
    </form>
  );
}
