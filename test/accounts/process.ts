import { accessOf } from '../../src/accounts/service/tokens.ts';
import { openData } from '../../src/data/client.ts';
import { contextOf } from '../../src/firms/context.ts';
import { createRegistry } from '../../src/kit/registry.ts';
import { providerAt } from '../adapters/conta-azul/provider.ts';
import { quiet, testSecret } from '../house.ts';

// Another process that wants a token: `DATABASE STAND-IN FIRM GRANT NOW`. Says that it is ready, waits for a word, and says what it got.
const [url = '', standIn = '', firmId = '', grantId = '', now = ''] = process.argv.slice(2);

const data = openData(url);
const provider = providerAt(standIn);
const ctx = contextOf(
  { data, secret: testSecret, publicUrl: '', provider, registry: createRegistry([], []), log: quiet },
  {
    firm: { id: firmId, name: '', timeZone: 'UTC', version: 0 },
    actor: { kind: 'system', id: 'test' },
    from: 'test',
    now: new Date(now),
  },
);
console.log('ready');
await new Promise((resolve) => process.stdin.once('data', resolve));
console.log(await accessOf(ctx, provider, grantId).catch(String));
await data.close();
process.exit();
