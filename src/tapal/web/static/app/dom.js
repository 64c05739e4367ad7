// Builds elements; text from reports goes in as text only, never as markup.

// Bidirectional override characters could make displayed text say something else; they are left out of view.
const OVERRIDES = /[\u202A-\u202E\u2066-\u2069]/gu;

export const shownText = (text) => text.replace(OVERRIDES, "");

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name === "style") Object.entries(value).forEach(([key, one]) => element.style.setProperty(key, one));
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// Words of a report: with their own language and direction.
export function quoted(text, language, attributes = {}) {
  return h("bdi", { lang: language ?? undefined, dir: "auto", ...attributes }, shownText(text));
}

export const byId = (id) => document.getElementById(id);
