// A process that runs what is due at the moments it reads: `node --import tsx bench/tick-digests.ts DATABASE_URL`, a moment a line.
import { createInterface } from 'node:readline';
import { openData } from '../src/data/client.ts';
import { runDue } from '../src/digests/service/run.ts';

const data = openData(process.argv[2] ?? '', { connections: 3 });
const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => console.error(fields) };
for await (const line of createInterface({ input: process.stdin })) {
  await runDue({ data, log }, new Date(line));
  process.stdout.write(`${line}\n`);
}
await data.close();
