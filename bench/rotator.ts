// A process that renews the tokens of Slack's workspaces: `node --import tsx bench/rotator.ts DATABASE_URL SLACK_API_URL AHEAD_MS`. Says when it is
// ready, begins with the first line that it reads, and says how many it took.
import { once } from 'node:events';
import { createRefresh } from '../adapters/slack/install.ts';
import { openData } from '../src/data/client.ts';
import { createSecret } from '../src/data/secret.ts';
import { rotate } from '../src/installs/service/rotate.ts';
import { createRegistry } from '../src/kit/registry.ts';
import { words } from '../src/words/index.ts';
import { rotationSecret, rotationSlack } from './soak-rotation.ts';

const [databaseUrl = '', apiUrl = '', ahead = '0'] = process.argv.slice(2);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const data = openData(databaseUrl, { connections: 20, patience: 30_000 });
const registry = createRegistry([], Object.values(words));
const house = { data, secret: createSecret(rotationSecret), publicUrl: 'http://localhost:3000', registry, log };
const refresh = createRefresh({ ...rotationSlack, apiUrl, log });
await data.db.installation.count();
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const took = await rotate(house, () => new Date(Date.now() + Number(ahead)), 'slack', refresh);
process.stdout.write(`${took}\n`);
await data.close();
process.exit(0);
