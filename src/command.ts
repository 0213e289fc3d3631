import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

function find(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  const file = join(folder, 'dist', 'cli.js');
  const near = relative(process.cwd(), file);
  const path = near.startsWith('..') ? file : near;
  return `node ${/\s/.test(path) ? `"${path}"` : path}`;
}

/**
 * How this very program's command line is called from the folder the process runs in. Never by the name `carteira` through npx, npm
 * exec, pnpm dlx or yarn dlx: on the public registry that name is somebody else's, and they would run theirs.
 */
export const command: string = find();
