"use strict";
const at = (id) => document.getElementById(id);
const text = at("text"), gutter = at("gutter"), marks = at("marks"), fault = at("fault"), status = at("status");
const frame = at("page"), alone = at("alone"), empty = at("empty"), examples = at("examples");
let limits = { seconds: 10, most: 200000 };
let running = null;

// The text lives in the fragment of the address: it can be shared, and no server ever sees it there.
function remember() {
  const wanted = "#" + encodeURIComponent(text.value);
  if (location.hash !== wanted) history.replaceState(null, "", wanted);
}

function remembered() {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
}

function number(bad = 0) {
  const count = text.value.split("\n").length;
  gutter.replaceChildren();
  for (let k = 1; k <= count; k++) {
    const line = document.createElement("span");
    line.textContent = k + "\n";
    if (k === bad) line.className = "bad";
    gutter.append(line);
  }
  follow();
}

function follow() {
  gutter.scrollTop = marks.scrollTop = text.scrollTop;
  marks.scrollLeft = text.scrollLeft;
}

function clearFault() {
  fault.hidden = true;
  fault.replaceChildren();
  marks.replaceChildren();
  text.removeAttribute("aria-invalid");
}

function element(name, words, className) {
  const made = document.createElement(name);
  made.textContent = words;
  if (className) made.className = className;
  return made;
}

function showFault(found) {
  fault.replaceChildren(element("strong", found.message));
  if (found.line > 0) {
    const line = text.value.split(/\r\n|\r|\n/)[found.line - 1] ?? "";
    const before = line.slice(0, found.column - 1);
    const caret = before.replace(/[^\t]/g, " ") + "^".repeat(Math.max(1, Math.min(found.length, line.length - before.length)));
    fault.append(element("div", `line ${found.line}, column ${found.column}`), element("pre", line + "\n" + caret));
    mark(found);
  }
  if (found.help) fault.append(element("p", found.help, "help"));
  fault.hidden = false;
}

function mark(found) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, found.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + found.column - 1;
  const end = Math.min(start + Math.max(1, found.length), text.value.length + 1);
  const spot = element("mark", text.value.slice(start, end).replace(/\n/g, " ") || " ");
  marks.replaceChildren(text.value.slice(0, start), spot, text.value.slice(end) + "\n");
  text.setAttribute("aria-invalid", "true");
  text.focus();
  text.setSelectionRange(start, start);
  number(found.line);
}

function tell(words) { status.textContent = words; }

function busy(on) {
  at("stop").hidden = !on;
  document.body.ariaBusy = String(on);
}

async function compute() {
  clearFault();
  remember();
  if (!text.value.trim()) { tell("There is no text yet."); return; }
  if (new TextEncoder().encode(text.value).length > limits.most) {
    showFault({ message: `the text is larger than ${limits.most.toLocaleString("en")} bytes`, line: 0,
      help: "the command line takes larger problems: duality report FILE -o page.html" });
    tell("Refused.");
    return;
  }
  running?.abort();
  const mine = running = new AbortController();
  const began = performance.now();
  const clock = setInterval(() => tell(`Working … ${Math.round((performance.now() - began) / 1000)} s`), 1000);
  tell("Working …");
  busy(true);
  try {
    const answer = await fetch("/compute", {
      method: "POST", signal: mine.signal, headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text: text.value, notation: at("notation").value, language: at("language").value,
        hide_answers: at("exercise").checked }),
    });
    show(await answer.json(), (performance.now() - began) / 1000);
  } catch (error) {
    if (error.name === "AbortError") { if (mine === running) tell("Stopped."); }
    else tell("The playground does not answer: is it still running?");
  } finally {
    clearInterval(clock);
    if (mine === running) { running = null; busy(false); }
  }
}

function show(found, seconds) {
  if (found.page) {
    frame.src = found.page;
    frame.hidden = alone.hidden = false;
    alone.firstElementChild.href = found.page;
    empty.hidden = true;
    tell(`Done in ${seconds.toFixed(1)} s.`);
  } else if (found.fault) {
    tell("The statement has a fault.");
    showFault(found.fault);
  } else if (found.refused) {
    tell("Refused.");
    showFault({ message: found.refused, line: 0 });
  } else if (found.lost === "stopped") {
    tell(`Stopped after ${found.seconds} s.`);
    showFault({ message: `no answer within ${found.seconds} s`, line: 0,
      help: "a smaller problem, tighter bounds on the variables, or duality solve with a larger --time-limit" });
  } else if (found.lost === "broken") {
    tell("The computation ended without an answer.");
    showFault({ message: "the computation ended without an answer", line: 0, help: "duality solve shows what happened" });
  }
}

async function pick() {
  if (!examples.value) return;
  const answer = await fetch("/examples/" + encodeURIComponent(examples.value));
  if (!answer.ok) return;
  setText(await answer.text());
  compute();
}

function setText(words) {
  text.value = words;
  clearFault();
  number();
  remember();
}

async function share() {
  remember();
  try { await navigator.clipboard.writeText(location.href); tell("The link is copied."); }
  catch { tell("Copy the address of this page: it holds the text."); }
}

async function begin() {
  const listed = await (await fetch("/examples")).json();
  for (const one of listed) examples.append(new Option(one.title ? `${one.name}: ${one.title}` : one.name, one.name));
  const first = await (await fetch("/start")).json();
  limits = first;
  setText(remembered() || first.text);
  document.documentElement.dataset.ready = "true";
  if (text.value.trim()) compute();
}

text.addEventListener("input", () => { clearFault(); number(); remember(); });
text.addEventListener("scroll", follow);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); compute(); }
});
window.addEventListener("hashchange", () => { if (remembered() !== text.value) { setText(remembered()); compute(); } });
at("compute").addEventListener("click", compute);
at("stop").addEventListener("click", () => running?.abort());
at("share").addEventListener("click", share);
examples.addEventListener("change", pick);
for (const id of ["notation", "language", "exercise"]) at(id).addEventListener("change", () => { if (text.value.trim()) compute(); });
begin();
