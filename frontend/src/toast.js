// One message at a time, in the live region that is in the page from the start.
let timer;

function region() {
  return document.getElementById("kabar");
}

export function say(sentence) {
  const box = region();
  if (!box) return;
  clearTimeout(timer);
  box.textContent = sentence;
  timer = setTimeout(() => (box.textContent = ""), 8000);
}

// The server may send HX-Trigger: {"kabar": "..."}.
export function setUpToast() {
  document.addEventListener("kabar", (event) => say(event.detail?.value ?? ""));
  document.addEventListener("click", (event) => {
    if (event.target.closest("#kabar")) region().textContent = "";
  });
}
