// Bundles the workbench's TypeScript and CSS into src/yanzhen/web/static/build with hashed names,
// writes manifest.json (entry -> file) and refuses to go over the size budget.
import { build } from "esbuild";
import { rm, mkdir, writeFile, stat, readdir } from "node:fs/promises";
import { dirname, join, basename } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..", "src", "yanzhen", "web", "static", "build");

// Kilobytes before compression; a cold page loads the first three. Charts come on the pages that have one.
const BUDGET = { "main.js": 48, "main.css": 64, "fonts.css": 128, "charts.js": 760 };

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const result = await build({
  absWorkingDir: here,
  entryPoints: {
    main: "src/main.ts",
    charts: "src/charts.ts",
    "main-css": "css/main.css",
    dark: "css/dark.css",
    fonts: "css/fonts.css",
  },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2021", "chrome94", "firefox102", "safari15"],
  entryNames: "[name]-[hash]",
  assetNames: "fonts/[name]-[hash]",
  loader: { ".woff2": "file" },
  charset: "utf8",
  legalComments: "none",
  metafile: true,
});

const manifest = {};
for (const [path, info] of Object.entries(result.metafile.outputs)) {
  if (!info.entryPoint) continue;
  const name = basename(info.entryPoint).replace(/\.ts$/, ".js");
  manifest[name] = basename(path);
}

const over = [];
for (const [name, file] of Object.entries(manifest)) {
  const kilobytes = (await stat(join(out, file))).size / 1000;
  const limit = BUDGET[name];
  if (limit && kilobytes > limit) over.push(`${name}: ${kilobytes.toFixed(0)} kB, budget ${limit} kB`);
}
if (over.length) {
  console.error("The bundle is over its budget:\n  " + over.join("\n  "));
  process.exit(1);
}
await writeFile(join(out, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
const fonts = await readdir(join(out, "fonts")).catch(() => []);
console.log(`${Object.values(manifest).join(", ")} and ${fonts.length} font files`);
