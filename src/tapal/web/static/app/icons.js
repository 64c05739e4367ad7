// Signs for the map, drawn on a canvas: form tells the kind and the state, colour only repeats it.
import { FAMILY_COLOURS, UNKNOWN } from "./palette.js";

const RATIO = 2;

function canvas(size) {
  const element = document.createElement("canvas");
  element.width = size * RATIO;
  element.height = size * RATIO;
  const pen = element.getContext("2d");
  pen.scale(RATIO, RATIO);
  pen.translate(size / 2, size / 2);
  return [element, pen];
}

function disc(pen, radius, colour) {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
}

function ring(pen, radius, colour, width, dash = []) {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.setLineDash(dash);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
  pen.setLineDash([]);
}

function wedges(pen, radius, colours) {
  const turn = (2 * Math.PI) / colours.length;
  colours.forEach((colour, n) => {
    pen.beginPath();
    pen.moveTo(0, 0);
    pen.arc(0, 0, radius, -Math.PI / 2 + n * turn, -Math.PI / 2 + (n + 1) * turn);
    pen.closePath();
    pen.fillStyle = colour;
    pen.fill();
  });
}

// Teeth that point inward: somebody stands around the place.
function teeth(pen, inner, outer, colour) {
  const count = 10;
  pen.fillStyle = colour;
  for (let n = 0; n < count; n += 1) {
    const at = (2 * Math.PI * n) / count;
    const half = Math.PI / count / 1.6;
    pen.beginPath();
    pen.moveTo(Math.cos(at) * inner, Math.sin(at) * inner);
    pen.lineTo(Math.cos(at - half) * outer, Math.sin(at - half) * outer);
    pen.lineTo(Math.cos(at + half) * outer, Math.sin(at + half) * outer);
    pen.closePath();
    pen.fill();
  }
}

// Control of a place: full disc held; split disc with a zigzag ring contested; teeth around it besieged; open grey unknown.
export function controlSign(state, colours) {
  const [element, pen] = canvas(34);
  if (state === "unknown") {
    disc(pen, 9, "#ffffff");
    ring(pen, 9, UNKNOWN, 2, [3, 2.5]);
    pen.fillStyle = "#50585d";
    pen.font = "bold 12px sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText("?", 0, 1);
    return element;
  }
  if (state === "besieged") {
    disc(pen, 16, "rgba(255,255,255,0.85)");
    teeth(pen, 10.5, 16, "#1d2529");
  }
  disc(pen, 10.5, "#ffffff");
  wedges(pen, 9, colours);
  if (state === "contested") {
    ring(pen, 12.5, "#ffffff", 4);
    ring(pen, 12.5, "#1d2529", 2.5, [4, 3]);
  }
  return element;
}

const FORMS = {
  territory: [[-5, -8], [7, -4], [-5, 0], [-5, 8]],
  fighting: "cross",
  strike: [[0, 8], [-7, -6], [7, -6]],
  bomb: "star",
  civilians: [[0, -8], [8, 0], [0, 8], [-8, 0]],
  forces: [[-7, -7], [7, -7], [7, 7], [-7, 7]],
  truce: "circle",
  people: [[0, -8], [8, -2], [5, 7], [-5, 7], [-8, -2]],
  street: [[-8, -4], [0, -8], [8, -4], [8, 4], [0, 8], [-8, 4]],
};

function trace(pen, form) {
  pen.beginPath();
  if (form === "circle") pen.arc(0, 0, 7, 0, 2 * Math.PI);
  else if (form === "cross") {
    const points = [[-8, -5], [-5, -8], [0, -3], [5, -8], [8, -5], [3, 0], [8, 5], [5, 8], [0, 3], [-5, 8], [-8, 5], [-3, 0]];
    points.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  } else if (form === "star") {
    for (let n = 0; n < 16; n += 1) {
      const radius = n % 2 ? 4.5 : 9;
      const at = (Math.PI * n) / 8;
      pen[n ? "lineTo" : "moveTo"](Math.cos(at) * radius, Math.sin(at) * radius);
    }
  } else form.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
}

// An incident: form = family, filling = what is known about it (full, half, open, crossed out).
export function incidentSign(family, look) {
  const [element, pen] = canvas(24);
  const colour = look === "background" ? "#7a858b" : FAMILY_COLOURS[family];
  trace(pen, FORMS[family]);
  pen.lineJoin = "round";
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 5;
  pen.stroke();
  pen.fillStyle = ["planned", "possible", "demanded"].includes(look) ? "#ffffff" : colour;
  pen.fill();
  if (look === "claimed") {
    pen.save();
    pen.clip();
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, -12, 12, 24);
    pen.restore();
    trace(pen, FORMS[family]);
  }
  pen.strokeStyle = colour;
  pen.lineWidth = 1.8;
  pen.setLineDash(["planned", "possible", "demanded"].includes(look) ? [2.5, 1.8] : []);
  pen.stroke();
  pen.setLineDash([]);
  if (look === "denied") {
    pen.beginPath();
    pen.moveTo(-10, 10);
    pen.lineTo(10, -10);
    pen.strokeStyle = "#ffffff";
    pen.lineWidth = 4;
    pen.stroke();
    pen.strokeStyle = "#1d2529";
    pen.lineWidth = 2;
    pen.stroke();
  }
  return element;
}

// How an incident looks: its status, except that a happening only claimed, disputed or retold looks so.
export function lookOf(incident) {
  if (incident.status !== "happened") return incident.status;
  if (incident.background) return "background";
  return incident.claimed || incident.disputed ? "claimed" : "happened";
}
