// Builds wwwroot/assets: the design system's parts that our pages use, our css and js; names carry a hash of the
// content, so that browsers may keep them for ever; every text file also exists compressed by Brotli and gzip.
// `node assets/build.mjs [--install]`: with --install, first runs `npm ci` when package-lock.json has changed.
import { execSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { dropUnreadProperties, filterRules, parse, print, requiredClasses } from "./css-prune.mjs";
import { components } from "./parts.mjs";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const output = join(project, "wwwroot", "assets");
const work = join(project, "obj");
const lock = join(work, "assets.lock");
const installed = join(project, "node_modules", ".installed-lock-hash");
const staleLockAfter = 10 * 60 * 1000;

await withLock(async () => {
  if (process.argv.includes("--install")) {
    install();
  }
  await build();
});

function install() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(project, "package-lock.json")))
    .update(process.platform + process.arch)
    .digest("hex");
  if (existsSync(installed) && readFileSync(installed, "utf8") === wanted) {
    return;
  }
  console.log("Installation des paquets npm (quelques dizaines de secondes la première fois)…");
  execSync("npm ci --no-audit --no-fund", { cwd: project, stdio: ["ignore", "ignore", "inherit"] });
  writeFileSync(installed, wanted);
}

async function build() {
  console.log("Construction des styles et des scripts…");
  const { build: bundle } = await import(pathToFileURL(join(project, "node_modules", "esbuild", "lib", "main.js")).href);
  const used = usedClasses();
  const common = { absWorkingDir: project, bundle: true, minify: true, write: false, outdir: output, legalComments: "none", logLevel: "warning" };
  const files = loader(new Set([".svg", ".woff2"]));

  const portal = await bundle({
    ...common,
    stdin: { contents: styles((selector) => isUsed(selector, used) && !isLogo(selector)), resolveDir: project, loader: "css", sourcefile: "portal.css" },
    entryNames: "portal",
    loader: files,
    assetNames: "[name]-[hash]",
    publicPath: "/assets",
    target: ["chrome100", "firefox100", "safari15"],
  });
  const brand = await bundle({
    ...common,
    stdin: { contents: brandStyles(used), resolveDir: project, loader: "css", sourcefile: "brand-official.css" },
    entryNames: "brand-official",
    loader: files,
    assetNames: "[name]-[hash]",
    publicPath: "/assets",
  });
  const scripts = await bundle({
    ...common,
    entryPoints: { portal: "assets/js/portal.js" },
    format: "esm",
    target: ["es2022"],
  });
  const theme = await bundle({ ...common, entryPoints: { theme: "assets/js/theme.js" }, format: "iife", target: ["es2020"] });

  const manifest = {};
  const produced = new Map();
  for (const file of [portal, brand, scripts, theme].flatMap((result) => result.outputFiles)) {
    const name = basename(file.path);
    const hashed = !["portal.css", "brand-official.css", "portal.js", "theme.js"].includes(name);
    add(name, Buffer.from(name === "portal.css" ? dropUnreadProperties(file.text) : file.contents), hashed);
  }
  for (const name of readdirSync(join(project, "assets", "img"))) {
    add(name, readFileSync(join(project, "assets", "img", name)), false);
  }
  for (const name of ["light", "dark", "system"]) {
    add(`artwork-${name}.svg`, readFileSync(dsfr(`artwork/${name}.svg`)), false);
  }
  write(produced, manifest);
  report(produced, manifest);

  function add(name, contents, alreadyHashed) {
    const extension = extname(name);
    const hash = createHash("sha256").update(contents).digest("hex").slice(0, 10);
    const fingerprinted = alreadyHashed ? name : `${basename(name, extension)}-${hash}${extension}`;
    produced.set(fingerprinted, contents);
    if (!alreadyHashed) {
      manifest[name] = `/assets/${fingerprinted}`;
    }
  }
}

/** The sheets of the components, then the utilities, then ours: the order of the design system itself. */
function styles(keep) {
  const sheets = ["core/core.main.min.css", "scheme/scheme.min.css", ...components.map((name) => `component/${name}/${name}.main.min.css`), "utility/utility.main.min.css", "core/core.print.min.css"];
  const kept = sheets.map((sheet) => prune(dsfr(sheet), keep));
  const ours = ["portal.css", "public.css"].map((name) => readFileSync(join(project, "assets", "css", name), "utf8"));
  return [...kept, ...ours].join("\n");
}

function brandStyles(used) {
  const keep = (selector) => isLogo(selector) && isUsed(selector, used);
  const sheets = ["component/logo/logo.main.min.css", "component/header/header.main.min.css", "component/footer/footer.main.min.css"];
  const kept = sheets.map((sheet) => prune(dsfr(sheet), keep));
  return kept.join("\n") + readFileSync(join(project, "assets", "css", "brand-official.css"), "utf8");
}

function prune(path, keep) {
  const css = print(filterRules(parse(readFileSync(path, "utf8")), keep));
  // The design system names its own font; which one a page gets is the brand's choice.
  return css
    .replace(/font-family:Marianne,\s*arial,\s*sans-serif/gi, "font-family:var(--portal-font)")
    .replace(/url\(\s*["']?(\.\.?\/[^"')]+)["']?\s*\)/g, (_, address) => `url("./${relative(project, resolve(dirname(path), address)).split(sep).join("/")}")`);
}

function isLogo(selector) {
  return /\.fr-logo(?![\w-])/.test(selector);
}

/** Words of our sources that name a class; one that ends in a hyphen or an underscore is completed at run time. */
function usedClasses() {
  const exact = new Set(["fr-scheme-transition", "fr-no-scroll"]);
  const prefixes = new Set();
  const sources = [...walk(project, /\.(cshtml|cs)$/), ...walk(join(project, "assets"), /\.js$/)];
  for (const path of sources) {
    for (const [word] of readFileSync(path, "utf8").matchAll(/(?<![\w-])fr-[a-z0-9_-]+/g)) {
      (/[-_]$/.test(word) ? prefixes : exact).add(word);
    }
  }
  // A thousand icons start so: each one that is used must be named in full (Dsfr/Icons.cs).
  prefixes.delete("fr-icon-");
  const states = new Set();
  const scripts = readFileSync(join(project, "assets", "js", "portal.js"), "utf8");
  for (const [, specifier] of scripts.matchAll(/"(@gouvfr\/[^"]+)"/g)) {
    const text = readFileSync(join(project, "node_modules", specifier), "utf8");
    for (const [, name] of text.matchAll(/\bns(?:\.selector)?\(\s*'([a-z][\w-]*)'/g)) {
      exact.add(`fr-${name}`);
    }
    for (const [modifier] of text.matchAll(/--[a-z]+(?=[`'])/g)) {
      states.add(modifier);
    }
  }
  return { exact, prefixes: [...prefixes], states: [...states] };
}

function isUsed(selector, used) {
  return requiredClasses(selector).every((name) => !name.startsWith("fr-") || used.exact.has(name) || used.prefixes.some((prefix) => name.startsWith(prefix)) || used.states.some((state) => name.endsWith(state) && used.exact.has(name.slice(0, -state.length))));
}

function* walk(folder, pattern) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!["node_modules", "obj", "bin", "wwwroot"].includes(entry.name)) {
        yield* walk(path, pattern);
      }
    } else if (pattern.test(entry.name)) {
      yield path;
    }
  }
}

/** The manifest comes last, so that a running portal never reads a name that isn't there yet. */
function write(produced, manifest) {
  mkdirSync(output, { recursive: true });
  const expected = new Set(["manifest.json"]);
  for (const [name, contents] of produced) {
    const variants = [[name, () => contents]];
    if (/\.(css|js|svg)$/.test(name)) {
      variants.push([`${name}.br`, () => brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length } })]);
      variants.push([`${name}.gz`, () => gzipSync(contents, { level: 9 })]);
    }
    for (const [variant, produce] of variants) {
      expected.add(variant);
      if (!existsSync(join(output, variant))) {
        replace(join(output, variant), produce());
      }
    }
  }
  const text = JSON.stringify(manifest, null, 2) + "\n";
  const manifestPath = join(output, "manifest.json");
  if (!existsSync(manifestPath) || readFileSync(manifestPath, "utf8") !== text) {
    replace(manifestPath, text);
  }
  // MSBuild compares dates to decide whether to come back here.
  utimesSync(manifestPath, new Date(), new Date());
  for (const name of readdirSync(output)) {
    if (!expected.has(name)) {
      rmSync(join(output, name));
    }
  }
}

function replace(path, contents) {
  writeFileSync(`${path}.tmp`, contents);
  renameSync(`${path}.tmp`, path);
}

function report(produced, manifest) {
  const sizes = ["portal.css", "portal.js", "theme.js"].map((name) => {
    const file = join(output, basename(manifest[name]));
    return `${name} ${(statSync(`${file}.br`).size / 1000).toFixed(1)} ko`;
  });
  console.log(`${produced.size} fichiers dans wwwroot/assets (${sizes.join(", ")}, compressés)`);
}

/** Several builds of the solution may run at once; one at a time may write. */
async function withLock(action) {
  mkdirSync(work, { recursive: true });
  for (;;) {
    try {
      closeSync(openSync(lock, "wx"));
      break;
    } catch (error) {
      if (error.code !== "EEXIST") {
        throw error;
      }
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > staleLockAfter) {
        rmSync(lock, { force: true });
      } else {
        await new Promise((resume) => setTimeout(resume, 200));
      }
    }
  }
  const release = () => rmSync(lock, { force: true });
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      release();
      process.exit(1);
    });
  }
  try {
    await action();
  } finally {
    release();
  }
}

function dsfr(path) {
  return join(project, "node_modules", "@gouvfr", "dsfr", "dist", path);
}

function loader(extensions) {
  return Object.fromEntries([...extensions].map((extension) => [extension, "file"]));
}
