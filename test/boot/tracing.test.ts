import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { statementName } from '../../src/boot/tracing/statement.ts';
import { openTracing } from '../../src/boot/tracing.ts';
import { start } from '../../src/boot.ts';
import { readConfig } from '../../src/config.ts';
import { registry } from '../../src/core.ts';
import { newId } from '../../src/data/id.ts';
import { words } from '../../src/words/index.ts';
import { databases } from '../database.ts';
import { createPerson } from '../fakes/slack/person.ts';
import { botToken, startFakeSlack } from '../fakes/slack/server.ts';
import { overHttp, signingSecret } from '../fakes/slack/transport.ts';
import { product } from '../habits/sources.ts';
import { testNow } from '../house.ts';
import { secretsIn } from '../logs.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}
interface Span {
  name: string;
  spanId: string;
  parentSpanId?: string;
  traceId: string;
  kind: number;
  attributes: Attribute[];
  events: unknown[];
  status: object;
}

/** Where traces are collected: what the protocol's own library sends, as it arrives. */
async function startCollector() {
  const spans: Span[] = [];
  const services = new Set<string>();
  const paths = new Set<string>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    paths.add(request.url ?? '');
    for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
      for (const { key, value } of resource.attributes) if (key === 'service.name') services.add(value.stringValue);
      for (const scope of scopeSpans) spans.push(...scope.spans);
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((there) => server.listen(0, '127.0.0.1', there));
  const stop = () => new Promise((over) => server.close(over));
  return { spans, services, paths, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

/** Every attribute that a span may have; what they hold is looked at as a log line is. */
const known = new Set([
  'http.request.method',
  'http.route',
  'http.response.status_code',
  'server.address',
  'db.operation.name',
  'db.collection.name',
  'carteira.platform',
  'carteira.asked',
  'carteira.answer',
  'carteira.delivered',
  'error.type',
]);
const client = { name: 'Padaria Santa Luzia', document: '11222333000181', email: 'luzia@padaria.com.br' };

describe.each(databases)('traces of a bot on $provider', ({ open }) => {
  it('lead from a request through dispatch to the database and to the platform, and tell of nobody', {
    timeout: 60_000,
  }, async () => {
    const database = await open();
    const { db } = database.data;
    const [firmId, memberId] = [newId(), newId()];
    const seat = { firmId, platform: 'slack', workspace: 'T0000001', createdAt: testNow };
    await db.firm.create({ data: { id: firmId, name: 'Aurora', createdAt: testNow } });
    await db.workspace.create({ data: { id: newId(), ...seat, channel: 'C0000001' } });
    await db.member.create({ data: { id: memberId, firmId, name: 'Ana', role: 'admin', createdAt: testNow } });
    await db.chatIdentity.create({ data: { id: newId(), memberId, user: 'U0000001', ...seat } });
    const stamps = { createdAt: testNow, updatedAt: testNow };
    const keys = { nameKey: client.name.toLowerCase(), searchKey: client.name.toLowerCase() };
    await db.client.create({
      data: { id: newId(), firmId, ...client, ...keys, situation: 'not_connected', ...stamps },
    });
    const slack = await startFakeSlack();
    const collector = await startCollector();
    const config = readConfig({
      DATABASE_URL: database.url,
      APP_SECRET: 's'.repeat(32),
      PORT: '0',
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    });
    const bot = (await start(config, { log, w: words.en, say: (line) => expect.unreachable(line) }))!;
    const base = `http://127.0.0.1:${bot.port}`;
    const person = createPerson(slack, overHttp(`${base}/slack/events`));
    await person.command('cliente', client.document);
    await person.command('convidar', `email:${client.email} ${client.name}`);
    await person.command('clientes', 'padaria');
    for (const path of ['/readyz', '/connect/a-token-nobody-may-see', '/nowhere/11222333000181', '/support'])
      await fetch(base + path);
    await bot.stop();
    await slack.stop();
    await collector.stop();
    await database.drop();

    const { spans } = collector;
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const above = ({ name, parentSpanId }: Span): string[] =>
      parentSpanId ? [...above(byId.get(parentSpanId)!), name] : [name];
    const ways = spans.map((span) => above(span).join(' > '));
    expect(collector.paths).toEqual(new Set(['/v1/traces']));
    expect(collector.services).toEqual(new Set(['carteira']));
    for (const way of ['POST /slack > dispatch /cliente > SELECT Client', 'GET /support', 'GET'])
      expect(ways).toContain(way);
    const host = new URL(slack.url).host;
    expect(ways.filter((way) => way.startsWith('POST /slack > ') && way.endsWith(`> POST ${host}`))).not.toEqual([]);
    expect(ways.filter((way) => /^clock \w+ > SELECT /.test(way))).not.toEqual([]);
    expect(ways.filter((way) => /readyz|healthz|metrics/.test(way))).toEqual([]);
    // What looks by itself every second, and belongs to nothing, is no trace.
    expect(ways.filter((way) => /^(SELECT|UPDATE|INSERT|COMMIT)/.test(way))).toEqual([]);

    const attributes = spans.flatMap((span) => span.attributes);
    expect([...new Set(attributes.map(({ key }) => key))].filter((key) => !known.has(key))).toEqual([]);
    const text = JSON.stringify(
      spans.map(({ name, attributes, events, status }) => [name, attributes, events, status]),
    );
    expect(secretsIn(text)).toEqual([]);
    for (const secret of [...Object.values(client), 'padaria', 'Aurora', botToken, 'a-token-nobody-may-see', 'nowhere'])
      expect(text).not.toContain(secret);
  });
});

describe('tracing', () => {
  it('has what is sent by itself as a trace of its own, and of an error no word', async () => {
    const platform = createServer((_, response) => response.end('{}'));
    await new Promise<void>((there) => platform.listen(0, '127.0.0.1', there));
    const host = `127.0.0.1:${(platform.address() as AddressInfo).port}`;
    const collector = await startCollector();
    const tracing = openTracing({ to: collector.url, registry });
    const { card, mail } = tracing.senders({
      card: {
        send: async () => {
          await fetch(`http://${host}/webhooks/1/a-token-nobody-may-see`, { method: 'POST' });
          return { ok: true, message: '' };
        },
      },
      mail: {
        send: async () => {
          throw Object.assign(new Error(client.email), { code: 'ECONNREFUSED' });
        },
      },
    });
    const once = { key: 'k' };
    await tracing
      .core({
        plan: () => 'private',
        handle: async () => {
          await card.send({}, once);
          await expect(mail.send({}, once)).rejects.toThrow(client.email);
          return { kind: 'options', options: [] };
        },
      })
      .handle({
        key: 'k',
        place: { platform: 'slack' },
        asked: { kind: 'typed', command: client.email, text: '' },
      } as never);
    await tracing.close();
    await collector.stop();
    await new Promise((over) => platform.close(over));
    const { spans } = collector;
    const of = (name: string) => spans.find((span) => span.name === name)!;
    expect(spans.map(({ name }) => name).sort()).toEqual([`POST ${host}`, 'dispatch typed', 'send card', 'send mail']);
    expect(of(`POST ${host}`).parentSpanId).toBe(of('send card').spanId);
    expect([of('send card').parentSpanId, of('send mail').parentSpanId]).toEqual([undefined, undefined]);
    expect(of('send mail')).toMatchObject({
      status: { code: 2 },
      attributes: [{ key: 'error.type', value: { stringValue: 'ECONNREFUSED' } }],
      events: [],
    });
    expect(JSON.stringify(spans)).not.toContain('a-token-nobody-may-see');
    expect(JSON.stringify(spans)).not.toContain(client.email);
  });

  it('is loaded by nobody who does not ask for it', () => {
    const loading = product.flatMap(({ path, imports }) =>
      imports.filter(({ to, type }) => to.startsWith('@opentelemetry/') && !type).map(() => path),
    );
    expect([...new Set(loading)].sort()).toEqual(['src/boot/tracing.ts', 'src/boot/tracing/calls.ts']);
    const [boot] = product.filter(({ path }) => path === 'src/boot.ts');
    expect(boot!.text).toContain("tracesTo ? (await import('./boot/tracing.ts'))");
    expect(boot!.text).not.toMatch(/^import \{[^}]*\} from '\.\/boot\/tracing/m);
    expect(
      product.filter(({ imports }) => imports.some(({ to }) => to === 'src/boot/tracing.ts')).map(({ path }) => path),
    ).toEqual(['src/boot.ts']);
    expect(readConfig({}).OTEL_EXPORTER_OTLP_ENDPOINT).toBeUndefined();
  });

  it.each([
    ['SELECT `main`.`Client`.`id` FROM `main`.`Client` WHERE 1', 'SELECT', 'Client'],
    ['SELECT "public"."Client"."id" FROM "public"."Client" WHERE 1', 'SELECT', 'Client'],
    ['UPDATE "Outbox" SET "state" = $1', 'UPDATE', 'Outbox'],
    ['INSERT INTO `main`.`Audit` (`id`) VALUES (?)', 'INSERT', 'Audit'],
    ['WITH due AS (SELECT 1) UPDATE "Outbox" SET x = 1', 'SELECT', 'Outbox'],
    ['COMMIT', 'COMMIT', undefined],
    ['', 'STATEMENT', undefined],
  ])('names %s', (sql, operation, table) => {
    expect(statementName(sql)).toEqual({ operation, ...(table && { table }) });
  });
});
