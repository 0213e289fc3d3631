import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

/** `npm run soak` lists the long proofs, `npm run soak -- connections 200` runs one; TEST_DATABASE_URL puts it on PostgreSQL, on an empty database. */
const names = readdirSync(import.meta.dirname).flatMap((file) => /^soak-(.+)\.ts$/.exec(file)?.[1] ?? []);
const [name = '', ...args] = process.argv.slice(2);
if (!names.includes(name)) {
  process.stderr.write(`npm run soak -- ${names.join(' | ')}\n`);
  process.exit(1);
}
const program = `${import.meta.dirname}/soak-${name}.ts`;
process.exit(spawnSync(process.execPath, ['--import', 'tsx', program, ...args], { stdio: 'inherit' }).status ?? 1);
