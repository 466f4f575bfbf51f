// Rows with a box: x ticks the row in focus, the button ticks or unticks every row of the page and says how many.
const BUTTON = "[data-centang-semua]";
const boxes = () => [...document.querySelectorAll("[data-baris] [data-centang]")];

export function tickHere() {
  const box = document.activeElement?.closest("[data-baris]")?.querySelector("[data-centang]");
  if (!box) return;
  box.checked = !box.checked;
  count();
}

function count() {
  const all = boxes();
  const ticked = all.filter((box) => box.checked).length;
  for (const button of document.querySelectorAll(BUTTON)) {
    button.hidden = !all.length;
    button.firstElementChild.textContent = ticked && ticked === all.length ? "Lepas semua centang" : "Centang semua";
    button.nextElementSibling.textContent = ticked ? `${ticked} dicentang` : "";
  }
}

export function setUpTicks() {
  count();
  document.addEventListener("change", (event) => event.target.matches("[data-centang]") && count());
  document.addEventListener("click", (event) => {
    if (!event.target.closest(BUTTON)) return;
    const all = boxes();
    const ticking = all.some((box) => !box.checked);
    for (const box of all) box.checked = ticking;
    count();
  });
}
