// One colour and one pattern letter per holder, the same on every day: ranked by how much the record has on them.

// Okabe and Ito's colours for all kinds of colour vision, then darker companions; grey is kept for the unknown.
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#c9a400", "#9b5c8f", "#3a9bdc", "#7a4b1e", "#b3262e", "#4b5d16", "#5b4db0"];
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
