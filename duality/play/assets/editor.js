"use strict";
// The editor: the text with its line numbers and the mark of a fault, and the address that holds text and settings.
const at = (id) => document.getElementById(id);
const text = at("text"), gutter = at("gutter"), marks = at("marks"), fault = at("fault");
const CHOICES = { notation: "lihang", language: "en" };

// Text and settings live in the fragment of the address: it can be shared, and no server ever sees them there.
// Where all settings are the usual ones, the fragment is the text alone.
function address() {
  const words = encodeURIComponent(text.value);
  const chosen = Object.keys(CHOICES).filter((id) => at(id).value !== CHOICES[id]).map((id) => `${id}=${at(id).value}`);
  if (at("exercise").checked) chosen.push("exercise=1");
  return "#" + (chosen.length ? `${chosen.join("&")}&text=${words}` : words);
}

function remember() {
  if (location.hash !== address()) history.replaceState(null, "", address());
}

function remembered() {
  const fragment = location.hash.slice(1);
  // A raw & or = can only come from settings: in a text they are encoded.
  const parts = /[&=]/.test(fragment) ? new URLSearchParams(fragment.replace(/\+/g, "%2B")) : null;
  try { return parts ? { text: parts.get("text") ?? "", parts } : { text: decodeURIComponent(fragment), parts: null }; }
  catch { return { text: "", parts: null }; }
}

function restoreSettings(parts) {
  for (const [id, usual] of Object.entries(CHOICES)) {
    at(id).value = parts?.get(id) ?? usual;
    if (at(id).selectedIndex < 0) at(id).value = usual;
  }
  at("exercise").checked = parts?.get("exercise") === "1";
}

// As if it were typed, so that the editor's own undo brings the old text back.
function replaceText(words) {
  if (words === text.value) return;
  text.focus();
  text.select();
  if (!document.execCommand("insertText", false, words)) text.value = words;
  text.setSelectionRange(0, 0);
  text.scrollTop = 0;
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

function showFault(found, typing = false) {
  fault.replaceChildren(element("strong", found.message));
  if (found.line > 0) {
    const line = text.value.split(/\r\n|\r|\n/)[found.line - 1] ?? "";
    const before = line.slice(0, found.column - 1);
    const caret = before.replace(/[^\t]/g, " ") + "^".repeat(Math.max(1, Math.min(found.length, line.length - before.length)));
    fault.append(element("div", `line ${found.line}, column ${found.column}`), element("pre", line + "\n" + caret));
    mark(found, typing);
  }
  if (found.help) {
    // What is to be written in several lines stands in lines of its own, ready to be copied.
    const cut = found.help.indexOf("\n");
    fault.append(element("p", cut < 0 ? found.help : found.help.slice(0, cut), "help"));
    if (cut >= 0) fault.append(element("pre", found.help.slice(cut).trim(), "written"));
  }
  fault.hidden = false;
}

function mark(found, typing) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, found.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + found.column - 1;
  const end = Math.min(start + Math.max(1, found.length), text.value.length + 1);
  const spot = element("mark", text.value.slice(start, end).replace(/\n/g, " ") || " ");
  marks.replaceChildren(text.value.slice(0, start), spot, text.value.slice(end) + "\n");
  text.setAttribute("aria-invalid", "true");
  if (!typing) {
    text.focus();
    text.setSelectionRange(start, start);
  }
  number(found.line);
}

text.addEventListener("scroll", follow);
