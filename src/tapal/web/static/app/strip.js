// The time strip: one bar per day, a slider over the days, play.
import { byId, h } from "./dom.js";
import { addDays, daysBetween, longDay, shortDay } from "./format.js";
import { t, tn } from "./i18n.js";
import { change, state } from "./state.js";

const WINDOWS = ["1", "3", "7", "30", "0"];
const SPEEDS = [0.5, 1, 2, 5];
let range = null;
let playing = false;
let settled = () => Promise.resolve();

export function setRange(coverage) {
  range = coverage.first ? { first: coverage.first, last: coverage.last, days: coverage.days } : null;
  if (!range) return;
  if (!state.day || state.day < range.first || state.day > range.last) state.day = busiestDay();
}

// Where the reading starts: the day with the most happenings, not an empty edge.
function busiestDay() {
  return range.days.reduce((best, one) => (one.incidents > best.incidents ? one : best), { day: range.last, incidents: 0 }).day;
}

export const wholeRange = () => range;

export function drawStrip() {
  const slider = byId("slider");
  if (!range) return;
  slider.max = String(daysBetween(range.first, range.last));
  slider.value = String(daysBetween(range.first, state.day));
  slider.setAttribute("aria-valuetext", longDay(state.day));
  byId("day").textContent = shortDay(state.day);
  byId("day").title = longDay(state.day);
  byId("play").textContent = playing ? "❚❚" : "▶";
  byId("play").setAttribute("aria-label", t(playing ? "pause" : "play"));
  drawBars();
}

function drawBars() {
  const counts = new Map(range.days.map((one) => [one.day, one.incidents]));
  const most = Math.max(1, ...counts.values());
  const total = daysBetween(range.first, range.last) + 1;
  const from = state.window === "0" ? range.first : addDays(state.day, 1 - Number(state.window));
  const bars = Array.from({ length: total }, (_, n) => {
    const day = addDays(range.first, n);
    const inside = day >= from && day <= (state.window === "0" ? range.last : state.day);
    const height = Math.round((100 * (counts.get(day) ?? 0)) / most);
    return h("span", { class: `bar-day${inside ? " inside" : ""}${day === state.day ? " today" : ""}`, style: { "--height": `${height}%` } });
  });
  byId("bars").replaceChildren(...bars);
}

function options(select, values, words, chosen) {
  select.replaceChildren(...values.map((value) => h("option", { value, selected: String(value) === String(chosen) }, words(value))));
}

export function drawChoices() {
  options(byId("window"), WINDOWS, (value) => t(`window_${value}`), state.window);
  options(byId("speed"), SPEEDS, (n) => tn("speed_days", n), byId("speed").value || 1);
}

export function moveDay(step) {
  if (!range) return;
  const day = addDays(state.day, step);
  if (day >= range.first && day <= range.last) change({ day });
}

async function play() {
  while (playing) {
    const pause = new Promise((done) => setTimeout(done, 1000 / Number(byId("speed").value)));
    await Promise.all([pause, settled()]);
    if (!playing) break;
    if (state.day >= range.last) { toggle(); break; }
    moveDay(1);
  }
}

export function toggle() {
  if (!range) return;
  playing = !playing;
  if (playing && state.day >= range.last) change({ day: range.first });
  drawStrip();
  if (playing) play();
}

export function wireStrip(untilDrawn) {
  settled = untilDrawn;
  byId("slider").addEventListener("input", (event) => change({ day: addDays(range.first, Number(event.target.value)) }));
  byId("window").addEventListener("change", (event) => change({ window: event.target.value }));
  byId("back").addEventListener("click", () => moveDay(-1));
  byId("forward").addEventListener("click", () => moveDay(1));
  byId("play").addEventListener("click", toggle);
}
