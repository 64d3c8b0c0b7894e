// The head of any object's page. It stands as the server wrote it until something of it changes or somebody reaches for it: its code
// is loaded then.
import { computed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { HeadClient, HeadProps } from "@/components/detail/Head.tsx";
import { useAwake } from "@/lib/client/awake.ts";
import { Lazy } from "@/lib/client/lazy.ts";
import { liveFrom } from "@/lib/client/live.ts";
import type { Paged } from "@/lib/view/hrefs.ts";
import type { PageData } from "@/lib/view/types.ts";

const HEAD = new Lazy(async () => {
  const [{ Head }, { headClient }] = await Promise.all([
    import("@/components/detail/Head.tsx"),
    import("@/lib/client/head_client.ts"),
  ]);
  const form = async () => (await import("@/components/ActionForm.tsx")).ActionForm;
  const client: HeadClient = { ...headClient, form };
  return { Head, client };
});

interface Props extends HeadProps {
  page: PageData;
  /** The same, as the server wrote it. */
  children: ComponentChildren;
}

export default function DetailHead({ page, children, ...props }: Props) {
  const live = liveFrom(page);
  const news = useMemo(() =>
    computed(() => [
      // Followed from the beginning, so that what goes is still known by its last.
      live.table<Paged, readonly ["name"]>(props.kind).follow(props.id).value,
      live.table<"pool", readonly ["state"]>("pool").follow(props.pool).value?.state,
    ]), []);
  const [part, around] = useAwake(HEAD, news);
  return <div {...around}>{part ? <part.Head {...props} of={live} client={part.client} /> : children}</div>;
}
