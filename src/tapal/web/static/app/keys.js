// Keyboard: single letters work only outside of fields and can be switched off (WCAG 2.1.4).
import { byId, h } from "./dom.js";
import { moveInFeed } from "./feed.js";
import { t } from "./i18n.js";
import { change, state } from "./state.js";
import { moveDay, toggle } from "./strip.js";

const STORED = "tapal-keys";
const enabled = () => localStorage.getItem(STORED) !== "off";

const ACTIONS = {
  "/": () => byId("search").focus(),
  "[": () => moveDay(-1),
  "]": () => moveDay(1),
  "{": () => moveDay(-7),
  "}": () => moveDay(7),
  j: () => moveInFeed(1),
  k: () => moveInFeed(-1),
  " ": toggle,
  "?": openHelp,
};

const HELP = [["/", "key_search"], ["[ ]", "key_days"], ["␣", "key_play"], ["j k", "key_cards"], ["Enter", "key_enter"], ["Esc", "key_close"], ["?", "key_help"]];

export function openHelp() {
  const dialog = byId("help");
  const box = h("input", { type: "checkbox", checked: enabled(), onchange: (event) => localStorage.setItem(STORED, event.target.checked ? "on" : "off") });
  dialog.replaceChildren(
    h("h2", {}, t("help")),
    h("p", {}, t("help_intro")),
    h("dl", { class: "keys" }, HELP.flatMap(([key, word]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(word))])),
    h("label", { class: "check" }, box, ` ${t("keys_on")}`),
    h("form", { method: "dialog" }, h("button", { class: "plain" }, t("close"))),
  );
  dialog.setAttribute("aria-label", t("help"));
  dialog.showModal();
}

export function wireKeys() {
  byId("help-open").addEventListener("click", openHelp);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !byId("help").open && state.open) { change({ open: "" }); return; }
    const typing = event.target.closest("input:not([type=range]), select, textarea, dialog, summary");
    const pressing = event.key === " " && event.target.closest("button, a, .maplibregl-map");
    if (typing || pressing || event.ctrlKey || event.metaKey || event.altKey || !enabled()) return;
    const action = ACTIONS[event.key];
    if (action) { event.preventDefault(); action(); }
  });
}
