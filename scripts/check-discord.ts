import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { registrationOf } from '../adapters/discord/commands.ts';
import { menuEntries } from '../adapters/discord/shortcuts.ts';
import { registry } from '../src/core.ts';
import { commandList, shortcutList } from '../src/derive/commands.ts';
import type { SealedForm } from '../src/kit/incoming.ts';
import type { SealedView } from '../src/kit/view.ts';
import { scripted, startBot } from '../test/adapters/discord/bot.ts';
import type { Interaction } from '../test/fakes/discord/state.ts';
import { arbitraryForm, arbitraryView } from '../test/views.ts';

/**
 * `npm run check:discord -- FILE [COUNT]`: every payload that the adapter sends, for views and forms of every shape, is held against the
 * OpenAPI document that Discord publishes (discord/discord-api-spec, specs/openapi.json; no part of this project).
 */

const [file, count = '60'] = process.argv.slice(2);
if (!file) {
  process.stderr.write('npm run check:discord -- FILE [COUNT]\n');
  process.exit(1);
}

type Content = Record<string, { schema: object }>;
interface Document {
  paths: Record<string, Record<string, { requestBody?: { content: Content } }>>;
  components: object;
}
const document = JSON.parse(readFileSync(file, 'utf8')) as Document;

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
ajv.addFormat('snowflake', /^(0|[1-9][0-9]*)$/);
ajv.addFormat('nonce', /^.{1,25}$/);
ajv.addFormat('uri', { validate: (text: string) => URL.canParse(text) });
ajv.addFormat('date-time', { validate: (text: string) => !Number.isNaN(Date.parse(text)) });
for (const name of ['int32', 'int64', 'double']) ajv.addFormat(name, { type: 'number', validate: () => true });
// A list of nothing that may stand there says nothing, and is no schema.
const withoutEmpty = (key: string, value: unknown) =>
  key === 'enum' && Array.isArray(value) && value.length === 0 ? undefined : value;
ajv.addSchema({ $id: 'discord', components: JSON.parse(JSON.stringify(document.components, withoutEmpty)) });

/** The document's own path, as a pattern of the paths that are asked. */
const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { requestBody }]) => {
    const schema = requestBody?.content?.['application/json']?.schema;
    if (!schema) return [];
    const pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
    // References lead into the document, which has a name here.
    const named = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"discord#/components')) as object;
    return [{ path, method: method.toUpperCase(), pattern, named }];
  }),
);
/** `@original` has a path of its own, which must not be taken for any message's. */
const routeOf = (method: string, path: string) =>
  routes
    .filter((each) => each.method === method && each.pattern.test(path))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];

const checks = new Map<object, ReturnType<typeof ajv.compile>>();
function checkOf(schema: object): ReturnType<typeof ajv.compile> {
  const check = checks.get(schema) ?? ajv.compile(schema);
  checks.set(schema, check);
  return check;
}

const counts: Record<string, { held: number; refused: number }> = {};
const refused = new Map<string, string>();
function hold(method: string, path: string, body: unknown): void {
  const route = routeOf(method, path);
  const name = route ? `${method} ${route.path}` : `${method} ${path}`;
  counts[name] ??= { held: 0, refused: 0 };
  const there = counts[name];
  const check = route && checkOf(route.named);
  if (check?.(body)) there.held++;
  else {
    there.refused++;
    const [error] = check?.errors ?? [];
    const why = error ? `${error.instancePath} ${error.message}` : 'the document knows no such request';
    refused.set(`${name}: ${why.replace(/\d+/g, 'N')}`, JSON.stringify(body).slice(0, 600));
  }
}

const application = '/applications/1200000000000000001';
// The document has a number where Discord's own pages, and its library, have the same number as text.
const asNumber = (each: { default_member_permissions?: string | null }) =>
  each.default_member_permissions
    ? { ...each, default_member_permissions: Number(each.default_member_permissions) }
    : each;
for (const reach of ['server', 'invited', 'anybody'] as const)
  hold('PUT', reach === 'server' ? `${application}/guilds/1/commands` : `${application}/commands`, [
    ...registrationOf(commandList(registry), reach).map(asNumber),
    ...menuEntries(shortcutList(registry), reach),
  ]);

let view: SealedView = { blocks: [] };
let form: SealedForm | undefined;
let slow = false;
const core = scripted(
  async (asked) => {
    if (asked.kind === 'search')
      return { kind: 'options', options: [{ label: 'Padaria', value: 'p', description: '12.345' }] };
    if (slow) await new Promise((resolve) => setTimeout(resolve, 1600));
    if (asked.kind === 'submit') return { kind: 'view', answers: 'private', view, refused: { form } };
    return asked.kind === 'press' && form ? { kind: 'form', form } : { kind: 'view', answers: 'update', view };
  },
  () => 'update',
);
const bot = await startBot('gateway', core);
const person = bot.person();
const settled = async (sent: Promise<Interaction>) => bot.settled(await sent);
const views = fc.sample(arbitraryView, { numRuns: Number(count), seed: 20261127 });
const forms = fc.sample(arbitraryForm, { numRuns: Number(count), seed: 20261127 });
const button = { kind: 'buttons' as const, buttons: [{ label: 'Abrir', press: 'a.b|1' }] };
const place = { platform: 'discord', workspace: '1100000000000000001', channel: '1100000000000000002' };

for (const [n, each] of views.entries()) {
  view = { ...each, blocks: [...each.blocks, button], files: each.files ?? [] };
  form = undefined;
  slow = n % 20 === 0;
  const { original } = await settled(person.command('lista'));
  slow = false;
  if (!original) throw new Error('nothing stands there');
  await settled(person.press(original, 'a.b|1'));
  form = forms[n]!;
  const opened = await settled(person.press(original, 'a.b|1'));
  const rows = (opened.modal?.components ?? []) as { component?: object }[];
  if (rows.some(({ component }) => component))
    await settled(
      person.submit(
        { ...opened, modal: { ...opened.modal, components: rows.filter(({ component }) => component) } },
        {},
      ),
    );
  await settled(person.type('achar', [{ name: 'quem', value: 'p', focused: true }]));
  for (const address of [place, { ...place, channel: '1000000000000000001', direct: true }]) {
    const sent = await bot.surface.deliver(address, view, { key: `k${n}${address.channel}` });
    if (sent.ok) await bot.surface.deliver({ ...address, message: sent.message }, view, { key: `k${n}` });
  }
}
for (const { method, path, body } of bot.fake.seen)
  if (method !== 'GET' && method !== 'DELETE') hold(method, decodeURIComponent(path), body);
await bot.stop();

console.table(counts);
for (const [why, body] of refused) process.stdout.write(`${why}\n  ${body}\n`);
process.exit(refused.size > 0 ? 1 : 0);
