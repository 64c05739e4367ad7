// Land, borders and town names for orientation, all from files beside the page.

import { language } from "./i18n.js";

const VENDOR = "/static/vendor";
const SLIGHT = "#5f6b70";

const FONT = ["Noto Sans", "sans-serif"];
const halo = { "text-halo-color": "rgba(250,248,243,0.9)", "text-halo-width": 1.4 };

const fetched = async (name) => (await fetch(`${VENDOR}/${name}`)).json();

// A country's name in the language of the page: its ISO 3166 number is also a region of a locale.
function localName({ number, name }) {
  const { region } = new Intl.Locale(Intl.getCanonicalLocales(`und-${number}`)[0]);
  return region ? new Intl.DisplayNames(language(), { type: "region" }).of(region) : name;
}

export async function countryNames() {
  const collection = await fetched("countries.json");
  collection.features.forEach((feature) => { feature.properties.name = localName(feature.properties); });
  return collection;
}

export async function baseStyle() {
  const [towns, countries] = await Promise.all([fetched("towns.json"), countryNames()]);
  const features = towns.map(([lon, lat, name, people]) => ({
    type: "Feature", properties: { name, people }, geometry: { type: "Point", coordinates: [lon, lat] },
  }));
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: `${VENDOR}/land.json` },
      borders: { type: "geojson", data: `${VENDOR}/borders.json` },
      countries: { type: "geojson", data: countries },
      towns: { type: "geojson", data: { type: "FeatureCollection", features } },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": "#cfdde3" } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": "#f6f3ec", "fill-outline-color": "#9fb1b9" } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": "#a9a195", "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.6, 8, 1.6], "line-dasharray": [3, 1.5] } },
      {
        id: "town-names", type: "symbol", source: "towns",
        filter: [">=", ["get", "people"], ["step", ["zoom"], 2_000_000, 5, 400_000, 6, 150_000, 7, 80_000, 8, 0]],
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 11, "symbol-sort-key": ["-", 0, ["get", "people"]], "text-padding": 6 },
        paint: { "text-color": SLIGHT, ...halo },
      },
      {
        id: "country-names", type: "symbol", source: "countries", maxzoom: 7,
        layout: { "text-field": ["upcase", ["get", "name"]], "text-font": FONT, "text-size": 12, "text-letter-spacing": 0.15, "symbol-sort-key": ["-", 0, ["get", "size"]] },
        paint: { "text-color": "#857c6d", ...halo },
      },
    ],
  };
}
