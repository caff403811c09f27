// A transition between pages that the reader has interrupted by going on is no error: the browser
// rejects promises of it that no script has asked for.
addEventListener("unhandledrejection", (event) => {
  if (/^Transition was/.test(event.reason?.message)) event.preventDefault();
});
