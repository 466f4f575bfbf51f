// When the button that was pressed is swapped away, the keyboard goes on from what took its place.
export function restoreFocus() {
  let pressed;
  document.addEventListener("htmx:before:swap", (event) => {
    const target = event.detail.ctx.target;
    const held = target?.contains?.(document.activeElement) && document.activeElement !== document.body;
    pressed = held || document.getElementById("lembar")?.open ? target?.id : undefined;
  });
  document.addEventListener("htmx:finally:swap", () => {
    if (!pressed) return;
    const place = document.getElementById(pressed);
    pressed = undefined;
    if (!place || place.contains(document.activeElement)) return;
    if (document.activeElement?.closest("dialog[open]")) return;
    // The page has already led the keyboard on. A button in a sheet that has just closed keeps the
    // focus until the browser lays the page out anew: that is nowhere.
    const now = document.activeElement;
    if (now && now !== document.body && !now.closest("dialog:not([open])")) return;
    const goal = place.querySelector("[data-fokus]") ?? place;
    if (!goal.hasAttribute("tabindex") && !goal.matches("a, button, input, select, textarea")) goal.tabIndex = -1;
    goal.focus({ preventScroll: false });
  });
}
