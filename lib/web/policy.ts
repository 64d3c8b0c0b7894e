// The content security policy of pages: only what Atoll itself serves runs, loads and is sent to; nothing inline, nobody's frame.

/** Directives for `csp()`. What is not named is forbidden: frames, plugins, media, fonts. */
export const POLICY: readonly string[] = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  // By 'self' browsers mean WebSockets of this host, too.
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "font-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  // Where a browser knows it: no text becomes code or HTML, whatever a script does (lib/client/trusted_types.ts).
  "require-trusted-types-for 'script'",
  "trusted-types default",
];
