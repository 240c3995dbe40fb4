// The slider: shows what belongs to its place, hides what belongs to the others.
for (const input of document.querySelectorAll("[data-slide]")) {
  const figure = input.closest("figure");
  const parts = [...figure.querySelectorAll("[data-at]")];
  const spots = [...figure.querySelectorAll("[data-read]")];
  const readouts = JSON.parse(figure.querySelector("[data-readouts]").textContent);
  const move = () => {
    for (const part of parts) part.style.display = part.dataset.at === input.value ? "" : "none";
    const read = readouts[Number(input.value)];
    spots.forEach((spot, k) => (spot.innerHTML = read[k]));
    input.setAttribute("aria-valuetext", spots.slice(0, 2).map((spot) => spot.textContent).join(", "));
  };
  input.addEventListener("input", move);
  move();
}
document.documentElement.dataset.ready = "true";
