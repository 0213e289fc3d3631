// Makes dist/ from the sources: both Prisma clients (when the schema changed) and the bundles; and the script of the console's page. `--if-needed`, before a start: only when
// something changed since the last build, and not at all in production, where what builds is not installed.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { buildPage, pageScript } from './page.mjs';

/** What the last build was made of and made: hashes of its inputs, and its pieces. */
const record = 'dist/build.json';
/** Names that never change; all other pieces carry the hash of their content in their names. */
const entries = {
  main: 'src/main.ts',
  cli: 'src/cli.ts',
  // The stand-in is the demo's: the bot loads it by name, and only where nothing is configured.
  'conta-azul-stand-in': 'adapters/conta-azul/stand-in/demo.ts',
};
/** Beside the sources themselves, what changes a build. */
const settings = [
  'scripts/build.mjs',
  'scripts/page.mjs',
  'scripts/generate.mjs',
  'prisma/schema.prisma',
  'package-lock.json',
];

const hashOf = (path) => (existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('base64url') : '');
const isInstalled = (name) => {
  try {
    return Boolean(createRequire(import.meta.url).resolve(name));
  } catch {
    return false;
  }
};

function lastBuild() {
  try {
    return JSON.parse(readFileSync(record, 'utf8'));
  } catch {
    return { inputs: {}, pieces: [] };
  }
}

/** Whether dist/ is what the sources would give. */
function isCurrent({ inputs, pieces }) {
  const paths = Object.keys(inputs);
  const made = [pageScript, ...pieces.map((name) => `dist/${name}`)];
  return (
    paths.length > 0 && made.every((path) => existsSync(path)) && paths.every((path) => hashOf(path) === inputs[path])
  );
}

async function build() {
  const { generateClients } = await import('./generate.mjs');
  const { build: bundle } = await import('esbuild');
  generateClients();
  const page = await buildPage();
  const { metafile, outputFiles } = await bundle({
    entryPoints: entries,
    outdir: 'dist',
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    // A trace needs lines, not texts, and Node keeps every map in memory.
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const before = lastBuild().pieces;
  mkdirSync('dist', { recursive: true });
  // First the pieces that are new under their names, then the entries that lead to them: who starts in between has a whole program.
  const isEntry = ({ path }) => Object.keys(entries).some((name) => basename(path) === `${name}.js`);
  for (const file of [...outputFiles.filter((each) => !isEntry(each)), ...outputFiles.filter(isEntry)]) {
    writeFileSync(`${file.path}.new`, file.contents);
    renameSync(`${file.path}.new`, file.path);
  }
  chmodSync('dist/cli.js', 0o755);
  // What runs now may still load a piece of the build before: those are removed by the build after.
  const pieces = outputFiles.map(({ path }) => basename(path));
  const kept = new Set([...pieces, ...before, basename(record)]);
  for (const name of readdirSync('dist')) if (!kept.has(name)) rmSync(`dist/${name}`, { recursive: true });
  const inputs = [...Object.keys(metafile.inputs), ...page, ...settings].filter(
    (path) => !path.startsWith('src/data/generated/'),
  );
  const made = { inputs: Object.fromEntries(inputs.map((path) => [path, hashOf(path)])), pieces };
  writeFileSync(record, JSON.stringify(made));
}

/** A `carteira` of this folder's own, so that nobody's habit fetches a stranger's package of that name. */
function link() {
  mkdirSync('node_modules/.bin', { recursive: true });
  if (process.platform === 'win32') {
    writeFileSync('node_modules/.bin/carteira.cmd', '@node "%~dp0\\..\\..\\dist\\cli.js" %*\r\n');
    return;
  }
  rmSync('node_modules/.bin/carteira', { force: true });
  symlinkSync('../../dist/cli.js', 'node_modules/.bin/carteira');
}

const ifNeeded = process.argv.includes('--if-needed');
if (process.env.NODE_ENV === 'production' || !isInstalled('esbuild')) {
  // An install without what builds is no failure; a start without a build is.
  if (ifNeeded && !existsSync('dist/main.js')) {
    console.error('There is no build in dist/. Run: npm ci --include=dev && npm run build');
    process.exitCode = 1;
  }
} else if (!ifNeeded || !isCurrent(lastBuild())) {
  await build();
  link();
}
