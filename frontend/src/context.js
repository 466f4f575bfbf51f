// Screen and network for a question to the office, shown beside a box that can be unticked.
const fields = document.querySelector("[data-konteks]");

if (fields) {
  const slow = /2g/.test(navigator.connection?.effectiveType ?? "");
  tell("layar", `${screen.width} x ${screen.height}`);
  tell("jaringan", navigator.onLine ? (slow ? "tersambung, lambat" : "tersambung") : "tidak tersambung");
}

function tell(name, value) {
  const line = fields.querySelector(`[data-konteks-${name}]`);
  line.hidden = false;
  line.querySelector("[data-nilai]").textContent = value;
  fields.querySelector(`[name="${name}"]`).value = value;
}
