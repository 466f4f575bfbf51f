// A file may be dropped on the label of a file field; its name and size are shown before it is sent.
function describe(zone) {
  const input = zone.querySelector("input[type=file]");
  const line = zone.querySelector("[data-taruh-nama]");
  const files = [...input.files];
  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`);
  line.textContent = files.map((file) => `${file.name} (${size(file.size)})`).join(", ");
  zone.classList.toggle("ada-berkas", files.length > 0);
}

function zoneOf(event) {
  return event.target.closest?.("[data-taruh]");
}

export function setUpDropZones() {
  document.addEventListener("change", (event) => {
    const zone = zoneOf(event);
    if (zone && event.target.type === "file") describe(zone);
  });
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      const zone = zoneOf(event);
      if (!zone) return;
      event.preventDefault();
      zone.classList.add("di-atas");
    });
  }
  document.addEventListener("dragleave", (event) => zoneOf(event)?.classList.remove("di-atas"));
  document.addEventListener("drop", (event) => {
    const zone = zoneOf(event);
    if (!zone) return;
    event.preventDefault();
    zone.classList.remove("di-atas");
    if (!event.dataTransfer.files.length) return;
    zone.querySelector("input[type=file]").files = event.dataTransfer.files;
    describe(zone);
  });
}
