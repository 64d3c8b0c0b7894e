// The head of any object's page: where it is, its name, state and actions, what is being done to it. What may be changed is
// changed where it stands.
import { useComputed } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { ActionBar } from "../ActionBar.tsx";
import type { ActionForm } from "../ActionForm.tsx";
import { Note } from "../Bits.tsx";
import { Part } from "../Cell.tsx";
import { Crumbs } from "../Crumbs.tsx";
import { type Change, InPlace, TagLine } from "./InPlace.tsx";
import { HeadState } from "./HeadState.tsx";
import { TaskLine } from "../TaskLine.tsx";
import { asks, renewed } from "@/lib/view/action.ts";
import type { ActionView } from "@/lib/view/action.ts";
import type * as fields from "@/lib/view/detail_fields.ts";
import { hrefOf, listHref, type Paged } from "@/lib/view/hrefs.ts";
import { TASK_LINE_FIELDS } from "@/lib/view/page_fields.ts";
import { t } from "@/lib/view/text.ts";
import type { Source } from "./source.ts";

const USUAL = [
  "start",
  "shutdown",
  "reboot",
  "resume",
  "unpause",
  "snapshot",
  "revert",
  "scan",
  "enable",
  "disable",
];
/** Changed where they stand, so not buttons as well. */
const IN_PLACE = ["rename", "describe", "tag", "untag"];
/** Rights may have changed since the server was asked for this long (ms). */
const OLD = 5000;

type Operable = Exclude<Paged, "pool" | "template">;
const isOperable = (kind: Paged): kind is Operable => kind !== "pool" && kind !== "template";

/** What the head needs of the browser; the server needs nothing. */
export interface HeadClient {
  /** The actions as the server judges them now; null when it does not answer. */
  actionsOf(kind: Paged, id: string): Promise<readonly ActionView[] | null>;
  /** Tells how it went; false: it failed. */
  perform(
    kind: Paged,
    id: string,
    action: ActionView,
    name: string,
    args: { readonly [name: string]: unknown },
  ): Promise<boolean>;
  refused(text: string): void;
  form(): Promise<typeof ActionForm>;
}

export interface HeadProps {
  kind: Paged;
  id: string;
  pool: string;
  /** What the list of its kind is called. */
  list: string;
  tab: string;
  actions: readonly ActionView[];
  /** Whether a form of the server's (?ask=) already stands above. */
  asked: boolean;
}

export function Head({ of: live, client, kind, id, pool, list, tab, actions: first, asked }: HeadProps & {
  of: Source;
  client: HeadClient | null;
}) {
  const rows = live.table<Paged, readonly ["name", "description", "tags"]>(kind);
  const object = rows.live(id);
  const operable = isOperable(kind)
    ? live.table<Operable, readonly ["allowed_operations", "current_operations"]>(kind).live(id)
    : undefined;
  const home = live.table<"pool", typeof fields.POOL_OF>("pool").live(pool);
  const stale = useComputed(() => home?.state !== "live");
  const there = useComputed(() => rows.has(id));
  const [actions, setActions] = useState(first);
  const [asking, ask] = useState<{ readonly action: ActionView; readonly Form: typeof ActionForm } | null>(
    null,
  );
  const asked_at = useRef(Date.now());
  const path = hrefOf(kind, id, tab);

  // The server decides what can be done, and says why not: it is asked again when its answer may have changed.
  async function renew(): Promise<void> {
    // Of what is just going nothing can be asked any more.
    if (Object.values(operable?.current_operations ?? {}).includes("destroy")) return;
    asked_at.current = Date.now();
    const now = await client?.actionsOf(kind, id);
    if (now) setActions(renewed(now, first));
  }
  const key = useComputed(() =>
    JSON.stringify([
      operable?.allowed_operations,
      operable?.current_operations,
      stale.value,
      there.value,
    ])
  );
  useEffect(() => {
    // Asked at once, too: it comes to life because something has changed, or somebody is about to change something.
    return key.subscribe(() => void (there.peek() && renew()));
  }, []);
  // Rights change without any change of the object: whoever reaches for the buttons is to find them right.
  const reach = () => Date.now() - asked_at.current > OLD && there.peek() && void renew();

  const perform = async (action: ActionView, args: { readonly [name: string]: unknown } = {}) =>
    await client?.perform(kind, id, action, object?.name ?? id, args) ?? false;
  const named = (name: string) => actions.find((action) => action.name === name && action.refused === null);
  const change: Change = async (name, args) => {
    const action = named(name);
    return action !== undefined && await perform(action, args);
  };
  async function run(action: ActionView): Promise<void> {
    if (action.refused !== null) return client?.refused(`${t(action.label)}: ${action.refused}`);
    // What a field offers the server knows, and a form of its own is shown once.
    if (asked || asks(action) && action.fields.some(({ offers }) => offers)) {
      return location.assign(`${path}?ask=${action.name}`);
    }
    if (!asks(action)) return void await perform(action);
    const Form = await client?.form();
    if (Form) ask({ action, Form });
  }
  if (!object) return null;

  return (
    <div
      class={stale.value || !there.value ? "live stale" : "live"}
      onPointerEnter={reach}
      onFocusCapture={reach}
    >
      <Part>
        {() => (
          <Crumbs
            items={[
              { href: listHref(kind), text: list },
              ...(kind === "pool" ? [] : [{ href: hrefOf("pool", pool), text: home?.name ?? "" }]),
            ]}
          />
        )}
      </Part>
      <div class="dline">
        <Part>
          {() => (
            <h1>
              {named("rename")
                ? (
                  <InPlace
                    action="rename"
                    field="name"
                    value={object.name}
                    label={t("Rename")}
                    change={change}
                  >
                    {object.name || id}
                  </InPlace>
                )
                : object.name || id}
            </h1>
          )}
        </Part>
        <Part>{() => <HeadState of={live} kind={kind} id={id} />}</Part>
        <ActionBar
          actions={actions.filter(({ name, refused }) =>
            !IN_PLACE.includes(name) && (refused === null || !["resume", "unpause"].includes(name))
          )}
          path={path}
          usual={USUAL}
          onAction={(action) => void run(action)}
        />
      </div>
      <Part>
        {() => (
          <div class="dsub">
            {named("describe")
              ? (
                <InPlace
                  action="describe"
                  field="description"
                  value={object.description}
                  label={t("Describe")}
                  change={change}
                  many
                >
                  <span class="soft">{object.description || t("No description")}</span>
                </InPlace>
              )
              : object.description && <span class="soft">{object.description}</span>}
            <TagLine
              tags={object.tags}
              may={(name) => named(name) !== undefined}
              change={change}
              href={(tag) => listHref(kind, `tag:"${tag}"`)}
            />
          </div>
        )}
      </Part>
      {operable && (
        <TaskLine
          object={operable}
          task={(task) => live.table<"task", typeof TASK_LINE_FIELDS>("task").live(task)}
        />
      )}
      {!there.value && (
        <Note tone="warn" alert>
          {t("This has been removed from its pool, or you may no longer see it.")}{" "}
          <a href={listHref(kind)}>{t("To the list")}</a>
        </Note>
      )}
      {asking && (
        <asking.Form
          key={asking.action.name}
          action={asking.action}
          name={object.name}
          path={path}
          onCancel={(event) => {
            event.preventDefault();
            ask(null);
          }}
        />
      )}
    </div>
  );
}
