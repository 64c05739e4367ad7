// The list: incidents of the chosen days, or places with their holders. It holds all that the map shows.
import { badges, controlPicture, incidentPicture } from "./badges.js";
import { byId, h, quoted } from "./dom.js";
import { interval, names, roughDay, sourceCount, tolls } from "./format.js";
import { joined, t } from "./i18n.js";
import { change, state } from "./state.js";

const open = (kind, id) => change({ open: `${kind}:${id}` });

function sides(incident) {
  const actors = incident.actors.length ? names(incident.actors) : t("actors_none");
  const targets = incident.targets.length ? [h("span", { class: "arrow" }, ` ${t("against")} `), names(incident.targets)] : [];
  if (!incident.actors.length && !incident.targets.length) return null;
  return h("p", { class: "sides" }, actors, ...targets);
}

function incidentCard(incident) {
  const said = incident.according_to.slice(0, 2);
  return h("li", {},
    h("button", { type: "button", class: "card", dataset: { incident: incident.id }, onclick: () => open("incident", incident.id) },
      incidentPicture(incident),
      h("span", { class: "card-text" },
        h("span", { class: "card-head" }, h("strong", {}, t(`type_${incident.type}`)), h("span", { class: "when" }, interval(incident.when))),
        h("span", { class: "where" }, incident.where?.name ?? incident.place_name ?? t("unplaced")),
        sides(incident),
        tolls(incident).length ? h("span", { class: "toll" }, tolls(incident).join(" · ")) : null,
        h("span", { class: "meta" }, ...badges(incident), h("span", {}, sourceCount(incident))),
        said.length ? h("span", { class: "said" }, t("according_to", { names: joined(said) })) : null,
      )));
}

export function holderWords(span) {
  return span.holders.length ? names(span.holders) : t("state_unknown");
}

export function sinceWords(span) {
  return span.from ? t("since", { day: roughDay(span.from, span.from_precision) }) : t("since_unknown");
}

function placeCard(span) {
  return h("li", {},
    h("button", { type: "button", class: "card", dataset: { place: span.place.id }, onclick: () => open("place", span.place.id) },
      controlPicture(span),
      h("span", { class: "card-text" },
        h("span", { class: "card-head" }, h("strong", {}, quoted(span.place.name)), h("span", { class: `state state-${span.state}` }, t(`state_${span.state}`))),
        span.holders.length ? h("span", { class: "where" }, holderWords(span)) : null,
        h("span", { class: "meta" }, h("span", {}, sinceWords(span)), h("span", {}, t("certainty", { n: Math.round(span.certainty * 100) }))),
      )));
}

export function drawFeed(incidents, spans) {
  const places = state.list === "places";
  byId("list-incidents").textContent = `${t("list_incidents")} (${incidents.length})`;
  byId("list-places").textContent = `${t("list_places")} (${spans.length})`;
  byId("list-incidents").setAttribute("aria-pressed", String(!places));
  byId("list-places").setAttribute("aria-pressed", String(places));
  const cards = places ? spans.map(placeCard) : incidents.map(incidentCard);
  const empty = h("p", { class: "empty" }, t(places ? "no_places" : "nothing_here"));
  byId("cards").replaceChildren(cards.length ? h("ul", { class: "cards" }, cards) : empty);
  markOpened();
}

// Shows which card's panel is open.
export function markOpened() {
  document.querySelectorAll("#cards .card").forEach((card) => {
    const { incident, place } = card.dataset;
    const opened = state.open === (incident ? `incident:${incident}` : `place:${place}`);
    card.toggleAttribute("aria-current", opened);
    if (opened) card.setAttribute("aria-current", "true");
  });
}

export function moveInFeed(step) {
  const cards = [...document.querySelectorAll("#cards .card")];
  const at = cards.indexOf(document.activeElement);
  cards.at(at < 0 ? (step > 0 ? 0 : -1) : Math.min(Math.max(at + step, 0), cards.length - 1))?.focus();
}
