import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startBot } from '../test/adapters/discord/bot.ts';
import { createSample } from '../test/adapters/sample.ts';
import { signed } from '../test/fakes/discord/person.ts';
import { startBench } from '../test/fakes/slack/driver.ts';
import { post, written } from '../test/fakes/slack/transport.ts';

/**
 * `npm run check:payloads -- FOLDER`: deliveries that others have recorded or written down (clones of vercel/chat, slackapi/java-slack-sdk,
 * discord/discord-api-docs) go through the adapters, each over HTTP and over its socket. Every one is answered, acknowledged as not ours, or
 * refused as malformed; none is silent, none ends in a 5xx or in an error. Nothing of FOLDER is kept, and nothing leaves this machine.
 */

type Json = Record<string, unknown>;
type Way = 'answered' | 'left' | 'malformed' | 'wrong';

const folder = process.argv[2];
if (!folder) {
  process.stderr.write('npm run check:payloads -- FOLDER\n');
  process.exit(1);
}

/** Answers of web APIs and other things that are no deliveries. */
const beside = /\/(samples\/(api|rtm|audit|scim|status|aws)|raw|node_modules|\.git)(\/|$)/;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function* files(at: string): Generator<string> {
  for (const entry of readdirSync(at, { withFileTypes: true })) {
    const path = join(at, entry.name);
    if (beside.test(`${path}/`)) continue;
    if (entry.isDirectory()) yield* files(path);
    else if (/\.(json|mdx?)$/.test(entry.name)) yield path;
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\s*\/\/.*$/gm, ''));
  } catch {
    return undefined;
  }
};

/** What a file holds: itself, or what its keys or its blocks of code hold. */
function candidates(path: string): unknown[] {
  const text = readFileSync(path, 'utf8');
  const roots = /\.json$/.test(path)
    ? [text]
    : [...text.matchAll(/```json[^\n]*\n([\s\S]*?)```/g)].map(([, block]) => block!);
  return roots
    .map(parsed)
    .flatMap((root) => (isObject(root) ? [root, ...Object.values(root)] : Array.isArray(root) ? root : []));
}

const isSlack = (each: Json): boolean =>
  ('event' in each && ('team_id' in each || 'api_app_id' in each)) ||
  ('command' in each && 'team_id' in each) ||
  (typeof each.type === 'string' &&
    'token' in each &&
    ('user' in each || 'view' in each || 'team' in each || 'minute_rate_limited' in each));
const isInteraction = (each: Json): boolean => typeof each.type === 'number' && 'token' in each && 'id' in each;
const isGateway = (each: Json): boolean =>
  isObject(each.data) && typeof each.type === 'string' && each.type.startsWith('GATEWAY_');

/** Samples leave their values empty: the same once more with something in them. */
const filled = (value: unknown): unknown =>
  value === ''
    ? 'T0FILLED1'
    : Array.isArray(value)
      ? value.map(filled)
      : isObject(value)
        ? mapped(value, filled)
        : value;
const mapped = (value: Json, each: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [key, each(one)]));

const counts = new Map<string, Record<Way, number>>();
const wrong: string[] = [];
function count(channel: string, source: string, way: Way, why = ''): void {
  const row = counts.get(channel) ?? { answered: 0, left: 0, malformed: 0, wrong: 0 };
  row[way]++;
  counts.set(channel, row);
  if (way === 'wrong') wrong.push(`${channel}: ${source}: ${why}`);
}

const found = [...files(folder)].flatMap((path) =>
  candidates(path)
    .filter(isObject)
    .map((body) => ({ source: relative(folder, path), body })),
);
const slack = found
  .filter(({ body }) => isSlack(body))
  .flatMap(({ source, body }) => [
    { source, body },
    { source, body: filled(body) as Json },
  ]);
const interactions = found.filter(({ body }) => isInteraction(body));
const events = found.filter(({ body }) => isGateway(body));

for (const mode of ['http', 'socket'] as const) {
  const bench = await startBench(createSample().core, mode);
  for (const { source, body } of slack) {
    // Whatever address it names, answers stay here.
    const id = bench.fake.state.next('R');
    bench.fake.state.responseUrls.set(id, { channel: 'C0000001', user: 'U0000001', uses: 0 });
    const here = `${bench.fake.url}/response/${id}`;
    // What was written stands in a channel, by somebody: both are there.
    const { channel: where, user } = isObject(body.event) ? body.event : {};
    if (typeof where === 'string') bench.fake.state.channels.set(where, { member: true });
    if (typeof user === 'string')
      bench.fake.state.users.set(user, { id: user, name: user, is_admin: false, is_owner: false, locale: 'en-US' });
    const payload: Json = {
      ...body,
      ...('response_url' in body ? { response_url: here } : {}),
      trigger_id: bench.fake.state.next('t'),
    };
    const kind =
      'command' in payload
        ? 'slash_commands'
        : 'event' in payload || payload.type === 'app_rate_limited'
          ? 'events_api'
          : 'interactive';
    const [calls, warned, failed] = [bench.fake.state.calls.length, bench.warnings.length, bench.errors.length];
    let status: number | undefined;
    let said = '';
    if (mode === 'http') {
      const headers = kind === 'events_api' ? { 'content-type': 'application/json' } : undefined;
      const text = kind === 'slash_commands' ? mapped(payload, String) : payload;
      const response = await post(bench.url, written(kind, text), { headers }).catch(() => undefined);
      status = response?.status;
      said = (await response?.text()) ?? '';
    } else {
      const answer = await bench.fake.envelope(kind, payload);
      status = answer === undefined ? undefined : 200;
      said = answer && Object.keys(answer).length > 0 ? 'something' : '';
    }
    await bench.quiet(20);
    const lacks = bench.warnings.slice(warned).some((each) => 'lacks' in each);
    const acted = bench.fake.state.calls
      .slice(calls)
      .some(({ method }) => method !== 'users.info' && method !== 'auth.test');
    const channel = `Slack, ${mode}`;
    if (bench.errors.length > failed) count(channel, source, 'wrong', JSON.stringify(bench.errors.at(-1)));
    else if (status === undefined) count(channel, source, 'wrong', 'silence');
    else if (status === 400 || lacks) count(channel, source, 'malformed');
    else if (status !== 200) count(channel, source, 'wrong', `HTTP ${status}`);
    else count(channel, source, said || acted ? 'answered' : 'left');
  }
  await bench.stop();
}

for (const mode of ['http', 'gateway'] as const) {
  const bot = await startBot(mode, createSample().core);
  for (const { source, body } of interactions) {
    const before = bot.logged.length;
    // Of Discord's own token only the stand-in's is known here: an interaction of its own stands for it.
    const { id, token } = bot.fake.state.open(Number(body.type), '1100000000000000002');
    const payload = { ...body, id, token };
    let way: Way | undefined;
    let why = '';
    if (mode === 'http') {
      const text = JSON.stringify(payload);
      const response = await fetch(bot.endpoint!, {
        method: 'POST',
        headers: signed(text),
        body: text,
        signal: AbortSignal.timeout(5000),
      });
      const said = await response.text();
      way =
        response.status === 400
          ? 'malformed'
          : response.status === 202
            ? 'left'
            : response.status === 200 && said
              ? 'answered'
              : undefined;
      why = `HTTP ${response.status}`;
    } else {
      await bot.fake.gateway.joined();
      bot.fake.gateway.dispatch('INTERACTION_CREATE', payload);
      for (let turns = 0; turns < 200 && !way; turns++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        if (bot.fake.state.interactions.get(id)?.response) way = 'answered';
        else if (bot.logged.slice(before).some(({ fields }) => 'lacks' in fields)) way = 'malformed';
        // A ping comes over HTTP only.
        else if (body.type === 1 || Number(body.type) > 5) way = 'left';
      }
      why = 'silence';
    }
    const error = bot.logged.slice(before).find(({ level }) => level === 'error');
    count(`Discord, ${mode}`, source, error || !way ? 'wrong' : way, error ? JSON.stringify(error) : why);
  }
  if (mode === 'gateway') {
    for (const { source, body } of events) {
      const before = bot.logged.length;
      bot.fake.gateway.dispatch(String(body.type).replace('GATEWAY_', ''), body.data);
      await new Promise((resolve) => setTimeout(resolve, 20));
      const error = bot.logged.slice(before).find(({ level }) => level === 'error');
      count('Discord, events', source, error || !bot.surface.health().ok ? 'wrong' : 'left', JSON.stringify(error));
    }
  }
  await bot.stop();
}

process.stdout.write(
  `${slack.length} of Slack, ${interactions.length} interactions and ${events.length} events of Discord\n`,
);
console.table(Object.fromEntries(counts));
for (const each of wrong) process.stdout.write(`${each.slice(0, 400)}\n`);
process.exit(wrong.length > 0 || slack.length + interactions.length === 0 ? 1 : 0);
