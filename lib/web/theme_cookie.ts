// The cookie by which a browser remembers the colour scheme for the pages before the sign-in.

/** Set-Cookie value. */
export function themeCookie(theme: "system" | "light" | "dark"): string {
  return `theme=${theme}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`;
}
