// The preview of `concord serve` in a page: hears of changes, brings the page up to date, and
// shows what is wrong with the project.
//
//   page.js    fetches the page again and puts what changed in its place
//   morph.js   finds out what changed
//   panel.js   shows problems and notes, and the bar
//   desk/      the translator's view, which is loaded when it is turned on
import { Store } from "./desk/store.js";
import { element } from "./element.js";
import { Page } from "./page.js";
import { Panel } from "./panel.js";

const own = document.querySelector("script[data-page]");
const folder = new URL(".", own.src);
const page = new Page(own.dataset.page);
const panel = new Panel(new URL("preview.css", folder));

let run = null; // which run of the server the page belongs to
let heard = null; // the newest state of which the server told
let isBusy = false;

async function follow() {
  if (isBusy) return;
  isBusy = true;
  // What is heard meanwhile is looked at next.
  for (let state = heard; state; state = heard === state ? null : heard) {
    const details = await fetch(new URL("state.json", folder)).then((answer) => answer.json(), () => null);
    const changed = await page.update();
    if (details) {
      panel.problems(details.problems, details.complete);
      await view(details);
      if (state.version > 1 && state.version === details.version) panel.elsewhere(elsewhere(details, changed));
    }
  }
  isBusy = false;
}

// The articles that changed and are not in view, as seen from this page.
let told = null; // the version whose changes were told of
function elsewhere({ version, changed, languages, mount }, isChanged) {
  if (version === told) return null;
  told = version;
  const folders = languages.map(({ folder }) => folder);
  const path = decodeURI(location.pathname).slice(1 + mount.length);
  const folder = folders.filter((of) => path.startsWith(of)).sort((a, b) => b.length - a.length)[0] ?? folders[0];
  const links = changed.map(({ address, name, folder: of }) => ({ name, path: `${of ?? folder}${address}` }));
  if (isChanged || links.some((link) => link.path === path)) return [];
  return links.map(({ name, path }) => ({ name, href: `/${mount}${path}` }));
}

// The translator's view of the page, while it is turned on.
let desk = null;
let details = null; // as the server told last
const toggle = element("button", { type: "button", class: "toggle", hidden: true, "aria-pressed": "false", onclick: () => turn(!toggle.isOn) }, "Translate");
panel.bar.prepend(toggle);

async function view(told) {
  details = told;
  toggle.hidden = !details.languages.length;
  const store = new Store(details.project, details.run);
  if (store.isOn !== Boolean(toggle.isOn)) return turn(store.isOn);
  await (await desk)?.heard(details);
}

async function turn(isOn) {
  toggle.isOn = isOn;
  toggle.setAttribute("aria-pressed", String(isOn));
  const store = new Store(details.project, details.run);
  store.isOn = isOn;
  const was = desk;
  desk = isOn ? import("./desk/desk.js").then(({ Desk }) => new Desk({ folder, page, panel, store, details })) : null;
  (await was)?.end();
  await (await desk)?.heard(details);
}

let events = null;

function listen() {
  if (events) return;
  events = new EventSource(new URL("events", folder));
  events.addEventListener("state", (event) => {
    const state = JSON.parse(event.data);
    if (run && run !== state.run) return location.reload();
    run = state.run;
    heard = state;
    panel.connected(true);
    follow();
  });
  events.addEventListener("error", () => panel.connected(false));
}

// A browser keeps few connections to one server. Pages that nobody looks at leave theirs to
// others, and catch up when they are looked at again.
function rest() {
  events?.close();
  events = null;
}

const listenIfSeen = () => (document.visibilityState === "visible" ? listen() : rest());
document.addEventListener("visibilitychange", listenIfSeen);
addEventListener("pagehide", rest);
addEventListener("pageshow", (event) => event.persisted && listenIfSeen());
listenIfSeen();
