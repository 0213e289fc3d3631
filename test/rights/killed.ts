import { eraseAccount } from '../../src/connections/service/erase.ts';
import { openData } from '../../src/data/client.ts';
import { createSecret } from '../../src/data/secret.ts';
import { contextOf } from '../../src/firms/context.ts';
import { createRegistry } from '../../src/kit/registry.ts';
import { eraseClient } from '../../src/rights/service/client.ts';

// A process that erases, and is killed when all of its n-th transaction is done and nothing of it is kept: `client|account URL FIRM WHO N`.
const [what, url = '', firmId = '', who = '', end = '0'] = process.argv.slice(2);
const data = openData(url);
const secret = createSecret('a secret of at least thirty-two characters');
const now = new Date('2026-11-16T15:00:00Z');
let n = 0;
const db = new Proxy(data.db, {
  get: (of, name) => {
    if (name !== '$transaction') return Reflect.get(of, name) as unknown;
    return (act: (tx: unknown) => Promise<unknown>, ...how: []) =>
      of.$transaction(
        async (tx) => {
          const done = await act(tx);
          if (n++ === Number(end)) process.kill(process.pid, 'SIGKILL');
          return done;
        },
        ...how,
      );
  },
});
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const house = { data: { ...data, db }, secret, publicUrl: '', registry: createRegistry([], []), log: quiet };
const firm = { id: firmId, name: '', timeZone: 'America/Sao_Paulo', version: 0 };
const ctx = contextOf(house, { firm, actor: { kind: 'system', id: 'child' }, from: 'test', now });
await (what === 'client' ? eraseClient(ctx, who) : eraseAccount(house, who, now));
console.log('done');
await data.close();
