// Draws the charts, in the colors and for the width that the reader has, and keeps the slider usable without a mouse.
const charts = JSON.parse(document.getElementById("charts").textContent);
const palette = JSON.parse(document.getElementById("palette").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 45rem)");
const views = new Map();

// Vega's own words and dashes stay; every color of the light palette becomes its dark one.
function colored(spec) {
  if (!dark.matches || matchMedia("print").matches) return spec;
  const text = JSON.stringify(spec).replace(/#[0-9a-f]{6}\b/gi, (color) => palette[color.toLowerCase()] ?? color);
  return JSON.parse(text);
}

function signalsOf(view) {
  const kept = {};
  for (const input of document.querySelectorAll(`[data-controls="${view.name}"] input`)) kept[input.name] = input.value;
  return kept;
}

async function draw(place) {
  const name = place.dataset.chart;
  const controls = document.querySelector(`[data-controls="${name}"]`);
  const before = controls ? [...controls.querySelectorAll("input")].map((input) => input.value) : [];
  views.get(name)?.finalize();
  if (controls) controls.replaceChildren();
  const spec = colored(charts[name][narrow.matches ? "narrow" : "wide"]);
  const shown = await vegaEmbed(place, spec, {
    ast: true,
    actions: false,
    renderer: "svg",
    tooltip: { theme: dark.matches ? "dark" : "light" },
    ...(controls ? { bind: controls } : {}),
  });
  views.set(name, shown);
  if (controls) label(controls, shown.view, before);
  place.dataset.drawn = "true";
}

// Vega makes a native range input; it gets a name, the value in words, and its old value after a new drawing.
function label(controls, view, before) {
  controls.querySelectorAll("input").forEach((input, k) => {
    const name = controls.dataset.label;
    input.setAttribute("aria-label", name);
    if (before[k] !== undefined && before[k] !== input.value) {
      input.value = before[k];
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}

async function drawAll() {
  for (const place of document.querySelectorAll("[data-chart]")) {
    // One chart that fails leaves the others, and its table, as they are.
    await draw(place).catch((error) => {
      place.textContent = String(error);
      console.error(error);
    });
  }
  document.documentElement.dataset.ready = "true";
}

dark.addEventListener("change", drawAll);
narrow.addEventListener("change", drawAll);
await drawAll();
