// What is being looked at. The address bar holds all of it, so that a view can be sent to somebody.

const DEFAULTS = { lang: null, day: null, window: "3", known: "", q: "", families: "", background: "", undated: "", list: "incidents", open: "" };
const listeners = [];
export const state = { ...DEFAULTS };

export function readAddress() {
  const parameters = new URLSearchParams(location.search);
  for (const name of Object.keys(DEFAULTS)) state[name] = parameters.get(name) ?? DEFAULTS[name];
}

function address() {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    if (value && value !== DEFAULTS[name]) parameters.set(name, value);
  }
  return `${location.pathname}?${parameters}`;
}

// Changes the view. Opening something makes a step in the browser's history; moving the day does not.
export function change(changes) {
  const before = { ...state };
  Object.assign(state, changes);
  const step = "open" in changes && changes.open !== before.open;
  history[step ? "pushState" : "replaceState"](null, "", address());
  const changed = Object.keys(changes).filter((name) => changes[name] !== before[name]);
  if (changed.length) tell(changed);
}

export const onChange = (listener) => listeners.push(listener);

function tell(changed) {
  listeners.forEach((listener) => listener(new Set(changed)));
}

window.addEventListener("popstate", () => {
  const before = { ...state };
  readAddress();
  state.lang ??= before.lang;
  state.day ??= before.day;
  tell(Object.keys(state).filter((name) => state[name] !== before[name]));
});
