// Sets the scheme that the reader chose before anything is painted: the page must not flash.
// It stands alone and loads without `defer` for this reason only.
try {
  const scheme = localStorage.getItem("concord-appearance");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // Storage is closed to this page: the system's scheme is used.
}
