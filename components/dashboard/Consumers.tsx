// Who uses most: the way to their table, and once somebody sees this part of the page, the first of them.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "@/lib/view/text.ts";

/** @param lists the first of them, once they are loaded; who asks for them loads them */
export function Consumers({ lists }: { lists: () => ComponentChildren }) {
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
  return (
    <section ref={place} aria-labelledby="consumers">
      <h2 id="consumers" class="over">
        <a href="/stats">{t("Who uses most")}</a>
      </h2>
      {seen && lists()}
    </section>
  );
}
