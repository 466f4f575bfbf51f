// Keyboard of the desk: j and k walk the rows, x ticks one, Enter opens, / searches, ? explains.
// A button with data-katakan says its sentence: what a key would do, where there is nothing to do.
// The keys can be switched off in the help dialog (WCAG 2.1.4).
import { setUpCopy } from "./copy.js";
import { setUpReplies } from "./reply.js";
import { setUpTicks, tickHere } from "./ticks.js";
import { say } from "./toast.js";

const SWITCH = "wacat-pintasan";

function enabled() {
  return localStorage.getItem(SWITCH) !== "mati";
}

function typing(element) {
  return element?.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
}

function rows() {
  return [...document.querySelectorAll("[data-baris]")].filter((row) => row.offsetParent !== null);
}

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + step));
  (all[next].querySelector("[data-utama]") ?? all[next].querySelector("a, button"))?.focus();
  all[next].scrollIntoView({ block: "nearest" });
}

function help() {
  const dialog = document.getElementById("bantuan-papan-ketik");
  if (!dialog || dialog.open) return;
  const list = dialog.querySelector("[data-daftar-pintasan]");
  list.replaceChildren();
  for (const button of document.querySelectorAll("[data-pintasan]")) {
    const key = document.createElement("kbd");
    key.textContent = button.dataset.pintasan;
    const term = document.createElement("dt");
    term.append(key);
    const meaning = document.createElement("dd");
    meaning.textContent = button.dataset.pintasanArti ?? button.textContent.trim();
    list.append(term, meaning);
  }
  dialog.showModal();
}

const keys = {
  j: () => walk(1),
  k: () => walk(-1),
  x: tickHere,
  "/": () => document.querySelector("[data-cari]")?.focus(),
  "?": help,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !enabled()) return;
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) typing(event.target)?.blur();
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const named = document.querySelector(`[data-pintasan="${CSS.escape(event.key)}"]`);
  if (!keys[event.key] && !named) return;
  event.preventDefault();
  if (!named?.matches("summary")) named?.closest("details")?.setAttribute("open", "");
  if (keys[event.key]) keys[event.key]();
  else if (named.matches("input, select, textarea")) named.focus();
  else named.click();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-buka-bantuan]")) help();
  const sentence = event.target.closest("[data-katakan]")?.dataset.katakan;
  if (sentence) say(sentence);
});

for (const box of document.querySelectorAll("[data-sakelar-pintasan]")) {
  box.checked = enabled();
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "hidup" : "mati"));
}
for (const button of document.querySelectorAll("[data-buka-bantuan]")) button.hidden = false;

setUpCopy();
setUpReplies();
setUpTicks();
