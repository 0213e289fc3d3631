import { openData } from '../../src/data/client.ts';
import { createSecret } from '../../src/data/secret.ts';
import { contextOf } from '../../src/firms/context.ts';
import { UserError } from '../../src/kit/errors.ts';
import { createRegistry } from '../../src/kit/registry.ts';
import { contract } from '../../src/licenses/service/license.ts';
import { words } from '../../src/words/index.ts';

// Another process on the same database, in which many contract at once: `URL FIRM CLIENT,CLIENT,…`. Says what each was told.
const [url = '', firmId = '', clients = ''] = process.argv.slice(2);
const data = openData(url, { connections: 8 });
const house = { data, secret: createSecret('s'), publicUrl: '', registry: createRegistry([], []), log: console };
const firm = { id: firmId, name: '', timeZone: 'America/Sao_Paulo', version: 0 };
const wish = {
  plan: 'Controle I',
  payer: 'firm',
  recurrence: 'yearly',
  startsOn: '2026-11-16',
  autoRenew: true,
} as const;

/** Tries as a person would: who is told that there is too much going on and nothing was changed, tries again. */
async function attempt(id: string): Promise<string> {
  for (;;) {
    const ctx = contextOf(house, {
      firm,
      actor: { kind: 'system', id },
      from: 'test',
      now: new Date('2026-11-16T15:00:00Z'),
    });
    try {
      await contract(ctx, id, wish);
      return 'contracted';
    } catch (error) {
      if (!(error instanceof UserError)) return String(error);
      if (error.code !== 'busy') return `${error.code}: ${error.say(words['pt-BR'])}`;
    }
  }
}

const answers = await Promise.all(clients.split(',').map(attempt));
await data.close();
console.log(JSON.stringify(answers));
