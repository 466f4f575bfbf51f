// A button marked data-salin="id" puts the text of that field on the clipboard; data-salin-teks="..." its own text.
// Without JavaScript the field is read-only and the value stands beside the button.
import { say } from "./toast.js";

const COPIES = "[data-salin], [data-salin-teks]";

export function setUpCopy() {
  for (const button of document.querySelectorAll(COPIES)) button.hidden = !navigator.clipboard;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(COPIES);
    if (!button) return;
    const field = button.dataset.salin ? document.getElementById(button.dataset.salin) : null;
    try {
      await navigator.clipboard.writeText(field ? field.value : button.dataset.salinTeks);
      say("Tersalin.");
    } catch {
      field?.select();
      say("Tekan Ctrl+C untuk menyalin.");
    }
  });
}
