// Makes dist/ from the sources: both Prisma clients (when the schema changed) and two bundles, main and cli.
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { generateClients } from './generate.mjs';

generateClients();
const { metafile } = await build({
  // The stand-in is the demo's: the bot loads it by name, and only where nothing is configured.
  entryPoints: { main: 'src/main.ts', cli: 'src/cli.ts', 'conta-azul-stand-in': 'adapters/conta-azul/stand-in/demo.ts' },
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
  logLevel: 'warning',
});
chmodSync('dist/cli.js', 0o755);
// What makes `npx carteira` work: npm runs a package's own `bin` only after installing the package into its cache.
mkdirSync('node_modules/.bin', { recursive: true });
if (process.platform === 'win32') writeFileSync('node_modules/.bin/carteira.cmd', '@node "%~dp0\\..\\..\\dist\\cli.js" %*\r\n');
else {
  rmSync('node_modules/.bin/carteira', { force: true });
  symlinkSync('../../dist/cli.js', 'node_modules/.bin/carteira');
}
// Shared pieces carry the hash of their content in their names: those of the build before are of no more use.
const made = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
if (existsSync('dist')) for (const name of readdirSync('dist')) if (!made.has(name)) rmSync(`dist/${name}`, { recursive: true });
