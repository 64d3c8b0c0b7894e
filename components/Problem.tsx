// What a page says when there is none: the status, what is wrong, and the way on.
import type { ComponentChildren } from "preact";
import { t } from "@/lib/view/text.ts";

export function Problem({ status, title, children }: {
  status: number;
  title: string;
  children?: ComponentChildren;
}) {
  return (
    <section class="card p-6 max-w-xl mx-auto mt-8">
      <p class="soft">{status}</p>
      <h1 class="mb-2">{title}</h1>
      {children}
      <p class="mt-4">
        <a class="btn" href="/">{t("To the dashboard")}</a>
      </p>
    </section>
  );
}
