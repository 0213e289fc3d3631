import { once } from 'node:events';
import { createCore } from '../../src/core.ts';
import { openData } from '../../src/data/client.ts';
import type { PlatformName } from '../../src/kit/incoming.ts';
import { person, quiet, shown, testNow, testSecret } from '../house.ts';

// One of several processes on one database: says "ready", and at the first word from outside presses for everybody it was given:
// `racer.ts URL REQUEST PLATFORM:USER …`. Says what each of them read, as one line of JSON.
const [url = '', request = '', ...who] = process.argv.slice(2);

const data = openData(url, { connections: 4 });
const core = createCore({
  data,
  secret: testSecret,
  publicUrl: 'http://localhost:3000',
  clock: () => testNow,
  log: quiet,
});
const people = who.map((each) => {
  const [platform, user = ''] = each.split(':') as [PlatformName, string];
  return person(core, { platform, workspace: 'W', user });
});
await data.db.firm.count();
console.log('ready');
await once(process.stdin, 'data');
const answers = await Promise.all(
  people.map((each, n) =>
    n % 3 === 0
      ? each.ask({ kind: 'submit', id: `connections.declineForm|${request}`, fields: { reason: 'não' } })
      : each.ask({ kind: 'press', id: `connections.accept|${request}` }),
  ),
);
console.log(JSON.stringify(answers.map((answer) => (answer.kind === 'view' ? shown(answer.view) : answer.kind))));
await data.close();
process.exit(0);
