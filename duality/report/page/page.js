// Draws the charts in the colors and for the width that the reader has, and lets the slider drive its panels.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const charts = read("charts");
const controls = read("controls");
const datasets = Object.fromEntries(
  Object.entries(read("datasets")).map(([name, [keys, rows]]) => [
    name,
    rows.map((row) => Object.fromEntries(keys.map((key, k) => [key, row[k]]))),
  ]),
);
const palette = read("palette");
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 45rem)");
const shown = new Map();
const ROOM_FOR_AXES = 90;

// Every color of the light palette becomes its dark one. On paper charts stay light.
function colored(spec, light) {
  if (light || !dark.matches) return spec;
  const text = JSON.stringify(spec).replace(/#[0-9a-f]{6}\b/gi, (color) => palette[color.toLowerCase()] ?? color);
  return JSON.parse(text);
}

// Rows that a neighbor names have their own names where the neighbor stands below.
function named(encoding) {
  const axis = encoding.y?.axis;
  if (axis?.labels !== false) return encoding;
  return { ...encoding, y: { ...encoding.y, axis: { ...axis, labels: true, orient: "left" } } };
}

// A chart no wider than its place: panels that stand side by side go below one another.
function fitted(spec, room) {
  const walk = (node) => {
    if (Array.isArray(node)) return node.map(walk);
    if (node === null || typeof node !== "object") return node;
    const made = {};
    for (const [key, value] of Object.entries(node)) {
      if (key === "data") made[key] = value;
      else if (key === "encoding") made[key] = named(value);
      else if (key === "hconcat") made.vconcat = walk(value);
      else if (key === "width" && typeof value === "number" && !node.type) made.width = Math.min(value, room);
      else made[key] = walk(value);
    }
    return made;
  };
  return narrow.matches ? walk(spec) : spec;
}

async function draw(place, light = false) {
  const name = place.dataset.chart;
  shown.get(name)?.finalize();
  const spec = { ...colored(fitted(charts[name], place.clientWidth - ROOM_FOR_AXES), light), datasets };
  const theme = dark.matches && !light ? "dark" : "light";
  const result = await vegaEmbed(place, spec, { ast: true, actions: false, renderer: "svg", tooltip: { theme } });
  shown.set(name, result);
  place.dataset.drawn = theme;
  await move(name);
}

// The places of the slider are those of a grid, on which the best multiplier lies exactly.
async function move(name) {
  if (!controls[name]) return;
  const { parameter, start, step, readouts } = controls[name];
  const input = document.querySelector(`[data-slide="${name}"]`);
  const place = Number(input.value);
  const places = document.querySelectorAll(`#readout-${name} [data-read]`);
  places.forEach((spot, k) => (spot.textContent = readouts[place][k]));
  input.setAttribute("aria-valuetext", readouts[place].slice(0, 2).join(", "));
  await shown.get(name)?.view.signal(parameter, start + place * step).runAsync();
}

async function drawAll(light = false) {
  for (const place of document.querySelectorAll("[data-chart]")) {
    // One chart that fails leaves the others, and its own table, as they are.
    await draw(place, light).catch((error) => {
      place.textContent = String(error);
      console.error(error);
    });
  }
  document.documentElement.dataset.ready = "true";
}

for (const input of document.querySelectorAll("[data-slide]")) {
  input.addEventListener("input", () => move(input.dataset.slide));
}
dark.addEventListener("change", () => drawAll());
narrow.addEventListener("change", () => drawAll());
matchMedia("print").addEventListener("change", (event) => drawAll(event.matches));
await drawAll();
