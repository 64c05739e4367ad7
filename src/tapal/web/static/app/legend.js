// What the signs of the map mean, with the holders that the map shows now.
import { familyPicture, statePicture } from "./badges.js";
import { byId, h } from "./dom.js";
import { t } from "./i18n.js";
import { colourOf, FAMILY_COLOURS } from "./palette.js";

const row = (sign, words) => h("li", {}, sign, h("span", {}, words));

export function drawLegend(incidents, spans) {
  const holders = new Map(spans.flatMap((span) => span.holders).map((holder) => [holder.id ?? holder.name, holder]));
  const families = Object.keys(FAMILY_COLOURS).filter((family) => incidents.some((incident) => incident.family === family));
  const pair = ["#0072b2", "#d55e00"];
  const states = [["holds", pair.slice(0, 1)], ["contested", pair], ["besieged", pair.slice(0, 1)], ["unknown", []]];
  byId("legend-body").replaceChildren(
    h("ul", { class: "legend-list" }, states.map(([state, colours]) => row(statePicture(state, colours), t(`state_${state}`)))),
    h("ul", { class: "legend-list" }, [...holders.values()].map((holder) => row(h("span", { class: "swatch", style: { background: colourOf(holder) } }), holder.name))),
    h("ul", { class: "legend-list" }, families.map((family) => row(familyPicture(family), t(`family_${family}`)))),
  );
}
