// Builds ../static: one style sheet, one script a page that wants one, the fonts, and the map as paths.
// The names are fixed and the bytes depend on the sources alone, so that two builds are the same.
import { build } from "esbuild";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { map } from "./map/build.mjs";

const OUT = new URL("../static/", import.meta.url);
const FONTS = {
  "plex-arabic-400": "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2",
  "plex-arabic-600": "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2",
  "plex-latin-400": "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-400-normal.woff2",
  "plex-latin-600": "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-600-normal.woff2",
  "naskh-arabic": "@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2",
};

const here = (path) => new URL(path, import.meta.url);
const names = (await readdir(here("src"))).filter((name) => name.endsWith(".ts")).map((name) => name.slice(0, -3));

await rm(OUT, { recursive: true, force: true });
await mkdir(new URL("fonts/", OUT), { recursive: true });
await build({
  entryPoints: [...names.map((name) => `src/${name}.ts`), "styles/app.css"].map((path) => ({ in: here(path).pathname, out: path.replace(/^.*\/|\.\w+$/g, "") })),
  outdir: OUT.pathname,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome120", "firefox128", "safari17.4"],
  external: ["*.woff2"],
  charset: "utf8",
  logLevel: "warning",
});
for (const [name, path] of Object.entries(FONTS)) await cp(here(`node_modules/${path}`), new URL(`fonts/${name}.woff2`, OUT));
await cp(here("node_modules/@fontsource/ibm-plex-sans-arabic/LICENSE"), new URL("fonts/OFL-plex.txt", OUT));
await cp(here("node_modules/@fontsource-variable/noto-naskh-arabic/LICENSE"), new URL("fonts/OFL-naskh.txt", OUT));
await writeFile(new URL("world.json", OUT), JSON.stringify(map()));
