// `npm run derive`: writes the files that are made from the code. With --check it writes nothing and says which are stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { derivedFiles } from './derived.ts';

const check = process.argv.includes('--check');
const stale = Object.entries(derivedFiles()).filter(
  ([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
);
for (const [path, text] of stale) {
  if (!check) writeFileSync(path, text);
  console.log(check ? `${path} is stale: npm run derive` : `wrote ${path}`);
}
process.exitCode = check && stale.length > 0 ? 1 : 0;
