// Menus are <details class="menu">, which work without script; with it they close by a click elsewhere and by Escape.

function close(except: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (!(except instanceof Node && menu.contains(except))) menu.open = false;
  }
}

/** Begins to close menus; gives the function that ends it. */
export function closeMenus(): () => void {
  const click = (event: Event) => close(event.target);
  const key = (event: KeyboardEvent) => event.key === "Escape" && close(null);
  addEventListener("click", click);
  addEventListener("keydown", key);
  return () => {
    removeEventListener("click", click);
    removeEventListener("keydown", key);
  };
}
