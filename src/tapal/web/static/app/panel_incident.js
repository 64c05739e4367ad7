// One happening: what is known, and every report's version side by side with who says so.
import { badges, incidentPicture, statusBadge } from "./badges.js";
import { h, quoted } from "./dom.js";
import { instant, interval, names, shortDay, sourceCount, toll, tolls } from "./format.js";
import { joined, t, tn } from "./i18n.js";
import { flyTo } from "./map.js";
import { change } from "./state.js";

const row = (word, ...value) => [h("dt", {}, t(word)), h("dd", {}, ...value)];

export function truceWords(truce) {
  const parts = [];
  if (truce.starts) parts.push(t("truce_starts", { time: instant(truce.starts) }));
  if (truce.duration_hours !== null) parts.push(t("truce_hours", { n: truce.duration_hours }));
  if (truce.scope) parts.push(t("truce_scope", { scope: truce.scope }));
  return parts.join(", ");
}

function whereWords(incident) {
  if (!incident.where) return incident.place_name ? `${incident.place_name} (${t("unplaced")})` : t("unplaced");
  const { name, precision } = incident.where;
  return precision === "exact" ? name : `${name} (${t(`place_${precision}`)})`;
}

function facts(incident) {
  const rows = [row("value_when", interval(incident.when)), row("value_where", whereWords(incident))];
  if (incident.actors.length) rows.push(row("value_who", names(incident.actors)));
  if (incident.targets.length) rows.push(row("value_whom", names(incident.targets)));
  if (tolls(incident).length) rows.push(row("value_toll", tolls(incident).join(" · ")));
  if (incident.truce) rows.push(row("value_truce", truceWords(incident.truce)));
  return h("dl", { class: "facts" }, rows.flat());
}

export function sourceLine(source) {
  const parts = [source.outlet, source.published ? t("published", { day: shortDay(source.published) }) : null, source.language?.toUpperCase()];
  return parts.filter(Boolean).join(" · ");
}

export function documentLink(source, focus = "") {
  const target = `document:${source.id}${focus ? `#${focus}` : ""}`;
  return h("button", { type: "button", class: "link", dataset: { document: source.id }, onclick: () => change({ open: target }) }, source.title ?? source.id);
}

function memberCard(member) {
  const { source } = member;
  const parties = (list) => joined(list.map((party) => party.text));
  const rows = [
    row("said_by", member.attribution ? quoted(member.attribution.text, source.language) : t("own_voice")),
    row("value_when", interval(member.when)),
  ];
  if (member.places.length) rows.push(row("value_where", quoted(parties(member.places), source.language)));
  if (member.actors.length) rows.push(row("value_who", quoted(parties(member.actors), source.language)));
  if (member.targets.length) rows.push(row("value_whom", quoted(parties(member.targets), source.language)));
  const counts = [toll(member.killed, "killed"), toll(member.injured, "injured")].filter(Boolean);
  if (counts.length) rows.push(row("value_toll", counts.join(" · ")));
  if (member.truce) rows.push(row("value_truce", truceWords(member.truce)));
  rows.push(row("value_status", statusBadge(member)));
  return h("article", { class: "member" },
    h("h4", {}, documentLink(source, member.id)),
    h("p", { class: "meta" }, sourceLine(source)),
    h("blockquote", {}, quoted(member.quote.text, source.language)),
    h("dl", { class: "facts small" }, rows.flat()),
    h("p", { class: "meta" }, member.rule ? t("rule", { rule: member.rule }) : ""));
}

const FIELD_WORDS = { when: "value_when", date: "value_when", place: "value_where", where: "value_where", actors: "value_who", targets: "value_whom", killed: "killed", injured: "injured", status: "value_status" };

function claimTable(claims) {
  const values = new Map();
  claims.forEach((claim) => values.set(claim.field, new Set([...(values.get(claim.field) ?? []), claim.value])));
  const differing = claims.filter((claim) => values.get(claim.field).size > 1);
  if (!differing.length) return null;
  const rows = differing.map((claim) => h("tr", {},
    h("th", { scope: "row" }, t(FIELD_WORDS[claim.field] ?? claim.field)),
    h("td", {}, claim.replaced_by ? [h("del", {}, quoted(claim.value)), h("br"), h("span", { class: "meta" }, t("claim_replaced"))] : quoted(claim.value)),
    h("td", {}, claim.claimant ? quoted(claim.claimant) : "", claim.claimant ? h("br") : "", documentLink(claim.source, claim.event))));
  return h("section", {}, h("h3", {}, t("claims")), h("table", { class: "claims" }, h("tbody", {}, rows)));
}

function origins(list) {
  if (!list.some((origin) => origin.docs.length > 1)) return null;
  return h("section", {}, h("h3", {}, t("origins")),
    h("ul", { class: "origins" }, list.map((origin) => h("li", {},
      h("strong", {}, tn("origin_copies", origin.docs.length)),
      h("ul", {}, origin.docs.map((source) => h("li", {}, documentLink(source), h("span", { class: "meta" }, ` ${sourceLine(source)}`))))))));
}

export function incidentPanel(incident) {
  return h("div", { class: "panel-body" },
    h("h2", {}, incidentPicture(incident), t(`type_${incident.type}`)),
    h("p", { class: "meta" }, ...badges(incident), h("span", {}, sourceCount(incident))),
    facts(incident),
    incident.denied_by.length ? h("p", { class: "denial" }, h("span", { "aria-hidden": "true" }, "⊘ "), t("denied_by", { names: names(incident.denied_by) })) : null,
    incident.where ? h("p", { class: "actions" },
      h("button", { type: "button", class: "plain", onclick: () => flyTo(incident.where) }, t("show_on_map")),
      incident.has_timeline ? h("button", { type: "button", class: "plain", onclick: () => change({ open: `place:${incident.where.id}` }) }, t("open_place")) : null) : null,
    h("h3", {}, t("told_by")),
    h("div", { class: "members" }, incident.members.map(memberCard)),
    claimTable(incident.claims),
    origins(incident.origin_list),
    incident.reasons.length ? h("details", {}, h("summary", {}, t("reasons")), h("ul", {}, incident.reasons.map((reason) => h("li", {}, reason)))) : null);
}
