// A whole page that comes where a piece was expected (the session ended, an error) is not put into a card.
import { say } from "./toast.js";

function sentence(page) {
  const words = [page.querySelector("main h1"), page.querySelector("main h1 + p")];
  return words.map((part) => part?.textContent.trim().replace(/\.$/, "")).filter(Boolean).join(". ") + ".";
}

export function guardSwaps() {
  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    if (!/^\s*<!doctype/i.test(ctx.text ?? "")) return;
    const page = new DOMParser().parseFromString(ctx.text, "text/html");
    // by now hx-status has had its say about what to select
    if (ctx.select && page.querySelector(ctx.select)) return;
    event.preventDefault();
    if (ctx.response.status < 400) location.assign(ctx.response.raw.url);
    else say(sentence(page));
  });
}
