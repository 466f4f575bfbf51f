// Behaviours for every page. All of it is comfort: each act also works as a plain form or link.
import htmx from "htmx.org";
import "./context.js";
import { setUpDropZones } from "./dropzone.js";
import { restoreFocus } from "./focus.js";
import { guardSwaps } from "./guard.js";
import { setUpSheet } from "./sheet.js";
import { setUpShrinking } from "./shrink.js";
import { say, setUpToast } from "./toast.js";

window.htmx = htmx;

setUpToast();
setUpSheet();
restoreFocus();
guardSwaps();
setUpDropZones();
setUpShrinking();

document.addEventListener("htmx:error", (event) => {
  // Polling says nothing: the next round mends it.
  if (!event.detail?.ctx || event.target.matches?.("[data-senyap]")) return;
  say("Tidak tersambung. Periksa jaringan, lalu coba lagi.");
});

// A second tap while the first is on its way would only make a second request.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.terkirim) event.preventDefault();
  if (form.matches("[hx-post], [method=dialog], [method=get]") || form.dataset.terkirim) return;
  form.dataset.terkirim = "ya";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-terkirim]")) delete form.dataset.terkirim;
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-cetak]")) window.print();
});
