// Chromium under LANG=C says that its language is "en-US@posix", which is no language tag: uPlot, which asks for it as it is loaded,
// would not load at all. Imported before it.
try {
  new Intl.NumberFormat(navigator.language);
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  const value = navigator.language.split("@")[0] ?? "en";
  Object.defineProperty(navigator, "language", { value, configurable: true });
}
