// The service worker: shows what is pushed, and opens the page it speaks of. It keeps nothing.
self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data?.json() ?? {};
  } catch {
    // an unreadable push is shown as a plain sentence: browsers want something shown
  }
  event.waitUntil(show(told));
});

async function show(told) {
  if (told.buang) {
    const old = await self.registration.getNotifications({ tag: told.tanda });
    for (const shown of old) shown.close();
  }
  await self.registration.showNotification(told.judul || "WaCAT", {
    body: told.isi || "Ada kabar baru di WaCAT.",
    tag: told.tanda || "WaCAT",
    renotify: true,
    lang: "id",
    data: { path: typeof told.jalur === "string" && /^\/(?!\/)/.test(told.jalur) ? told.jalur : "/" },
  });
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data?.path ?? "/", self.location.origin).href;
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((open) => {
      const same = open.find((client) => client.url === address);
      return same ? same.focus() : self.clients.openWindow(address);
    }),
  );
});
