// The Lurah's periodic report: one tap an RT, and the next RT comes under the same thumb.
// Keys work only while a card has the focus (WCAG 2.1.4): b g o n u answer, j and k walk.
import { say } from "./toast.js";

const DOUBLE_TAP_MS = 250;
const list = document.querySelector("[data-laporan]");
let moved = 0;

const cards = () => [...list.querySelectorAll("[data-rt]")];
const first = (card) => card.querySelector("[data-kunci]");

function goTo(card, top) {
  first(card)?.focus({ preventScroll: true });
  if (top === undefined) card.scrollIntoView({ block: "nearest" });
  else bring(card, top);
}

// Near the end of the page there is nothing left to scroll: make room, so that the last RT comes up too.
function bring(card, top) {
  const distance = () => card.getBoundingClientRect().top - top;
  window.scrollBy(0, distance());
  if (distance() < 2) return;
  list.style.paddingBottom = `${parseFloat(getComputedStyle(list).paddingBottom) + distance()}px`;
  window.scrollBy(0, distance());
}

// The answer is on its way: go on at once, the network need not be waited for.
function goOn(card) {
  const all = cards();
  const here = all.indexOf(card);
  const open = (each) => each.dataset.rt === "belum" && !each.dataset.terkirim;
  const next = all.slice(here + 1).find(open) ?? all.find(open);
  moved = performance.now();
  if (next) goTo(next, card.getBoundingClientRect().top);
}

if (list) {
  document.addEventListener("click", (event) => {
    // A thumb that bounces would answer for the next RT unseen.
    if (event.target.closest("[data-rt=belum] button") && event.isTrusted && event.detail > 0
        && performance.now() - moved < DOUBLE_TAP_MS) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  list.addEventListener("submit", (event) => {
    const card = event.target.closest("[data-rt=belum]");
    if (!card) return;
    card.dataset.terkirim = "ya";
    goOn(card);
  });

  // What changes above the thumb must not move what is under it.
  let anchor;
  let top;
  document.addEventListener("htmx:before:swap", (event) => {
    if (!event.detail.ctx.target?.closest?.("[data-rt]")) return;
    if (event.detail.ctx.response?.status >= 400) say("Satu jawaban belum tersimpan. Lihat RT yang ditandai.");
    anchor = document.activeElement?.closest("[data-rt]");
    if (anchor === event.detail.ctx.target) anchor = undefined;
    top = anchor?.getBoundingClientRect().top;
  });
  document.addEventListener("htmx:after:swap", () => {
    if (anchor?.isConnected) window.scrollBy(0, anchor.getBoundingClientRect().top - top);
    anchor = undefined;
    if (!list.querySelector("[data-rt=belum]")) {
      document.getElementById("sisanya")?.remove();
      document.getElementById("ringkas")?.scrollIntoView({ block: "center" });
    }
  });
  document.addEventListener("htmx:error", () => {
    for (const card of list.querySelectorAll("[data-terkirim]")) delete card.dataset.terkirim;
  });

  list.addEventListener("keydown", (event) => {
    const card = event.target.closest("[data-rt]");
    if (!card || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "j" || event.key === "k") {
      const all = cards();
      const next = all[all.indexOf(card) + (event.key === "j" ? 1 : -1)];
      if (next) goTo(next);
    } else if (event.key === "u") {
      const all = cards();
      const before = card.dataset.rt === "sudah" ? card : all.slice(0, all.indexOf(card)).findLast((each) => each.dataset.rt === "sudah");
      before?.querySelector("[data-kunci=u]")?.click();
    } else {
      const button = card.querySelector(`[data-kunci="${CSS.escape(event.key)}"]`);
      if (!button) return;
      button.click();
    }
    event.preventDefault();
  });

  // At a desk the keyboard may begin at once; a phone keeps its view.
  if (matchMedia("(hover: hover) and (min-width: 60rem)").matches) {
    const start = list.querySelector("[data-rt=belum]");
    if (start) first(start)?.focus({ preventScroll: true });
  }
}
