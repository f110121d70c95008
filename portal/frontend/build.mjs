/* Builds dist/ from styles/: portal.css, and of the design system's files only those that the styles name.

   Run it as `node build.mjs`. It installs the locked packages when the lock changed, and does nothing at all when
   neither the lock nor a style changed since the last build. It needs no package beyond Node itself to decide that. */

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const styles = join(here, "styles");
const dist = join(here, "dist");
const cache = join(here, ".cache");
const designSystem = join(here, "node_modules", "@uswds", "uswds");
// Icons are named by templates, so the style sheet can't tell that the sprite is needed.
const ALWAYS = ["img/sprite.svg"];

function styleFiles() {
  return readdirSync(styles, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".scss"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function fingerprint(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(relative(here, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function isStamped(name, value) {
  const stamp = join(cache, name);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === value;
}

function stamp(name, value) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, name), value);
}

/* npm beside the Node that runs this file, never another one of the machine. */
function install() {
  const npm = join(dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
  const options = ["ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const done = spawnSync(process.execPath, [npm, ...options], { cwd: here, stdio: "inherit" });
  if (done.status !== 0) {
    console.error("The packages of the style build could not be installed. Check the network and run this again.");
    process.exit(1);
  }
}

/* `rooms`: every styles/_<room>.scss, so that a room adds its partial without touching a shared file. */
const roomsImporter = {
  canonicalize: (url) => (url === "rooms" ? new URL("rooms:all") : null),
  load() {
    const rooms = readdirSync(styles).filter((name) => /^_.*\.scss$/.test(name)).sort();
    return { contents: rooms.map((name) => `@forward "${name.slice(1, -5)}";`).join("\n"), syntax: "scss" };
  },
};

async function compile() {
  const sass = await import("sass");
  return sass.compile(join(styles, "portal.scss"), {
    style: "compressed",
    quietDeps: true,
    loadPaths: [styles, join(designSystem, "packages")],
    importers: [roomsImporter],
  }).css;
}

function copyNamedFiles(css, target) {
  const named = [...css.matchAll(/url\("?([^")]+)"?\)/g)].map((match) => match[1]);
  for (const path of new Set([...ALWAYS, ...named.filter((path) => !path.startsWith("data:"))])) {
    cpSync(join(designSystem, "dist", path), join(target, path));
  }
}

const lock = fingerprint([join(here, "package-lock.json")]);
const sources = fingerprint([fileURLToPath(import.meta.url), join(here, "package-lock.json"), ...styleFiles()]);
if (isStamped("built", sources) && existsSync(join(dist, "portal.css"))) process.exit(0);
if (!isStamped("installed", lock) || !existsSync(designSystem)) {
  install();
  stamp("installed", lock);
}
const css = await compile();
// Built aside and swapped in, so that an interrupted build leaves the last good one.
const fresh = join(cache, "dist");
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
copyNamedFiles(css, fresh);
writeFileSync(join(fresh, "portal.css"), css);
rmSync(dist, { recursive: true, force: true });
renameSync(fresh, dist);
stamp("built", sources);
console.log(`Built portal.css, ${Math.round(css.length / 1024)} KB.`);
