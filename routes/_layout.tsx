// The shell of every page behind the door: top bar, navigation, banner of pools that are not live, messages.
import { Note } from "@/components/Bits.tsx";
import { Icon } from "@/components/Icon.tsx";
import { ABOUT } from "@/components/shell/places.ts";
import { LanguageForm } from "@/components/shell/LanguageForm.tsx";
import { Logo } from "@/components/Logo.tsx";
import { PhoneNav, SideNav } from "@/components/Nav.tsx";
import { ThemeButtons } from "@/components/ThemeButtons.tsx";
import { counted } from "@/lib/client/activity.ts";
import { passes } from "@/lib/rights/rules.ts";
import { rolesText } from "@/lib/view/grant.ts";
import { t } from "@/lib/view/text.ts";
import { targetName } from "@/lib/web/grants.ts";
import { countOf, dataOf } from "@/lib/web/page.ts";
import { ruleOf } from "@/lib/web/page_rules.ts";
import { define } from "../fresh.config.ts";
import ActivityButton from "@/islands/ActivityButton.tsx";
import PoolBanner from "@/islands/PoolBanner.tsx";
import Shell from "@/islands/Shell.tsx";
import StreamBadge from "@/islands/StreamBadge.tsx";
import Tree from "@/islands/Tree.tsx";

export default define.layout(function Layout({ Component, state, url, req }) {
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
    const comes = rule === "open" || (rule !== undefined && passes(rights, principal, rule, true));
    const about = ABOUT[path];
    return comes &&
      (about === undefined || about.some((one) => rights.canSomewhere(principal, `${one}.read`)));
  };
  const may = ["task.cancel", "alert.dismiss"].filter((action) => rights.canSomewhere(principal, action));
  const here = url.pathname + url.search;
  // Set by the tree itself: pages come with room for it, so that nothing moves when it is drawn.
  const tree = /(?:^|;\s*)tree=open(?:;|$)/.test(req.headers.get("cookie") ?? "");
  return (
    <>
      <a class="skip" href="#content">{t("Skip to the content")}</a>
      <header class="top">
        <a class="brand" href="/" aria-label={t("Atoll, to the dashboard")}>
          <Logo />
          <span>Atoll</span>
        </a>
        {opens("/pools") && (
          <a
            class="btn bare icon"
            id="tree-button"
            href="/pools"
            role="button"
            aria-expanded={tree}
            aria-controls="tree"
            aria-label={t("Tree of pools, hosts and VMs")}
          >
            <Icon name="list-tree" />
          </a>
        )}
        {opens("/search") && (
          <form class="find" action="/search" role="search" data-panel="palette">
            <Icon name="search" />
            <input
              type="search"
              name="q"
              aria-label={t("Search everything")}
              placeholder={t("Search everything")}
              autocomplete="off"
            />
            <kbd class="tag mono" aria-hidden="true">Ctrl K</kbd>
          </form>
        )}
        <div class="ml-auto flex items-center gap-2">
          {page && <StreamBadge page={page} />}
          {opens("/search") && (
            <a
              class="btn bare icon narrow"
              href="/search"
              aria-label={t("Search everything")}
              data-panel="palette"
            >
              <Icon name="search" />
            </a>
          )}
          {opens("/tasks") && <ActivityButton page={page && dataOf(state, counted())} />}
          <details class="menu wide">
            <summary class="btn bare icon" aria-label={t("Colour scheme")}>
              <Icon name="sun-moon" />
            </summary>
            <div class="pop">
              <ThemeButtons theme={theme} here={here} />
            </div>
          </details>
          <details class="menu account-menu">
            <summary
              class="btn bare icon"
              aria-label={t("Signed in as {name}", { name: principal.username })}
            >
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
                <Icon name="user" /> {t("Account")}
              </a>
              <a href="/help">
                <Icon name="circle-question-mark" /> {t("Keys and filters")}
              </a>
              <hr />
              <LanguageForm here={here} />
              <hr />
              <form method="post" action="/sign-out">
                <button type="submit">
                  <Icon name="log-out" /> {t("Sign out")}
                </button>
              </form>
            </div>
          </details>
        </div>
      </header>
      <SideNav here={url.pathname} counts={counts} opens={opens} />
      <aside
        class="tree-panel"
        id="tree"
        aria-label={t("Tree of pools, hosts and VMs")}
        {...(tree ? { "data-open": "left" } : {})}
      >
        <Tree open={tree} reader={principal.username} />
      </aside>
      <main id="content" tabIndex={-1}>
        {page && <PoolBanner page={page} />}
        {flash && <Note tone={flash.kind === "done" ? "ok" : "bad"} alert>{flash.text}</Note>}
        <Component />
      </main>
      <PhoneNav here={url.pathname} theme={theme} opens={opens} />
      <Shell reader={principal.username} may={may} />
    </>
  );
});
