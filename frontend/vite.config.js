import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { spritePlugin } from "./icons.mjs";

export default defineConfig({
  plugins: [tailwindcss(), spritePlugin()],
  base: "./",
  publicDir: false,
  build: {
    outDir: "../src/wacat/web/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    // Phones of 2018 and later: WebView of Android 8 with automatic updates, Safari 15.
    target: ["chrome111", "firefox115", "safari16.4"],
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ["src/app.css", "src/app.js", "src/desk.js", "src/attest.js", "src/push.js", "src/sw.js", "src/passkey.js"],
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
