// Who uses most: the way to their table, and once somebody sees this part of the page, the first of them.
import { useEffect, useRef, useState } from "preact/hooks";
import { Lazy } from "@/lib/client/lazy.ts";
import { t } from "@/lib/view/text.ts";

const lists = new Lazy(async () => (await import("./ConsumerLists.tsx")).ConsumerLists);

export function Consumers() {
  const place = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      setSeen(true);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const Lists = seen ? lists.value : null;
  return (
    <section ref={place} aria-labelledby="consumers">
      <h2 id="consumers" class="over">
        <a href="/stats">{t("Who uses most")}</a>
      </h2>
      {Lists && <Lists />}
    </section>
  );
}
