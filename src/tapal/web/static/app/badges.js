// Small marks that say how sure a report is: always a sign and a word.
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { controlSign, incidentSign, lookOf } from "./icons.js";
import { coloursOf, SIGNS } from "./palette.js";

const badge = (look, word) => h("span", { class: `badge badge-${look}` }, h("span", { "aria-hidden": "true" }, SIGNS[look]), ` ${word}`);

export function badges(incident) {
  const found = [];
  if (incident.status !== "happened") found.push(badge(incident.status, t(`status_${incident.status}`)));
  if (incident.claimed) found.push(badge("claimed", t("badge_claimed")));
  if (incident.disputed) found.push(badge("disputed", t("badge_disputed")));
  if (incident.background) found.push(badge("background", t("badge_background")));
  return found;
}

export function statusBadge(event) {
  return badge(event.status, t(`status_${event.status}`));
}

function picture(canvas, size, name) {
  canvas.className = name;
  canvas.style.setProperty("inline-size", `${size}px`);
  canvas.style.setProperty("block-size", `${size}px`);
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}

export const incidentPicture = (incident) => picture(incidentSign(incident.family, lookOf(incident)), 24, "sign");
export const familyPicture = (family) => picture(incidentSign(family, "happened"), 20, "sign");
export const controlPicture = (span) => picture(controlSign(span.state, coloursOf(span)), 30, "sign");
export const statePicture = (state, colours) => picture(controlSign(state, colours), 28, "sign");
