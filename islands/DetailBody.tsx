// A tab of any object's page. It stands as the server wrote it until something of it changes or somebody reaches for it: its code is
// loaded then.
import { computed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { BodyProps, LivingBody } from "@/components/detail/body.ts";
import { useAwake } from "@/lib/client/awake.ts";
import { now } from "@/lib/client/clock.ts";
import { Lazy } from "@/lib/client/lazy.ts";
import { liveFrom } from "@/lib/client/live.ts";
import type { Paged } from "@/lib/view/hrefs.ts";
import { COLLECTIONS, type PageData } from "@/lib/view/types.ts";

type Tabs = (props: LivingBody) => ComponentChildren;

const TEMPLATE = new Lazy<{ Tabs: Tabs }>(async () => {
  const { TemplateTabs: Tabs } = await import("@/components/detail/TemplateTabs.tsx");
  return { Tabs };
});
const TABS: { readonly [C in Paged | "alerts"]: Lazy<{ Tabs: Tabs }> } = {
  alerts: new Lazy(async () => ({ Tabs: (await import("@/components/detail/AlertTabs.tsx")).AlertTabs })),
  pool: new Lazy(async () => ({ Tabs: (await import("@/components/detail/PoolTabs.tsx")).PoolTabs })),
  host: new Lazy(async () => ({ Tabs: (await import("@/components/detail/HostTabs.tsx")).HostTabs })),
  vm: new Lazy(async () => ({ Tabs: (await import("@/components/detail/VmTabs.tsx")).VmTabs })),
  sr: new Lazy(async () => ({ Tabs: (await import("@/components/detail/SrTabs.tsx")).SrTabs })),
  vdi: new Lazy(async () => ({ Tabs: (await import("@/components/detail/DiskTabs.tsx")).DiskTabs })),
  network: new Lazy(async () => ({
    Tabs: (await import("@/components/detail/NetworkTabs.tsx")).NetworkTabs,
  })),
  template: TEMPLATE,
  snapshot: TEMPLATE,
};

interface Props extends BodyProps {
  page: PageData;
  /** The same, as the server wrote it. */
  children: ComponentChildren;
}

export default function DetailBody({ page, children, ...props }: Props) {
  const live = liveFrom(page);
  const news = useMemo(() =>
    computed(() =>
      COLLECTIONS.filter((one) => page.collections[one] !== undefined)
        .map((one) => live.table(one).version.value)
    ), []);
  const [part, around] = useAwake(TABS[props.tab === "alerts" ? "alerts" : props.kind], news);
  return (
    <div class="live" {...around}>
      {part ? <part.Tabs {...props} of={live} now={() => now.value} /> : children}
    </div>
  );
}
