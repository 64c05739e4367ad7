// One colour and one pattern letter per holder, the same on every day: ranked by how much the record has on them.

// Okabe and Ito's colours for all kinds of colour vision, then darker companions; grey is kept for the unknown.
const COLOURS = [
  "#0072b2", "#d55e00", "#009e73", "#e0b400", "#a8559a", "#56b4e9", "#7a4b1e", "#c2262e", "#5f7a1c", "#5b4db0",
  "#17303b", "#e58ab0", "#00747c", "#8c6d00", "#b98cf0", "#6b2737",
];
export const UNKNOWN = "#8a9196";

const ranks = new Map();

export function rankHolders(holders) {
  ranks.clear();
  holders.forEach((holder) => { if (!ranks.has(key(holder))) ranks.set(key(holder), ranks.size); });
}

const key = (holder) => holder.id ?? holder.name;

export function colourOf(holder) {
  if (!ranks.has(key(holder))) ranks.set(key(holder), ranks.size);
  return COLOURS[ranks.get(key(holder)) % COLOURS.length];
}

export function coloursOf(span) {
  return span.holders.length ? span.holders.map(colourOf) : [UNKNOWN];
}

export const FAMILY_COLOURS = {
  territory: "#17303b", fighting: "#a32b22", strike: "#b5531a", bomb: "#7d1d4b", civilians: "#6a2c91",
  forces: "#4f5b62", truce: "#14705a", people: "#1f6391", street: "#7a6400",
};

// Signs of the state of knowledge; shown beside words, never alone.
export const SIGNS = {
  happened: "●", claimed: "◐", planned: "◌", possible: "?", denied: "⊘", demanded: "!", disputed: "≠", background: "·",
};
