// The bytes a phone must fetch, as gzip sends them; a build above its limit fails.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../src/wacat/web/static/dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("manifest.json", dist), "utf8"));
const limits = { "src/app.css": 14_000, "src/app.js": 25_000, "src/desk.js": 6_000, "src/push.js": 1_500, "src/sw.js": 1_500, "icons.svg": 8_000 };

let tooBig = false;
for (const [entry, limit] of Object.entries(limits)) {
  const size = gzipSync(readFileSync(new URL(manifest[entry].file, dist)), { level: 9 }).length;
  console.log(`${entry.padEnd(12)} ${String(size).padStart(6)} of ${limit} bytes, gzip`);
  tooBig ||= size > limit;
}
if (tooBig) {
  console.error("Too big: see frontend/budget.mjs.");
  process.exit(1);
}
