// One report: its text with every stretch that a value was read from, and what was not read as news in grey.
import { statusBadge } from "./badges.js";
import { h, quoted, shownText } from "./dom.js";
import { interval, shortDay } from "./format.js";
import { t } from "./i18n.js";
import { documentLink, sourceLine } from "./panel_incident.js";
import { change } from "./state.js";

// The first role in this order gives a stretch its look; a stretch may have several.
const ROLES = ["trigger", "denied_by", "attribution", "holder", "actor", "target", "place", "quote", "also"];
const NOT_READ = new Set(["repeated_headline", "dateline", "caption", "byline", "link", "boilerplate", "spam"]);

// Offsets of the record count Unicode code points; JavaScript strings count UTF-16 units.
const codePoints = (text) => Array.from(text);

function segments(marks, start, end) {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = [...new Set([start, end, ...inside.flatMap((mark) => [mark.start, mark.end])])].filter((cut) => cut >= start && cut <= end).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, n) => ({ from, to: cuts[n + 1], marks: inside.filter((mark) => mark.start <= from && mark.end >= cuts[n + 1]) }));
}

function marked(text, segment, focus) {
  const words = shownText(text.slice(segment.from, segment.to).join(""));
  const told = segment.marks.filter((mark) => !focus || mark.of === focus);
  if (!told.length) return document.createTextNode(words);
  const roles = ROLES.filter((role) => told.some((mark) => mark.role === role));
  const [role] = roles;
  const plain = role === "quote" || role === "also";
  return h("mark", {
    class: `role role-${role}${told.some((m) => m.role === "quote") ? " in-quote" : ""}${focus ? " focus" : ""}`,
    title: roles.map((one) => t(`role_${one}`)).join(", "),
    dataset: { roles: roles.join(" "), of: [...new Set(told.map((mark) => mark.of))].join(" ") },
    "aria-roledescription": plain ? undefined : t(`role_${role}`),
  }, words);
}

function zoneSpan(report, text, zone, focus) {
  const pieces = segments(report.marks, zone.start, zone.end).map((segment) => marked(text, segment, focus));
  const label = t("not_read", { zone: t(`zone_${zone.kind}`) });
  const unread = NOT_READ.has(zone.kind);
  return h("span", { class: `zone zone-${zone.kind}${unread ? " unread" : ""}`, title: unread ? label : undefined },
    unread ? h("span", { class: "zone-tag" }, t(`zone_${zone.kind}`)) : null, pieces);
}

// Zones cover the text; where a store has none, the whole text is news.
function zonesOf(report, length) {
  const zones = [];
  let at = 0;
  for (const zone of report.zones) {
    if (zone.start > at) zones.push({ start: at, end: zone.start, kind: "news" });
    zones.push(zone);
    at = zone.end;
  }
  if (at < length) zones.push({ start: at, end: length, kind: "news" });
  return zones;
}

function legend(report) {
  const used = ROLES.filter((role) => report.marks.some((mark) => mark.role === role));
  return h("ul", { class: "role-legend", "aria-label": t("marks") }, used.map((role) => h("li", {}, h("span", { class: `role role-${role}` }, t(`role_${role}`)))));
}

function eventLine(report, event, focus) {
  const chosen = focus === event.id;
  return h("li", {},
    h("button", { type: "button", class: "event-line", "aria-pressed": String(chosen), onclick: () => change({ open: `document:${report.id}${chosen ? "" : `#${event.id}`}` }) },
      h("strong", {}, event.type ? t(`type_${event.type}`) : t(`state_${event.state}`)), " ",
      quoted(event.type ? event.trigger.text : event.place.text, report.language), " ",
      h("span", { class: "meta" }, event.when ? interval(event.when) : ""), " ",
      event.status ? statusBadge(event) : null),
    event.incident ? h("button", { type: "button", class: "link", onclick: () => change({ open: `incident:${event.incident}` }) }, t("incident")) : null);
}

function listOf(word, report, items, focus) {
  if (!items.length) return null;
  return h("section", {}, h("h3", {}, `${t(word)} (${items.length})`), h("ul", { class: "event-lines" }, items.map((item) => eventLine(report, item, focus))));
}

function tallies(report) {
  if (!report.tallies.length) return null;
  return h("section", {}, h("h3", {}, t("tallies_in")), h("ul", {}, report.tallies.map((tally) => h("li", {}, quoted(tally.quote.text, report.language)))));
}

function link(url) {
  if (!url || !/^https?:\/\//u.test(url)) return null;
  return h("a", { href: url, rel: "noopener noreferrer nofollow", target: "_blank" }, new URL(url).host);
}

export function documentPanel(report, focus) {
  const text = codePoints(report.text);
  return h("div", { class: "panel-body" },
    h("h2", {}, quoted(report.title ?? report.id, report.language)),
    h("p", { class: "meta" }, sourceLine(report), report.recorded ? ` · ${t("recorded", { day: shortDay(report.recorded) })}` : "", " ", link(report.url)),
    report.relevant ? null : h("p", { class: "denial" }, t("irrelevant")),
    legend(report),
    focus ? h("p", { class: "actions" }, h("button", { type: "button", class: "plain", onclick: () => change({ open: `document:${report.id}` }) }, t("all_marks"))) : null,
    h("div", { class: "source-text", lang: report.language, dir: "auto" }, zonesOf(report, text.length).map((zone) => zoneSpan(report, text, zone, focus))),
    listOf("events_in", report, report.events, focus),
    listOf("control_in", report, report.control, focus),
    tallies(report),
    report.same_origin.length ? h("section", {}, h("h3", {}, t("same_origin")), h("ul", {}, report.same_origin.map((source) => h("li", {}, documentLink(source), h("span", { class: "meta" }, ` ${sourceLine(source)}`))))) : null);
}
