// Writes what the pages need of plotly.js: one bundle, its style sheet, the world's shapes, the licence.
// usage: node build.mjs DESTINATION, in a folder where package.json is installed.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import esbuild from "esbuild";

const require = createRequire(import.meta.url);
const [destination] = process.argv.slice(2);
const plotly = join(process.cwd(), "node_modules", "plotly.js");
const { version } = require(join(plotly, "package.json"));

// Plotly sets some styles by writing a style attribute, which a policy without 'unsafe-inline' refuses; d3's
// own way to set a style is allowed. [file, what stands there, what to write instead]
const STRICT = [
  ["components/colorbar/draw.js", ".attr('style', '')", ""],
  ["traces/heatmap/plot.js", ".attr('style', PIXELATED_IMAGE_STYLE)", ".style('image-rendering', 'pixelated')"],
];

const strictStyles = {
  name: "strict-styles",
  setup(build) {
    for (const [file, words, instead] of STRICT) {
      build.onLoad({ filter: new RegExp(`plotly\\.js/src/${file}$`) }, ({ path }) => {
        const source = readFileSync(path, "utf8");
        if (!source.includes(words)) throw new Error(`${file} no longer says ${words}`);
        return { contents: source.replaceAll(words, instead), loader: "js" };
      });
    }
  },
};

// Map files that Plotly asks for at `topojsonURL` when a map's scope is the world.
const SHAPES = ["world_110m", "world_50m"];

async function bundle() {
  const { metafile } = await esbuild.build({
    metafile: true,
    plugins: [strictStyles],
    entryPoints: ["plotly-entry.js"],
    outfile: join(destination, "plotly.min.js"),
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "Plotly",
    target: "es2020",
    define: { global: "window", "define.amd": "false" },
    loader: { ".css": "empty" }, // only tile maps would need it, and they are left out
    legalComments: "none",
    banner: { js: `/* plotly.js v${version}, MIT, (c) Plotly, Inc.; only bar, scatter, heatmap, scattergeo, choropleth; changed: style attributes. Built by make vendor. */` },
    // So that a module's import gives the global as well as a plain script does.
    footer: { js: "window.Plotly = Plotly;" },
    logLevel: "warning",
  });
  return metafile;
}

// The licence of every package whose code went into the bundle, as each of them asks.
function licences(metafile) {
  const parts = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const bundled = parts.filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && !path.endsWith(".css")).map(([path]) => path);
  const folders = bundled.map((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]);
  const texts = [...new Set(folders)].filter(Boolean).sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    const words = file ? readFileSync(join(folder, file), "utf8").trim() : "(the package carries no licence file)";
    return `${name} ${version}: ${license}\n\n${words}\n`;
  });
  writeFileSync(join(destination, "plotly.min.js.LICENSES.txt"), texts.join(`\n${"-".repeat(72)}\n\n`));
}

function shapes() {
  globalThis.window = {};
  const assets = require(join(plotly, "dist", "plotly-geo-assets.js"));
  const topojson = (globalThis.window.PlotlyGeoAssets ?? assets).topojson;
  mkdirSync(join(destination, "topojson"), { recursive: true });
  for (const name of SHAPES) {
    writeFileSync(join(destination, "topojson", `${name}.json`), JSON.stringify(topojson[name]));
  }
}

licences(await bundle());
shapes();
copyFileSync(join(plotly, "dist", "plotly.css"), join(destination, "plotly.css"));
copyFileSync(join(plotly, "LICENSE"), join(destination, "plotly.css.LICENSE.txt"));
copyFileSync(join(plotly, "LICENSE"), join(destination, "topojson", "LICENSE.txt"));

for (const name of ["plotly.min.js", "plotly.css", ...SHAPES.map((shape) => `topojson/${shape}.json`)]) {
  const bytes = readFileSync(join(destination, name));
  console.log(`${name}: ${bytes.length} bytes, ${gzipSync(bytes).length} compressed`);
}
