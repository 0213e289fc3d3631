// The bot behind a plain wire, for bench/soak-fair.ts: `node --import tsx bench/stream-fair.ts DATABASE_URL DATA_DIR`. A file is what starts with
// "file:" and a path. Prints its port.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { createCore } from '../src/core.ts';
import { openData } from '../src/data/client.ts';
import { folderFiles } from '../src/data/files/folder.ts';
import { createSecret } from '../src/data/secret.ts';
import { growSlowly } from '../src/heap.ts';
import type { FileIn } from '../src/kit/incoming.ts';

growSlowly();
const [databaseUrl = '', dataDir = ''] = process.argv.slice(2);
const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => console.error(fields) };
const core = createCore({
  data: openData(databaseUrl),
  secret: createSecret('a secret of at least thirty-two characters'),
  publicUrl: 'http://localhost:3000',
  files: folderFiles(dataDir),
  limit: () => 0,
  log,
});

const revived = (_: string, value: unknown): unknown => {
  if (typeof value !== 'string' || !value.startsWith('file:')) return value;
  const bytes = readFileSync(value.slice(5));
  return { name: basename(value), size: bytes.byteLength, read: async () => bytes } satisfies FileIn;
};

const server = createServer(async (request, response) => {
  const { key, workspace, user, asked } = JSON.parse(await text(request), revived);
  const place = { platform: 'slack', workspace, user, isAdmin: async () => false } as const;
  response.end(JSON.stringify(await core.handle({ key, place, asked })));
});
// Longer than any pause of whoever asks.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
