// The console's page: its script, made from adapters/console/browser/ into the folder that the console serves.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the console serves as its page's script. */
export const pageScript = 'adapters/console/assets/app.js';

/** Makes the script; gives the files that it was made of. */
export async function buildPage() {
  const { build } = await import('esbuild');
  const { metafile, outputFiles } = await build({
    entryPoints: ['adapters/console/browser/app.tsx'],
    outfile: pageScript,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const [{ text }] = outputFiles;
  // Several processes may do this at once, and others read it meanwhile: it is there whole or not at all.
  if (!existsSync(pageScript) || readFileSync(pageScript, 'utf8') !== text) {
    mkdirSync(dirname(pageScript), { recursive: true });
    const made = `${pageScript}.${process.pid}`;
    writeFileSync(made, text);
    renameSync(made, pageScript);
  }
  return Object.keys(metafile.inputs);
}

if (process.argv[1] === import.meta.filename) await buildPage();
