// Days, counts and names as people read them.
import { joined, language, t, tn } from "./i18n.js";

const DAY_MS = 86_400_000;

export const toDay = (iso) => new Date(`${iso.slice(0, 10)}T00:00:00Z`);
export const toIso = (day) => day.toISOString().slice(0, 10);
export const addDays = (iso, n) => toIso(new Date(toDay(iso).getTime() + n * DAY_MS));
export const daysBetween = (from, to) => Math.round((toDay(to) - toDay(from)) / DAY_MS);

const formatter = (options) => new Intl.DateTimeFormat(language(), { timeZone: "UTC", ...options });

export const shortDay = (iso) => formatter({ day: "numeric", month: "short", year: "numeric" }).format(toDay(iso));
export const longDay = (iso) => formatter({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(toDay(iso));
export const monthOf = (iso) => formatter({ month: "long", year: "numeric" }).format(toDay(iso));

const wholeMonth = (start, end) => start.endsWith("-01") && start.slice(0, 7) === end.slice(0, 7) && addDays(end, 1).endsWith("-01");
const wholeYear = (start, end) => start.endsWith("-01-01") && end === `${start.slice(0, 4)}-12-31`;

// An interval of days, never narrower than the report is.
export function interval({ start, end }) {
  if (!start && !end) return t("undated");
  if (!start || !end || start === end) return shortDay(start ?? end);
  if (wholeYear(start, end)) return start.slice(0, 4);
  if (wholeMonth(start, end)) return monthOf(start);
  return formatter({ day: "numeric", month: "short", year: "numeric" }).formatRange(toDay(start), toDay(end));
}

// The first day of a span, as roughly as it is known.
export function roughDay(iso, precision) {
  if (precision === "year") return iso.slice(0, 4);
  return precision === "month" ? monthOf(iso) : shortDay(iso);
}

export function instant(iso) {
  if (!iso.includes("T")) return shortDay(iso);
  const options = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };
  return `${formatter(options).format(new Date(iso))} UTC`;
}

function range({ low, best, high }) {
  if (low !== null && high !== null) return low === high ? String(low) : `${low}–${high}`;
  if (low !== null) return t("at_least", { n: low });
  if (high !== null) return t("at_most", { n: high });
  return best === null ? null : String(best);
}

// "33–37 killed, combatants": the range, and the best figure when it does not follow from the range.
export function toll(count, what) {
  if (!count) return null;
  if (count.low === 0 && count.high === 0) return t(`nobody_${what}`);
  const figures = range(count);
  const inside = count.low !== null && count.high !== null && count.low !== count.high && count.best !== null;
  const number = figures === null ? count.vague ?? t("unknown_number") : inside ? t("count_best", { range: figures, n: count.best }) : figures;
  const group = t(`group_${count.group}`);
  return `${number} ${t(what)}${group ? ` (${group})` : ""}`;
}

export const tolls = (one) => [toll(one.killed, "killed"), toll(one.injured, "injured")].filter(Boolean);

export const names = (actors) => joined(actors.map((actor) => actor.name));

// How many independent origins and how many reports carry it.
export function sourceCount({ origins, reports }) {
  return reports > origins ? `${tn("sources", origins)}, ${tn("reports", reports)}` : tn("sources", origins);
}
