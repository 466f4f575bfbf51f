// A link marked data-buka-lembar brings its page's sheet into a dialog; without JavaScript it is a page of its own.
const dialog = () => document.getElementById("lembar");

function opened(event) {
  return event.target.closest?.("#lembar");
}

export function setUpSheet() {
  document.addEventListener("htmx:after:swap", (event) => {
    const sheet = dialog();
    if (!sheet) return;
    const filled = sheet.querySelector("[data-lembar-isi]");
    if (filled && !sheet.open && event.detail.ctx.sourceElement.matches("[data-buka-lembar]")) sheet.showModal();
    // The answer went to the list: the sheet has done its work.
    const response = event.detail.ctx.response;
    const asksOn = response?.headers?.get("HX-Retarget") === "#lembar";
    if (asksOn) filled?.querySelector("h1")?.scrollIntoView({ block: "nearest" });
    else if (sheet.open && opened(event) && response?.status < 400) sheet.close();
  });
  document.addEventListener("click", (event) => {
    const sheet = dialog();
    if (!sheet?.open) return;
    if (event.target === sheet || event.target.closest("#lembar [data-tutup]")) {
      event.preventDefault();
      sheet.close();
    }
  });
  dialog()?.addEventListener("close", () => dialog().replaceChildren());
}
