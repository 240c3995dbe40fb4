"use strict";
// Computations: a text is sent, and what is found is shown as it comes, formulas first.
const status = at("status"), frames = at("frames"), alone = at("alone"), empty = at("empty"), examples = at("examples");
const DOING = { "": "Working", waiting: "Waiting for another tab's computation", derived: "The formulas are here; solving", solved: "The values are here; drawing" };
let limits = { seconds: 10, most: 200000 };
let running = null;
let shownFor = null; // the address for which the page beside the text was made

function tell(words) { status.textContent = words; }

function busy(on) {
  at("stop").hidden = !on;
  document.body.ariaBusy = String(on);
}

// A page that belongs to an earlier text, or to other settings, says so.
function judgePage() {
  const old = shownFor !== null && shownFor !== address();
  at("stale").hidden = !old;
  document.querySelector(".right").classList.toggle("stale", old);
}

function post(where, signal) {
  return fetch(where, {
    method: "POST", signal,
    headers: { "Content-Type": "application/json", Accept: "application/x-ndjson" },
    body: JSON.stringify({ text: text.value, notation: at("notation").value, language: at("language").value,
      hide_answers: at("exercise").checked }),
  });
}

// A text that has rested for a moment is read, and its fault shown; the caret stays where it is.
const REST = 900;
let resting = 0;
function readSoon() {
  clearTimeout(resting);
  resting = setTimeout(async () => {
    const words = text.value;
    if (running || !words.trim()) return;
    try {
      const { fault: found } = await (await post("/read")).json();
      if (found && text.value === words && !running) showFault(found, true);
    } catch { /* the next computation tells that the playground does not answer */ }
  }, REST);
}

async function compute() {
  clearTimeout(resting);
  clearFault();
  remember();
  judgePage();
  if (!text.value.trim()) { tell("There is no text yet."); return; }
  if (new TextEncoder().encode(text.value).length > limits.most) {
    showFault({ message: `the text is larger than ${limits.most.toLocaleString("en")} bytes`, line: 0,
      help: "the command line takes larger problems: duality report FILE -o page.html" });
    tell("Refused.");
    return;
  }
  running?.abort();
  const mine = running = new AbortController();
  const job = { asked: address(), began: performance.now(), doing: "" };
  const progress = () => tell(`${DOING[job.doing]} … ${Math.round((performance.now() - job.began) / 1000)} s`);
  const clock = setInterval(progress, 1000);
  tell("Working …");
  busy(true);
  try {
    const answer = await post("/compute", mine.signal);
    let last = {};
    for await (const line of lines(answer)) {
      last = line;
      if (mine !== running) return;
      job.doing = line.waiting ? "waiting" : line.stage ?? "";
      if (line.page) await open(line.page, job.asked);
      if (DOING[job.doing]) progress();
    }
    clearInterval(clock);
    if (mine === running) conclude(last, (performance.now() - job.began) / 1000);
  } catch (error) {
    if (error.name === "AbortError") { if (mine === running) tell("Stopped."); }
    else tell("The playground does not answer: is it still running?");
  } finally {
    clearInterval(clock);
    if (mine === running) { running = null; busy(false); judgePage(); }
  }
}

// The lines of JSON of an answer, as they arrive.
async function* lines(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    const parts = (rest + (value ?? "")).split("\n");
    rest = done ? "" : parts.pop();
    for (const part of parts) if (part.trim()) yield JSON.parse(part);
    if (done) return;
  }
}

// The next page is loaded behind the one that is shown, and takes its place when it is there.
function open(page, asked) {
  const next = document.createElement("iframe");
  next.title = "Report of the problem";
  next.setAttribute("sandbox", "allow-scripts");
  next.className = "coming";
  next.src = page;
  for (const unfinished of frames.querySelectorAll(".coming")) unfinished.remove();
  frames.hidden = alone.hidden = false;
  empty.hidden = true;
  return new Promise((shown) => {
    next.addEventListener("load", () => {
      for (const older of frames.querySelectorAll("iframe")) if (older !== next) older.remove();
      next.className = "";
      next.id = "page";
      alone.firstElementChild.href = page;
      shownFor = asked;
      judgePage();
      shown();
    });
    frames.append(next);
  });
}

function conclude(found, seconds) {
  if (found.fault) {
    tell("The statement has a fault.");
    showFault(found.fault);
  } else if (found.refused) {
    tell("Refused.");
    showFault({ message: found.refused, line: 0 });
  } else if (found.stage === "stopped" || found.lost === "stopped") {
    tell(`Stopped after ${found.seconds} s.`);
    const reached = found.stage ? "the page has the bounds that were reached" : found.page ? "the page has what was found" : "nothing was found";
    showFault({ message: `stopped after ${found.seconds} s: ${reached} by then`, line: 0,
      help: "a smaller problem, tighter bounds on the variables, or duality solve with a larger --time-limit" });
  } else if (found.lost === "broken") {
    tell("The computation ended without an answer.");
    showFault({ message: found.message ?? "the computation ended without an answer", line: 0,
      help: "this is a defect of the program, not of the text; duality solve shows what happened" });
  } else if (found.page) {
    tell(`Done in ${seconds.toFixed(1)} s.`);
  }
}

async function pick() {
  if (!examples.value) return;
  const answer = await fetch("/examples/" + encodeURIComponent(examples.value));
  if (!answer.ok) return;
  const words = await answer.text();
  remember();
  history.pushState(null, "", location.href); // Back returns to the text that was there
  replaceText(words);
  remember();
  examples.value = "";
  compute();
}

async function share() {
  remember();
  try { await navigator.clipboard.writeText(location.href); tell("The link is copied."); }
  catch { tell("Copy the address of this page: it holds the text and the settings."); }
}

function returned() {
  const there = remembered();
  if (location.hash === address()) return;
  restoreSettings(there.parts);
  replaceText(there.text);
  compute();
}

async function begin() {
  const listed = await (await fetch("/examples")).json();
  for (const one of listed) examples.append(new Option(one.title ? `${one.name}: ${one.title}` : one.name, one.name));
  limits = await (await fetch("/start")).json();
  const there = remembered();
  restoreSettings(there.parts);
  text.value = there.text || limits.text;
  number();
  remember();
  document.documentElement.dataset.ready = "true";
  if (text.value.trim()) compute();
}

text.addEventListener("input", () => { clearFault(); number(); remember(); judgePage(); readSoon(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); compute(); }
});
window.addEventListener("popstate", returned);
window.addEventListener("hashchange", returned);
at("compute").addEventListener("click", compute);
at("stop").addEventListener("click", () => running?.abort());
at("share").addEventListener("click", share);
examples.addEventListener("change", pick);
for (const id of ["notation", "language", "exercise"])
  at(id).addEventListener("change", () => { remember(); judgePage(); if (text.value.trim()) compute(); });
begin();
