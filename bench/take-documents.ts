// A process that takes documents, for bench/soak-documents.ts: `take-documents.ts DATABASE DATA_DIR API MOST SLOTS`.

import { companyLimit } from '../adapters/conta-azul/budget.ts';
import { createContaAzul } from '../adapters/conta-azul/client.ts';
import { AccountError } from '../src/accounts/schema.ts';
import { booksOf } from '../src/accounts/service/books.ts';
import { turnsOf } from '../src/accounts/service/turns.ts';
import { registry } from '../src/core.ts';
import { openData } from '../src/data/client.ts';
import { folderFiles } from '../src/data/files/folder.ts';
import { createSecret } from '../src/data/secret.ts';
import { createWorker } from '../src/documents/service/worker.ts';

const [url = '', dataDir = '', apiUrl = '', faster = '1', slots = '16'] = process.argv.slice(2);
const clock = () => new Date();
const say = (fields: object, message: string) =>
  void process.stderr.write(
    `${message} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? value.stack : value))}\n`,
  );
const log = { info: () => undefined, warn: () => undefined, error: say };
const data = openData(url, { connections: 5 });
const provider = createContaAzul({
  name: 'Conta Azul (simulador)',
  clientId: 'stand-in',
  clientSecret: 'stand-in-secret',
  authorizeUrl: `${apiUrl}/#/oauth/authorize`,
  tokenUrl: `${apiUrl}/oauth/token`,
  apiUrl,
  redirectUri: 'http://localhost/callback',
  pkce: true,
  fail: (code, more) => new AccountError(code, more),
  log,
  limit: { ...companyLimit, most: companyLimit.most * Number(faster) },
  turns: turnsOf(data),
});
const files = folderFiles(dataDir);
const secret = createSecret('a secret of at least thirty-two characters');
const house = { data, secret, publicUrl: 'http://localhost:3000', registry, log, provider, files };
const worker = createWorker({
  house,
  files,
  books: booksOf,
  clock,
  slots: Number(slots),
  life: 4000,
  beat: 1000,
  poll: 100,
});
worker.start();
process.stdout.write('ready\n');
