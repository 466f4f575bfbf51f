// A button marked data-salin="id" puts the text of that field on the clipboard; without JavaScript the field is read-only.
import { say } from "./toast.js";

export function setUpCopy() {
  for (const button of document.querySelectorAll("[data-salin]")) button.hidden = !navigator.clipboard;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-salin]");
    if (!button) return;
    const field = document.getElementById(button.dataset.salin);
    try {
      await navigator.clipboard.writeText(field.value);
      say("Tersalin.");
    } catch {
      field.select();
      say("Tekan Ctrl+C untuk menyalin.");
    }
  });
}
