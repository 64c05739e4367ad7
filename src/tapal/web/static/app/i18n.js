// The words of the interface, in Indonesian and English.

export const LANGUAGES = ["id", "en"];
const tables = {};
let current = "id";

export async function useLanguage(language) {
  current = LANGUAGES.includes(language) ? language : "id";
  if (!tables[current]) {
    const answer = await fetch(`/static/strings/${current}.json`);
    tables[current] = await answer.json();
  }
  document.documentElement.lang = current;
}

export const language = () => current;
export const otherLanguage = () => LANGUAGES.find((one) => one !== current);

export function t(key, values = {}) {
  const text = tables[current]?.[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

// Words that go with a number: `key_one` where the language has a form for one, else `key_other`.
export function tn(key, n, values = {}) {
  const form = new Intl.PluralRules(current).select(n) === "one" ? "one" : "other";
  return t(`${key}_${form}`, { n, ...values });
}

// Fills every element that names its words in data-t or, for a label, in data-label.
export function fillWords(root = document) {
  root.querySelectorAll("[data-t]").forEach((element) => { element.textContent = t(element.dataset.t); });
  root.querySelectorAll("[data-label]").forEach((element) => element.setAttribute("aria-label", t(element.dataset.label)));
}

export function joined(names) {
  return new Intl.ListFormat(current, { type: "conjunction" }).format(names);
}
