// The shell of every page behind the door: top bar, navigation, banner of pools that are not live, messages.
import { Note } from "@/components/Bits.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Logo } from "@/components/Logo.tsx";
import { PhoneNav, SideNav } from "@/components/Nav.tsx";
import { ThemeButtons } from "@/components/ThemeButtons.tsx";
import { passes } from "@/lib/rights/rules.ts";
import { rolesText } from "@/lib/view/grant.ts";
import { targetName } from "@/lib/web/grants.ts";
import { countOf } from "@/lib/web/page.ts";
import { ruleOf } from "@/lib/web/page_rules.ts";
import { define } from "../fresh.config.ts";
import PoolBanner from "@/islands/PoolBanner.tsx";
import StreamBadge from "@/islands/StreamBadge.tsx";
import Toasts from "@/islands/Toasts.tsx";

export default define.layout(function Layout({ Component, state, url }) {
  const { principal, flash, page, theme } = state;
  if (!principal) return <Component />;
  const counts = {
    "/vms": countOf(state, "vm"),
    "/hosts": countOf(state, "host"),
    "/storage": countOf(state, "sr"),
    "/networks": countOf(state, "network"),
    "/pools": countOf(state, "pool"),
  };
  const { rights } = state.services;
  const opens = (path: string) => {
    const rule = ruleOf(path, "GET");
    return rule === "open" || (rule !== undefined && passes(rights, principal, rule, true));
  };
  const here = url.pathname + url.search;
  return (
    <>
      <a class="skip" href="#content">Skip to the content</a>
      <header class="top">
        <a class="brand" href="/" aria-label="Atoll, to the dashboard">
          <Logo />
          <span>Atoll</span>
        </a>
        {opens("/vms") && (
          <form class="find" action="/vms" role="search">
            <Icon name="search" />
            <input
              type="search"
              name="q"
              aria-label="Search the VMs"
              placeholder="Search VMs: name, IP, tag:web…"
            />
          </form>
        )}
        <div class="ml-auto flex items-center gap-2">
          {page && <StreamBadge page={page} />}
          {opens("/vms") && (
            <a class="btn bare icon narrow" href="/vms" aria-label="Search the VMs">
              <Icon name="search" />
            </a>
          )}
          <details class="menu wide">
            <summary class="btn bare icon" aria-label="Colour scheme">
              <Icon name="sun-moon" />
            </summary>
            <div class="pop">
              <ThemeButtons theme={theme} here={here} />
            </div>
          </details>
          <details class="menu">
            <summary class="btn bare icon" aria-label={`Signed in as ${principal.username}`}>
              <Icon name="user" />
            </summary>
            <div class="pop">
              <p class="px-3 py-1">
                <strong>{principal.username}</strong>
                <br />
                <span class="soft">
                  {rolesText(rights.holdings(principal), (scope) => targetName(state, scope))}
                </span>
              </p>
              <hr />
              <a href="/account">
                <Icon name="user" /> Account
              </a>
              <a href="/help">
                <Icon name="circle-question-mark" /> Keys and filters
              </a>
              <form method="post" action="/sign-out">
                <button type="submit">
                  <Icon name="log-out" /> Sign out
                </button>
              </form>
            </div>
          </details>
        </div>
      </header>
      <SideNav here={url.pathname} counts={counts} opens={opens} />
      <main id="content" tabIndex={-1}>
        {page && <PoolBanner page={page} />}
        {flash && <Note tone={flash.kind === "done" ? "ok" : "bad"} alert>{flash.text}</Note>}
        <Component />
      </main>
      <PhoneNav here={url.pathname} theme={theme} opens={opens} />
      <Toasts />
    </>
  );
});
