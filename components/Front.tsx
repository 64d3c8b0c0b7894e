// The frame of the pages in front of the door: sign-in, set-up.
import type { ComponentChildren } from "preact";
import { LanguageForm } from "./shell/LanguageForm.tsx";
import { Logo } from "./Logo.tsx";

/** @param here path of the page, to come back to in another language */
export function Front({ title, here, children }: {
  title: string;
  here: string;
  children: ComponentChildren;
}) {
  return (
    <main class="front min-h-screen flex flex-col items-center justify-center p-4">
      <p class="flex items-center gap-3 mb-5 text-2xl font-semibold">
        <Logo size={38} /> Atoll
      </p>
      <section class="card p-6 w-full max-w-sm">
        <h1 class="mb-4">{title}</h1>
        {children}
      </section>
      <LanguageForm here={here} />
    </main>
  );
}
