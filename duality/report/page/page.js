// Draws the charts in the colors and for the width that the reader has, and lets the slider drive its panels.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const charts = read("charts");
const controls = read("controls");
const palette = read("palette");
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 45rem)");
const shown = new Map();

// Every color of the light palette becomes its dark one. On paper charts stay light.
function colored(spec, light) {
  if (light || !dark.matches) return spec;
  const text = JSON.stringify(spec).replace(/#[0-9a-f]{6}\b/gi, (color) => palette[color.toLowerCase()] ?? color);
  return JSON.parse(text);
}

async function draw(place, light = false) {
  const name = place.dataset.chart;
  shown.get(name)?.finalize();
  const spec = colored(charts[name][narrow.matches ? "narrow" : "wide"], light);
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
  input.setAttribute("aria-valuetext", readouts[place]);
  document.getElementById(`readout-${name}`).textContent = readouts[place];
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
