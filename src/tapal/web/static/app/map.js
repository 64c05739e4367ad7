// The map: control of places as discs, incidents as small signs around their place.
import { baseStyle, countryNames } from "./basemap.js";
import { byId } from "./dom.js";
import { t } from "./i18n.js";
import { controlSign, incidentSign, lookOf } from "./icons.js";
import { coloursOf } from "./palette.js";
import { change } from "./state.js";

const RINGS = [{ slots: 8, radius: 28 }, { slots: 16, radius: 50 }];
const SLOTS = RINGS.reduce((sum, ring) => sum + ring.slots, 0);
const FONT = ["Noto Sans", "sans-serif"];
const GROWING = ["interpolate", ["linear"], ["zoom"], 4, 0.55, 9, 1];
const CLOSE = 9.5; // zoom at which the quarters of a city come apart
const EMPTY = { type: "FeatureCollection", features: [] };
// Places known only as a country or province would sit on an arbitrary point; they are drawn faint.
const ROUGH = ["country", "admin1"];

let map = null;

function slotOffset(slot) {
  let n = slot;
  for (const { slots, radius } of RINGS) {
    if (n < slots) {
      const at = (2 * Math.PI * n) / slots - Math.PI / 4;
      return [Math.round(Math.cos(at) * radius), Math.round(Math.sin(at) * radius)];
    }
    n -= slots;
  }
  return [0, 0];
}

const OFFSETS = ["match", ["get", "slot"], ...Array.from({ length: SLOTS }, (_, n) => [n, ["literal", slotOffset(n)]]).flat(), ["literal", [0, 0]]];

// What lies above is placed first: names, lowest, keep clear of all signs, and where few fit, the contested go first.
const LAYERS = [
  {
    id: "control-names", type: "symbol", source: "control",
    layout: {
      "text-field": ["step", ["zoom"], ["get", "name"], 8, ["format", ["get", "name"], {}, "\n", {}, ["get", "words"], { "font-scale": 0.82 }]],
      "text-font": FONT, "text-size": 12.5, "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 1.2,
      "text-justify": "auto", "text-max-width": 14, "symbol-sort-key": ["get", "rank"],
    },
    paint: { "text-color": "#17242a", "text-halo-color": "rgba(255,255,255,0.95)", "text-halo-width": 1.8 },
  },
  {
    id: "control", type: "symbol", source: "control",
    layout: { "icon-image": ["get", "icon"], "icon-size": GROWING, "icon-allow-overlap": true, "symbol-sort-key": ["-", 0, ["get", "rank"]] },
  },
  {
    id: "incidents", type: "symbol", source: "incidents",
    layout: { "icon-image": ["get", "icon"], "icon-size": GROWING, "icon-offset": OFFSETS, "icon-allow-overlap": true },
    paint: { "icon-opacity": ["case", ["get", "rough"], 0.45, 1] },
  },
];

// Quarters ("Mashlab, Raqqa") give way to their city.
const RANKS = { contested: 0, besieged: 1, holds: 2, unknown: 3 };
const rankOf = (span) => RANKS[span.state] + (span.place.name.includes(",") ? 4 : 0);

function addIcon(name, draw) {
  if (map.hasImage(name)) return;
  const canvas = draw();
  const { width, height } = canvas;
  map.addImage(name, canvas.getContext("2d").getImageData(0, 0, width, height), { pixelRatio: 2 });
}

function controlFeature(span, words) {
  const colours = coloursOf(span);
  const icon = `control ${span.state} ${colours.join(" ")}`;
  addIcon(icon, () => controlSign(span.state, colours));
  return {
    type: "Feature",
    properties: { icon, name: span.place.name, words, place: span.place.id, rank: rankOf(span) },
    geometry: { type: "Point", coordinates: [span.place.lon, span.place.lat] },
  };
}

function incidentFeatures(incidents) {
  const taken = new Map();
  return incidents.filter((incident) => incident.where).slice(0, 2000).map((incident) => {
    const { lat, lon, precision } = incident.where;
    const point = `${lat.toFixed(2)} ${lon.toFixed(2)}`;
    const slot = taken.get(point) ?? 0;
    taken.set(point, slot + 1);
    const look = lookOf(incident);
    const icon = `incident ${incident.family} ${look}`;
    addIcon(icon, () => incidentSign(incident.family, look));
    return {
      type: "Feature",
      properties: { icon, slot: slot % SLOTS, incident: incident.id, rough: ROUGH.includes(precision) },
      geometry: { type: "Point", coordinates: [lon, lat] },
    };
  });
}

export function drawMap(incidents, spans, holderWords) {
  if (!map) return;
  const collect = (features) => ({ type: "FeatureCollection", features });
  map.getSource("control").setData(collect(spans.map((span) => controlFeature(span, holderWords(span)))));
  map.getSource("incidents").setData(collect(incidentFeatures(incidents)));
}

export function showAll(points) {
  if (!map || !points.length) return;
  const lons = points.map((point) => point.lon);
  const lats = points.map((point) => point.lat);
  const box = [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
  const legend = byId("legend").open ? byId("legend").offsetWidth : 0;
  const beside = legend < map.getContainer().clientWidth * 0.4 ? legend : 0;
  map.fitBounds(box, { padding: { top: 48, bottom: 48, right: 64, left: 48 + beside }, maxZoom: 8, animate: false });
}

export function flyTo(where) {
  if (!map || !where) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  map.easeTo({ center: [where.lon, where.lat], zoom: Math.max(map.getZoom(), CLOSE), duration: still ? 0 : 500 });
}

export async function nameCountries() {
  if (map) map.getSource("countries").setData(await countryNames());
}

export const resizeMap = () => map?.resize();

function wireClicks() {
  map.on("click", (event) => {
    const [top] = map.queryRenderedFeatures(event.point, { layers: ["control", "incidents"] });
    if (!top) return;
    const { place, incident } = top.properties;
    change({ open: incident ? `incident:${incident}` : `place:${place}` });
  });
  for (const layer of ["control", "incidents"]) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
}

function note(key) {
  byId("map-note").textContent = t(key);
  byId("map-note").hidden = false;
  byId("map").hidden = true;
}

// Loads MapLibre and draws the empty map; false when that cannot be done, with the reason shown.
export async function startMap() {
  let maplibre;
  try {
    maplibre = await import("/static/vendor/maplibre-gl.mjs");
  } catch {
    note("map_missing");
    return false;
  }
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/static/vendor/maplibre-gl.css" }));
  try {
    map = new maplibre.Map({
      container: "map", style: await baseStyle(), center: [41, 35], zoom: 4, maxZoom: 14, attributionControl: false, dragRotate: false,
      pitchWithRotate: false,
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
    map.addControl(new maplibre.ScaleControl(), "bottom-right");
    await new Promise((done, fail) => { map.once("load", done); map.once("error", (event) => fail(event.error)); });
  } catch (error) {
    console.error(error);
    map = null;
    note("map_failed");
    return false;
  }
  map.getCanvas().setAttribute("aria-label", t("tab_map"));
  map.addSource("incidents", { type: "geojson", data: EMPTY });
  map.addSource("control", { type: "geojson", data: EMPTY });
  LAYERS.forEach((layer) => map.addLayer(layer));
  wireClicks();
  return true;
}

export const mapIdle = () => (map ? new Promise((done) => { if (map.loaded() && !map.isMoving()) done(); else map.once("idle", done); }) : Promise.resolve());
