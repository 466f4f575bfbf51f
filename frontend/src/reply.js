// A choice marked data-balasan="id" puts a canned reply into that field, where the cursor stands.
// Enter or a click chooses; walking through the list with the arrows only reads it.
import { say } from "./toast.js";

function put(choice) {
  const field = document.getElementById(choice.dataset.balasan);
  if (!field || !choice.value) return;
  const here = field.selectionStart ?? field.value.length;
  const before = field.value.slice(0, here);
  const gap = before && !/\s$/.test(before) ? " " : "";
  field.setRangeText(gap + choice.value, here, field.selectionEnd ?? here, "end");
  choice.value = "";
  field.focus();
  say("Balasan disisipkan. Anda masih dapat mengubahnya.");
}

export function setUpReplies() {
  for (const box of document.querySelectorAll("[data-perlu-skrip]")) box.hidden = false;
  for (const choice of document.querySelectorAll("[data-balasan]")) {
    let byArrow = false;
    choice.addEventListener("keydown", (event) => {
      byArrow = event.key.startsWith("Arrow") || event.key.length === 1;
      if (event.key !== "Enter" || !choice.value) return;
      event.preventDefault();
      put(choice);
    });
    choice.addEventListener("pointerdown", () => (byArrow = false));
    choice.addEventListener("change", () => byArrow || put(choice));
  }
}
