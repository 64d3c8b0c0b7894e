// Tells the server the browser's time zone by a cookie: what it writes from the next page on is in local time, too.

/** Cookie value to note; null when it is there already, or the zone is not known. */
export function zoneCookie(cookies: string, zone: string | undefined): string | null {
  if (!zone || cookies.split("; ").includes(`zone=${zone}`)) return null;
  return `zone=${zone}; Path=/; Max-Age=31536000; SameSite=Lax`;
}

export function noteZone(): void {
  const cookie = zoneCookie(document.cookie, Intl.DateTimeFormat().resolvedOptions().timeZone);
  if (cookie !== null) document.cookie = cookie;
}
