// One place: who held it when, as a bar and as a list, each boundary with the words it rests on.
import { controlPicture } from "./badges.js";
import { h, quoted } from "./dom.js";
import { daysBetween, instant, names, shortDay } from "./format.js";
import { holderWords, sinceWords } from "./feed.js";
import { t } from "./i18n.js";
import { flyTo } from "./map.js";
import { coloursOf, UNKNOWN } from "./palette.js";
import { documentLink, sourceLine } from "./panel_incident.js";
import { change, state } from "./state.js";
import { wholeRange } from "./strip.js";

const covers = (span, day) => (!span.from || span.from <= day) && (!span.to || span.to >= day);

function look(span) {
  const colours = coloursOf(span);
  if (span.state === "unknown" || !span.holders.length) return `repeating-linear-gradient(45deg, #ffffff 0 4px, ${UNKNOWN} 4px 6px)`;
  if (span.state === "contested" && colours.length > 1) {
    const stops = colours.map((colour, n) => `${colour} ${n * 9}px ${(n + 1) * 9}px`);
    return `repeating-linear-gradient(-45deg, ${stops.join(", ")})`;
  }
  if (colours.length > 1) return `linear-gradient(${colours.map((colour, n) => `${colour} ${(100 * n) / colours.length}% ${(100 * (n + 1)) / colours.length}%`).join(", ")})`;
  return colours[0];
}

function segment(span, number, first, last) {
  const from = !span.from || span.from < first ? first : span.from;
  const to = !span.to || span.to > last ? last : span.to;
  if (from > last || to < first) return null;
  const days = daysBetween(from, to) + 1;
  const words = `${t(`state_${span.state}`)}: ${holderWords(span)}, ${sinceWords(span)}`;
  return h("button", {
    type: "button", class: `segment segment-${span.state}`, title: words, "aria-label": words,
    style: { "flex-grow": String(days), background: look(span) },
    onclick: () => document.getElementById(`span-${number}`)?.scrollIntoView({ block: "start" }),
  });
}

function bar(spans) {
  const { first, last } = wholeRange();
  const at = (100 * (daysBetween(first, state.day) + 0.5)) / (daysBetween(first, last) + 1);
  const starts = [...spans].map((span) => (span.from && span.from > first ? span.from : first)).sort();
  const before = starts[0] > first ? h("span", { class: "segment gap", style: { "flex-grow": String(daysBetween(first, starts[0])) } }) : null;
  return h("div", { class: "timeline" },
    h("div", { class: "segments" }, before, spans.map((span, number) => segment(span, number, first, last))),
    h("span", { class: "cursor", style: { "inset-inline-start": `${at}%` }, "aria-hidden": "true" }),
    h("div", { class: "ends" }, h("span", {}, shortDay(first)), h("span", {}, shortDay(last))));
}

function proof(one) {
  return h("li", { class: "proof" },
    h("p", { class: "meta" }, h("strong", {}, one.kind === "event" ? t(`type_${one.type}`) : t(`state_${one.state}`)), ` · ${sourceLine(one.source)}`),
    h("blockquote", {}, quoted(one.quote.text, one.source.language)),
    h("p", { class: "meta" }, one.attribution ? [t("according_to", { names: "" }), quoted(one.attribution.text, one.source.language), " · "] : null, documentLink(one.source, one.id)));
}

function spanSection(span, number) {
  const now = covers(span, state.day);
  const until = span.to && span.to < wholeRange().last ? t("until", { day: shortDay(span.to) }) : t("until_further");
  const rough = span.from && span.from_precision !== "day" ? ` ${t("approximate", { precision: t(`precision_${span.from_precision}`) })}` : "";
  return h("section", { id: `span-${number}`, class: `span-card${now ? " now" : ""}`, "aria-current": now ? "date" : undefined },
    h("h3", {}, controlPicture(span), h("span", {}, span.holders.length ? holderWords(span) : t("state_unknown")), h("span", { class: `state state-${span.state}` }, t(`state_${span.state}`))),
    h("p", {}, `${sinceWords(span)}${rough}, ${until}`),
    h("p", { class: "meta" }, t("certainty", { n: Math.round(span.certainty * 100) }), span.note ? ` · ${span.note}` : ""),
    span.evidence.length
      ? h("details", { open: now }, h("summary", {}, `${t("evidence")} (${span.evidence.length})`), h("ul", { class: "proofs" }, span.evidence.map(proof)))
      : h("p", { class: "meta" }, t("no_evidence")));
}

function breachLine(breach) {
  const words = `${breach.day ? `${shortDay(breach.day)}: ` : ""}${t(breach.called ? "truce_called" : "truce_fighting")}${breach.actors.length ? `, ${names(breach.actors)}` : ""}`;
  return h("li", {}, h("button", { type: "button", class: "event-line", onclick: () => change({ open: `incident:${breach.incident}` }) }, words));
}

function truceCard(truce) {
  const day = (moment) => moment.slice(0, 10);
  const begun = truce.starts ?? truce.announced;
  const now = begun && day(begun) <= state.day && (!truce.ends || day(truce.ends) >= state.day);
  const end = truce.status === "planned" ? t("truce_planned") : truce.end ? t(`truce_${truce.end.replaceAll(" ", "_")}`) : t("truce_open");
  return h("li", { class: `span-card${now ? " now" : ""}`, "aria-current": now ? "date" : undefined },
    h("p", {}, [begun ? t("truce_since", { time: instant(begun) }) : null, truce.ends ? t("truce_until", { time: instant(truce.ends) }) : null].filter(Boolean).join(", ")),
    h("p", { class: "meta" }, [now && truce.status !== "planned" ? t("truce_now") : end, truce.parties.length > 1 ? t("truce_between", { names: names(truce.parties) }) : names(truce.parties)].filter(Boolean).join(" · ")),
    truce.breaches.length ? h("ul", { class: "event-lines" }, truce.breaches.map(breachLine)) : null,
    truce.evidence.length ? h("details", {}, h("summary", {}, `${t("evidence")} (${truce.evidence.length})`), h("ul", { class: "proofs" }, truce.evidence.map(proof))) : null);
}

function truceSection(truces) {
  if (!truces.length) return null;
  return h("section", { class: "truces" }, h("h3", {}, t("truces")), h("ul", { class: "origins" }, truces.map(truceCard)));
}

export function placePanel(timeline) {
  const now = timeline.spans.find((span) => covers(span, state.day));
  // What is expected after the last report (certainty decays to unknown) is no news of this record.
  const spans = timeline.spans.filter((span) => !span.from || span.from <= wholeRange().last);
  return h("div", { class: "panel-body" },
    h("h2", {}, quoted(timeline.place.name)),
    h("p", {}, h("strong", {}, t("on_day", { day: shortDay(state.day) })), ": ", now ? `${t(`state_${now.state}`)}${now.holders.length ? `, ${holderWords(now)}` : ""}` : t("state_unknown")),
    bar(spans),
    h("p", { class: "actions" }, h("button", { type: "button", class: "plain", onclick: () => { change({ list: "places" }); flyTo(timeline.place); } }, t("show_on_map"))),
    truceSection(timeline.truces),
    [...spans.keys()].reverse().map((number) => spanSection(spans[number], number)));
}
