// Starts the page and redraws what a change of the view touches.
import { get } from "./api.js";
import { familyPicture } from "./badges.js";
import { byId, h } from "./dom.js";
import { drawFeed, holderWords, markOpened } from "./feed.js";
import { addDays, longDay, shortDay } from "./format.js";
import { fillWords, otherLanguage, t, useLanguage } from "./i18n.js";
import { wireKeys } from "./keys.js";
import { drawLegend } from "./legend.js";
import { drawMap, mapIdle, nameCountries, resizeMap, showAll, startMap } from "./map.js";
import { FAMILY_COLOURS, rankHolders } from "./palette.js";
import { drawPanel } from "./panel.js";
import { change, onChange, readAddress, state } from "./state.js";
import { drawChoices, drawStrip, setRange, wholeRange, wireStrip } from "./strip.js";

const MOST_ON_PAGE = 1000;
const WIDE = 900; // px; above it the legend fits beside the map
let coverage = null;
let drawing = Promise.resolve();
let latest = { incidents: [], control: [] };

function questions() {
  const all = state.window === "0";
  const from = all ? "" : addDays(state.day, 1 - Number(state.window));
  const incidents = { from, to: all ? "" : state.day, q: state.q, undated: state.undated ? "true" : "", as_known_on: state.known, limit: MOST_ON_PAGE };
  return [get("/api/incidents", incidents), get("/api/control", { as_of: state.day, as_known_on: state.known })];
}

function chosen(incidents) {
  const families = state.families ? state.families.split(",") : [];
  return incidents.filter((one) => (state.background || !one.background) && (!families.length || families.includes(one.family)));
}

function showing(incidents, spans) {
  const known = state.known ? t("known_suffix", { day: shortDay(state.known) }) : "";
  const places = state.list === "places";
  byId("showing").textContent = t(places ? "showing_places" : "showing_incidents", { shown: places ? spans.length : incidents.length, day: longDay(state.day), known });
}

async function drawView() {
  if (!wholeRange()) {
    byId("cards").replaceChildren(h("p", { class: "empty" }, t("empty_store")));
    return;
  }
  const asked = JSON.stringify(state);
  try {
    const [found, control] = await Promise.all(questions());
    if (asked !== JSON.stringify(state) && state.day !== JSON.parse(asked).day) return;
    latest = { incidents: chosen(found.incidents), control: control.control };
  } catch (error) {
    byId("cards").replaceChildren(h("p", { class: "empty", role: "alert" }, t("failed", { message: error.message })));
    return;
  }
  const { incidents, control } = latest;
  const spans = [...control].sort((a, b) => a.place.name.localeCompare(b.place.name));
  drawFeed(incidents, spans);
  drawMap(incidents, spans, holderWords);
  drawLegend(incidents, spans);
  showing(incidents, spans);
  document.body.dataset.day = state.day;
}

function redraw() {
  drawStrip();
  drawing = drawView();
  return drawing;
}

function drawKnown() {
  const days = [...coverage.recorded_days].reverse();
  byId("known").replaceChildren(
    h("option", { value: "" }, t("now")),
    ...days.map((day) => h("option", { value: day, selected: day === state.known }, shortDay(day))));
}

function drawFamilies() {
  const on = new Set(state.families ? state.families.split(",") : []);
  byId("families").replaceChildren(...Object.keys(FAMILY_COLOURS).map((family) => h("button", {
    type: "button", class: "chip", "aria-pressed": String(on.has(family)),
    onclick: () => {
      if (!on.delete(family)) on.add(family);
      change({ families: [...on].join(",") });
    },
  }, familyPicture(family), t(`family_${family}`))));
}

function drawWords() {
  fillWords();
  document.title = `Tapal: ${t("motto")}`;
  byId("language").textContent = t("switch_language");
  byId("language").lang = otherLanguage();
  byId("help-open").setAttribute("aria-label", t("help"));
  byId("search").placeholder = t("search");
  drawChoices();
  drawKnown();
  drawFamilies();
}

function fillFields() {
  byId("search").value = state.q;
  byId("background").checked = Boolean(state.background);
  byId("undated").checked = Boolean(state.undated);
  byId("window").value = state.window;
  byId("known").value = state.known;
}

function wire() {
  byId("language").addEventListener("click", () => change({ lang: otherLanguage() }));
  byId("known").addEventListener("change", (event) => change({ known: event.target.value }));
  byId("search-form").addEventListener("submit", (event) => { event.preventDefault(); change({ q: byId("search").value.trim() }); });
  byId("search").addEventListener("search", () => change({ q: byId("search").value.trim() }));
  byId("background").addEventListener("change", (event) => change({ background: event.target.checked ? "1" : "" }));
  byId("undated").addEventListener("change", (event) => change({ undated: event.target.checked ? "1" : "" }));
  byId("list-incidents").addEventListener("click", () => change({ list: "incidents" }));
  byId("list-places").addEventListener("click", () => change({ list: "places" }));
  byId("tabs").addEventListener("click", (event) => {
    const view = event.target.closest("button")?.dataset.view;
    if (!view) return;
    byId("stage").dataset.view = view;
    byId("tabs").querySelectorAll("button").forEach((tab) => tab.setAttribute("aria-pressed", String(tab.dataset.view === view)));
    resizeMap();
    if (view === "map") showPlaces();
  });
  wireStrip(() => Promise.all([drawing, mapIdle()]));
  wireKeys();
  onChange(async (changed) => {
    if (changed.has("lang")) { await useLanguage(state.lang); drawWords(); nameCountries(); }
    if (changed.has("families")) drawFamilies();
    fillFields();
    markOpened();
    if (["open", "day", "known", "lang"].some((name) => changed.has(name))) drawPanel();
    if (changed.size > 1 || !changed.has("open")) await redraw();
  });
}

let placesShown = false;

// The first look takes in every place whose control is known; a hidden map has no size to fit to.
async function showPlaces() {
  if (placesShown || !byId("map").offsetWidth || !wholeRange()) return;
  const { control } = await get("/api/control", {});
  const points = control.length ? control.map((span) => span.place) : latest.incidents.filter((one) => one.where).map((one) => one.where);
  if (points.length) { placesShown = true; showAll(points); }
}

async function start() {
  readAddress();
  state.lang ??= "id";
  await useLanguage(state.lang);
  try {
    coverage = await get("/api/coverage", {});
  } catch (error) {
    fillWords();
    byId("cards").replaceChildren(h("p", { class: "empty", role: "alert" }, t("failed", { message: error.message })));
    return;
  }
  rankHolders(coverage.holders);
  setRange(coverage);
  if (innerWidth < WIDE) byId("legend").open = false;
  drawWords();
  fillFields();
  wire();
  await redraw();
  await drawPanel();
  if (await startMap()) {
    await showPlaces();
    await redraw();
    await mapIdle();
  }
  document.body.dataset.ready = "true";
}

start();
