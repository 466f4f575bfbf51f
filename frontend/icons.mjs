// One SVG sprite of the Lucide icons named in icons.json, so a page names an icon in ~60 bytes and the drawing is cached.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const folder = join(dirname(require.resolve("lucide-static/package.json")), "icons");

function symbol(name) {
  const svg = readFileSync(join(folder, `${name}.svg`), "utf8");
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "").replaceAll(" />", "/>")}</symbol>`;
}

export function sprite() {
  const names = JSON.parse(readFileSync(new URL("icons.json", import.meta.url), "utf8"));
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence -->${names.map(symbol).join("")}</svg>`;
}

// Vite's manifest lists only what was imported; the sprite and the page icon are not, so they are written in here.
export function spritePlugin() {
  const references = {};
  return {
    name: "wacat-icons",
    buildStart() {
      this.addWatchFile(new URL("icons.json", import.meta.url).pathname);
      const page = readFileSync(new URL("src/favicon.svg", import.meta.url));
      for (const [name, source] of [["icons.svg", sprite()], ["favicon.svg", page]]) {
        references[name] = this.emitFile({ type: "asset", name, source });
      }
    },
    writeBundle: {
      order: "post",
      async handler(options) {
        const { writeFile, readFile } = await import("node:fs/promises");
        const path = join(options.dir, "manifest.json");
        const manifest = JSON.parse(await readFile(path, "utf8"));
        for (const [name, reference] of Object.entries(references)) manifest[name] = { file: this.getFileName(reference) };
        await writeFile(path, JSON.stringify(manifest, null, 1));
      },
    },
  };
}
