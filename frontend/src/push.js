// Push on this device: asks the browser, then tells our server; the page itself says how it stands.
const form = document.querySelector("[data-push]");
const word = document.querySelector("[data-push-kabar]");

function bytes(text) {
  const padded = text.replaceAll("-", "+").replaceAll("_", "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function subscribe() {
  if ((await Notification.requestPermission()) !== "granted") {
    word.textContent = "Izin pemberitahuan ditolak. Buka pengaturan situs di peramban Anda, izinkan, lalu coba lagi.";
    return;
  }
  await navigator.serviceWorker.register("/sw.js");
  const worker = await navigator.serviceWorker.ready;
  // a subscription made for another key of ours would be refused by the push service
  await (await worker.pushManager.getSubscription())?.unsubscribe();
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) });
  const values = new FormData(form);
  values.set("alamat", made.endpoint);
  values.set("kunci", text(made.getKey("p256dh")));
  values.set("rahasia", text(made.getKey("auth")));
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(values) });
  if (answer.status === 204) location.reload();
  else word.textContent = answer.status === 409 ? await answer.text() : "Belum tersimpan. Muat ulang halaman, lalu coba lagi.";
}

if (form && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  form.hidden = false;
  word.textContent = "";
  form.querySelector("[data-push-nyala]").addEventListener("click", async (event) => {
    event.target.disabled = true;
    word.textContent = "Menghubungkan ...";
    try {
      await subscribe();
    } catch {
      word.textContent = "Layanan pemberitahuan tidak tersambung. Periksa jaringan, lalu coba lagi.";
    }
    event.target.disabled = false;
  });
}
