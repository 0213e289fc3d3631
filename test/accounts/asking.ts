import { companyLimit } from '../../adapters/conta-azul/budget.ts';
import { turnsOf } from '../../src/accounts/service/turns.ts';
import { openData } from '../../src/data/client.ts';
import { providerAt } from '../adapters/conta-azul/provider.ts';

// Another process that asks a company as much as it may, twelve at a time: `DATABASE STAND-IN COMPANY TOKEN COUNT URGENT`. Says when it
// begins, and how long it took.
const [url = '', standIn = '', companyId = '', token = '', count = '0', urgent = ''] = process.argv.slice(2);

const data = openData(url, { connections: 2 });
const provider = providerAt(standIn, { limit: companyLimit, turns: turnsOf(data) });
const books = provider.books({ companyId, urgent: urgent === 'urgent', access: async () => token });
// Its connections stand before it begins.
await books.company();
console.log('ready');
await new Promise((resolve) => process.stdin.once('data', resolve));
const started = performance.now();
let left = Number(count);
const one = async () => {
  while (left-- > 0) await books.company();
};
await Promise.all(Array.from({ length: 12 }, one));
console.log(String(Math.round(performance.now() - started)));
await data.close();
process.exit();
