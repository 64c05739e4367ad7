// The side panel: an incident, a report or a place.
import { get, part } from "./api.js";
import { byId, h } from "./dom.js";
import { documentPanel } from "./panel_document.js";
import { incidentPanel } from "./panel_incident.js";
import { placePanel } from "./panel_place.js";
import { resizeMap } from "./map.js";
import { t } from "./i18n.js";
import { change, state } from "./state.js";

const PANELS = {
  incident: { path: "/api/incidents/", draw: incidentPanel },
  document: { path: "/api/documents/", draw: documentPanel },
  place: { path: "/api/timeline/", draw: placePanel },
};
let shown = "";
let opener = null;

// `incident:ID`, `place:ID`, `document:ID` or `document:ID#EVENT`.
function parsed(open) {
  const cut = open.indexOf(":");
  const [id, focus = ""] = open.slice(cut + 1).split("#");
  return { kind: open.slice(0, cut), id, focus };
}

function head(kind) {
  return h("div", { class: "panel-head" },
    h("button", { type: "button", class: "plain", onclick: () => history.back() }, `‹ ${t("go_back")}`),
    h("span", { class: "kind" }, t(kind)),
    h("button", { type: "button", class: "plain close", "aria-label": t("close"), onclick: () => change({ open: "" }) }, "✕"));
}

function close() {
  const panel = byId("panel");
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("with-panel");
  resizeMap();
  opener?.focus?.();
  opener = null;
  shown = "";
}

export async function drawPanel() {
  if (!state.open) { if (shown) close(); return; }
  const { kind, id, focus } = parsed(state.open);
  const known = PANELS[kind];
  if (!known) return;
  const fresh = shown !== state.open;
  const panel = byId("panel");
  if (!shown) {
    opener = document.activeElement;
    byId("legend").open = false; // the map has become narrower
  }
  shown = state.open;
  let body;
  try {
    body = known.draw(await get(`${known.path}${part(id)}`, { as_known_on: state.known }), focus);
  } catch (error) {
    body = h("p", { class: "empty", role: "alert" }, t("failed", { message: error.message }));
  }
  if (shown !== `${state.open}`) return;
  panel.hidden = false;
  document.body.classList.add("with-panel");
  panel.setAttribute("aria-label", t(kind));
  panel.replaceChildren(head(kind), body);
  resizeMap();
  if (fresh) {
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
    const trigger = panel.querySelector("mark.focus[data-roles~=trigger]") ?? panel.querySelector("mark.focus");
    trigger?.scrollIntoView({ block: "center" });
  }
}
