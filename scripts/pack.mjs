// `npm run pack -- FOLDER`: what a server or an image needs to run, and nothing else. It is copied from what is installed and built
// here, so nothing is downloaded; FOLDER then runs with `node dist/main.js`.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const [target, ...more] = process.argv.slice(2);
if (!target || more.length > 0) throw new Error('usage: npm run pack -- FOLDER');
const folder = resolve(target);
const isEmpty = !existsSync(folder) || readdirSync(folder).length === 0;
if (!isEmpty && !existsSync(join(folder, 'dist', 'main.js'))) throw new Error(`${folder} holds something else`);
if (!existsSync('dist/main.js')) throw new Error('there is no build in dist/: npm run build');

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Never run: types, sources of native code and of maps, what is written for people who read code. */
const waste = /\.(map|d\.[cm]?ts|[cm]?ts|tsx|flow|md|markdown|cc|cpp|c|h|gyp|gypi|o|a|tsbuildinfo)$/i;
const isLicence = (name) => /^(licen[cs]e|notice|copying)/i.test(name);

/** Of packages that bring much for others, the files that we run. */
const only = {
  'better-sqlite3': /^(package\.json|lib\/|build\/Release\/better_sqlite3\.node$)/,
  '@prisma/client':
    /^(package\.json|runtime\/(client|index-browser)\.m?js$|runtime\/query_compiler_fast_bg\.(sqlite|postgresql)(\.wasm-base64)?\.m?js$)/,
  '@expo-google-fonts/inter': /^(package\.json|(400Regular|600SemiBold)\/.*\.ttf$)/,
  '@e965/xlsx': /^(package\.json|xlsx\.js|dist\/cpexcel\.js)$/,
  // Of Prometheus' library: two megabytes of it are the data of its tests.
  bintrees: /^(package\.json|index\.js|lib\/.*\.js)$/,
};

/** Of what comes compiled in several ways, the one that Node.js loads. */
const compiled = /^(package\.json|dist-cjs\/(?!.*\.(browser|native)\.js$).*\.js$)/;
/** The same thing in three kinds of builds: Node takes the first. */
const openTelemetry = /^(package\.json|build\/src\/.*\.js$|dist\/(?!experimental|index-incubating).*\.cjs$)/;
const wantedOf = (name) => {
  if (/^@(aws-sdk|smithy)\//.test(name)) return compiled;
  return only[name] ?? (name.startsWith('@opentelemetry/') ? openTelemetry : undefined);
};

/** A package's folder as Node finds it from another's. */
function find(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const there = join(at, 'node_modules', name);
    if (existsSync(join(there, 'package.json'))) return there;
    if (at === dirname(at)) return undefined;
  }
}

/** Every package that runs, by its folder: what ours needs, and what those need. */
function packages() {
  const found = new Set();
  const add = (name, from, isNeeded) => {
    if (name.startsWith('@types/')) return;
    const there = find(name, from);
    if (!there && isNeeded) throw new Error(`${name} is not installed`);
    if (!there || found.has(there)) return;
    found.add(there);
    const { dependencies = {}, optionalDependencies = {} } = read(join(there, 'package.json'));
    for (const each of Object.keys(dependencies)) add(each, there, !(each in optionalDependencies));
    for (const each of Object.keys(optionalDependencies)) add(each, there, false);
  };
  for (const each of Object.keys(read('package.json').dependencies)) add(each, process.cwd(), true);
  return [...found].sort();
}

function copyPackage(from) {
  const place = relative(process.cwd(), from);
  const { name } = read(join(from, 'package.json'));
  const wanted = wantedOf(name);
  cpSync(from, join(folder, place), {
    recursive: true,
    dereference: true,
    filter: (path) => {
      const inside = relative(from, path).split(sep).join('/');
      const last = inside.split('/').at(-1);
      // Packages within packages are named on their own.
      if (inside === 'node_modules' || last === '.bin') return false;
      if (!inside || readdirIfFolder(path)) return true;
      if (isLicence(last)) return true;
      return wanted ? wanted.test(inside) : !waste.test(inside);
    },
  });
}

const readdirIfFolder = (path) => {
  try {
    return readdirSync(path);
  } catch {
    return undefined;
  }
};

/** Folders in which nothing was wanted. */
function removeEmpty(path) {
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) removeEmpty(join(path, entry.name));
  if (readdirSync(path).length === 0) rmSync(path, { recursive: true });
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const copy = (path) => cpSync(path, join(folder, path), { recursive: true });
// Older pieces are for processes that run while a build takes their place: nobody runs this one yet.
for (const name of read('dist/build.json').pieces) copy(join('dist', name));
copy('prisma/migrations');
copy('LICENSE');
for (const name of readdirSync('adapters')) {
  const assets = join('adapters', name, 'assets');
  if (existsSync(assets)) copy(assets);
}
for (const each of packages()) copyPackage(each);
removeEmpty(join(folder, 'node_modules'));
const { name, version, description, license, type, engines, dependencies, scripts: all } = read('package.json');
const scripts = { start: all.start };
const about = { name, version, description, license, private: true, type, engines, scripts, dependencies };
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(about, null, 2)}\n`);
