// Passkeys: [data-passkey=address] lets in, [data-passkey-baru=address] makes one. The buttons stay hidden where the
// browser or the address cannot (WebAuthn knows names only, not 127.0.0.1).
import { say } from "./toast.js";

const able = window.PublicKeyCredential && window.isSecureContext && !/^[\d.]+$/.test(location.hostname);

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function decoded(options) {
  const found = { ...options, challenge: bytes(options.challenge) };
  if (found.user) found.user = { ...found.user, id: bytes(found.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (found[list]) found[list] = found[list].map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return found;
}

function encoded(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function perform(address, how) {
  const asked = await fetch(address, { headers: { Accept: "application/json" } });
  if (asked.redirected || !asked.headers.get("Content-Type")?.includes("json")) {
    location.assign(asked.url);
    return;
  }
  const options = await asked.json();
  if (options.galat) {
    say(options.galat);
    return;
  }
  const credential = await navigator.credentials[how]({ publicKey: decoded(options.publicKey) });
  const answer = await fetch(address, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value,
    },
    body: JSON.stringify(encoded(credential)),
  });
  const result = await answer.json();
  if (result.ke) location.assign(result.ke);
  else say(result.galat);
}

for (const button of document.querySelectorAll("[data-passkey], [data-passkey-baru]")) {
  button.hidden = !able;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const made = button.dataset.passkeyBaru;
      await perform(made ?? button.dataset.passkey, made ? "create" : "get");
    } catch (error) {
      if (error.name === "InvalidStateError") say("Perangkat ini sudah punya passkey untuk akun Anda.");
      else if (error.name !== "NotAllowedError") say("Passkey tidak berhasil. Pakai kata sandi, atau coba sekali lagi.");
    }
    button.disabled = false;
  });
}
for (const part of document.querySelectorAll("[data-bila-passkey]")) part.hidden = !able;
for (const part of document.querySelectorAll("[data-tanpa-passkey]")) part.hidden = Boolean(able);
