import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCore, registry } from '../../src/core.ts';
import type { Data } from '../../src/data/client.ts';
import { folderFiles } from '../../src/data/files/folder.ts';
import { guideOf } from '../../src/demo/reads.ts';
import { cast, declinedBecause, sampleClients } from '../../src/demo/schema.ts';
import { liveDemo } from '../../src/demo/service/past.ts';
import { createDemo } from '../../src/demo/service.ts';
import { storedMails } from '../../src/jobs/reads.ts';
import { addDays, dayAt } from '../../src/kit/days.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { locales } from '../../src/kit/words.ts';
import { words } from '../../src/words/index.ts';
import { letters, parts, portalOf, tokenTo } from '../connections/fixture.ts';
import { databases, type TestDatabase } from '../database.ts';
import { acts, button, type Person, person, quiet, shown, testNow, testSecret } from '../house.ts';

const zone = 'America/Sao_Paulo';
const dataDir = mkdtempSync(join(tmpdir(), 'carteira-demo-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function play(data: Data, now: Date) {
  await createDemo(data, now, dayAt(now, zone));
  await liveDemo(parts(data), folderFiles(dataDir), now);
  const publicUrl = 'http://localhost:3000';
  const core = createCore({
    data,
    secret: testSecret,
    publicUrl,
    files: folderFiles(dataDir),
    clock: () => now,
    limit: () => 0,
    log: quiet,
  });
  const members = await data.db.member.findMany({ orderBy: { id: 'asc' } });
  const [admin, ...analysts] = members.map(({ id }) =>
    person(core, { platform: 'console', workspace: 'console', user: id }, id),
  );
  return { admin: admin!, analysts };
}

const nameOf = (document: string) => sampleClients.find((each) => each.document === document)!.name;

/** What a portfolio tells by a number, and the act that opens those behind it. */
const told: readonly (readonly [string, RegExp])[] = [
  ['Vencidos', /([\d.]+) vencidos?/],
  ['Vencem em 7 dias', /([\d.]+) vencem? em 7 dias/],
  ...([15, 30, 60] as const).map(
    (days) => [`Vencem em ${days} dias`, new RegExp(`([\\d.]+) em ${days} dias`)] as const,
  ),
  ['Pedidos recebidos', /([\d.]+) pedidos? esperam? você/],
  ['Convites enviados', /([\d.]+) convites? enviados?/],
  ['Nunca exportados', /([\d.]+) nunca exportados?/],
  ['Há mais de 60 dias', /([\d.]+) há mais de 60 dias/],
  ...['Pagos pelo cliente', 'Pagos pelo escritório', 'Sem plano'].map(
    (payer) => [payer, new RegExp(`${payer} ([\\d.]+)`)] as const,
  ),
];

/** Every number of an answer that can be opened, with the answer to it. */
async function pressed(who: Person, view: SealedView): Promise<{ label: string; count: number; answer: SealedView }[]> {
  const all = [];
  for (const { label, press } of acts(view)) {
    const [, number] = told.find(([each]) => each === label)?.[1].exec(shown(view)) ?? [];
    if (number && press) all.push({ label, count: Number(number), answer: await who.press(press) });
  }
  return all;
}

/** How many a list says that it holds. */
const total = (view: SealedView): number => {
  const captions = view.blocks.flatMap((block) => (block.kind === 'table' ? [block.caption] : []));
  const said = /(\d+) clientes?/.exec(shown(view))?.[1];
  return Number(said ?? /\d+/.exec(captions.find((each) => /\d/.test(each)) ?? shown(view))?.[0]);
};

describe.each(databases)('the demo, on $provider', ({ open }) => {
  let database: TestDatabase;
  let data: Data;
  let admin: Person;
  let analysts: Person[];
  beforeAll(async () => {
    database = await open();
    data = database.data;
    ({ admin, analysts } = await play(data, testNow));
  });
  afterAll(() => database.drop());
  const today = dayAt(testNow, zone);
  const requests = (where: object) => data.db.connectionRequest.findMany({ where });

  it('says the same number everywhere: each that can be pressed leads to as many', async () => {
    for (const who of [admin, ...analysts]) {
      const ways = await pressed(who, await who.type('/carteira'));
      expect(ways.length).toBeGreaterThan(5);
      expect(ways.map(({ label, answer }) => [label, total(answer)])).toEqual(
        ways.map(({ label, count }) => [label, count]),
      );
    }
  });

  it('has a request that waits, two invitations, a yes of yesterday and a no with its reason', async () => {
    expect(shown(await admin.type('/conexoes'))).toMatch(new RegExp(`^1 pedido aguarda[\\s\\S]*${nameOf(cast.asks)}`));
    const sent = shown(await admin.type('/conexoes ver:enviados'));
    for (const document of [cast.invited, cast.lastDay]) expect(sent).toContain(nameOf(document));
    const [last] = await requests({ document: cast.lastDay });
    expect(dayAt(last!.expiresAt, zone)).toBe(today);
    expect(last!.expiresAt > testNow).toBe(true);
    expect(last!.reminders).toBe(3);
    const [yes] = await requests({ document: cast.accepted, state: 'accepted' });
    expect(dayAt(yes!.decidedAt!, zone)).toBe(addDays(today, -1));
    expect(await requests({ document: cast.declined, state: 'declined' })).toMatchObject([
      { reason: declinedBecause, decidedFrom: 'portal' },
    ]);
    // What the portfolio shows of a client, a request stands behind.
    const waiting = await data.db.client.findMany({
      where: { situation: { in: ['requested', 'invited'] } },
      include: { requests: true },
    });
    expect(waiting.map((client) => client.requests.filter(({ state }) => state === 'pending').length)).toEqual([
      1, 1, 1,
    ]);
    expect(await data.db.consent.count()).toBe(2);
  });

  it('has a plan that ends today and others that have, analysts with clients, papers, and a digest in the channel', async () => {
    expect(await data.db.client.findMany({ where: { expiresOn: today } })).toMatchObject([
      { document: cast.expires, autoRenew: false },
    ]);
    expect(await data.db.license.count({ where: { state: 'expired' } })).toBe(2);
    for (const analyst of analysts)
      expect(await data.db.client.count({ where: { analystId: analyst.memberId } })).toBeGreaterThan(5);
    const sender = await data.db.client.findFirstOrThrow({
      where: { document: cast.sends },
      include: { documentsIn: true },
    });
    expect(sender.documentsIn.map(({ name, type }) => [name, type])).toEqual([
      ['Comprovante de aluguel.pdf', 'application/pdf'],
      ['Nota do diesel.pdf', 'application/pdf'],
    ]);
    const posts = await data.db.outbox.findMany({
      where: { kind: { in: ['digest.post', 'card.post'] } },
      orderBy: { dueAt: 'asc' },
    });
    // The invitations of the last weeks, the digest of eight o'clock, and who asked since.
    expect(posts.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'card.post pending',
      'card.post pending',
      'digest.post pending',
      'card.post pending',
    ]);
    expect(posts[2]!.dueAt.toISOString()).toBe('2026-11-16T11:00:00.000Z');
  });

  it('has the letters of all that in the mailbox, on their days, and sends none of them', async () => {
    expect(await data.db.outbox.count({ where: { kind: 'mail', state: { not: 'sent' } } })).toBe(0);
    const mails = await storedMails(data, testSecret, 'Carteira <carteira@localhost>');
    expect(mails.length).toBeGreaterThan(8);
    expect(mails.every(({ at }) => at < testNow)).toBe(true);
    const toClients = mails.filter(({ to }) => sampleClients.some(({ email }) => email === to));
    expect(toClients.length).toBeGreaterThan(6);
    for (const { subject, fromName } of toClients)
      expect([subject, fromName]).toEqual([subject, 'Horizonte Contábil (via Carteira)']);
  });

  it('happens once, and what a kill cut short is taken up again', async () => {
    const counts = async () =>
      Promise.all([
        data.db.connectionRequest.count(),
        data.db.outbox.count(),
        data.db.documentIn.count(),
        data.db.schedule.count(),
        data.db.consent.count(),
        data.db.link.count(),
      ]);
    const before = await counts();
    await liveDemo(parts(data), folderFiles(dataDir), testNow);
    expect(await counts()).toEqual(before);
    await data.db.audit.deleteMany({ where: { verb: 'demo.lived' } });
    await liveDemo(parts(data), folderFiles(dataDir), testNow);
    expect(await counts()).toEqual(before);
  });

  it('every example of the help finds whom it names', async () => {
    for (const locale of locales) {
      const w = words[locale];
      const examples = [...registry.commands.values()].flatMap((each) =>
        each.examples(w).map(({ typed }) => `/${each.name} ${typed}`.trim()),
      );
      for (const text of examples) {
        const [, command = '', rest = ''] = /^\/(\S+)\s*([\s\S]*)$/.exec(text)!;
        const outcome = await admin.ask({ kind: 'typed', command, text: rest });
        const said = outcome.kind === 'view' ? shown(outcome.view) : '';
        expect(`${text}: ${said}`).not.toMatch(/não encontr|not found|no client|nenhum cliente/i);
      }
    }
  });

  it('shows the first steps, and each ticks itself off', async () => {
    const done = async () => (await guideOf(data, words['pt-BR'], testNow, '/mailbox')).map((step) => step.done);
    const steps = await guideOf(data, words['pt-BR'], testNow, '/mailbox');
    expect(steps.map(({ label }) => label)).toEqual([
      'Aceite o pedido de Restaurante Sabor da Serra',
      'Veja o que o cliente vê: aceite o convite de Tecelagem Fio de Ouro',
      'Renove o plano de Padaria Pão de Açúcar da Vila, que vence hoje',
      'Baixe os documentos do mês de Transportadora Rota Sul S.A.',
    ]);
    expect(await done()).toEqual([false, false, false, false]);
    const mail = await data.db.outbox.findUniqueOrThrow({ where: { id: steps[1]!.href!.split('/').at(-1)! } });
    expect((await letters(data)).find(({ key }) => key === mail.key)).toMatchObject({
      to: 'financeiro@tecelagemfio.com.br',
    });
    // Without a mailbox nobody is sent there.
    expect((await guideOf(data, words['pt-BR'], testNow, undefined)).map(({ name }) => name)).toEqual([
      'accept',
      'renew',
      'documents',
    ]);

    const [asked] = await requests({ document: cast.asks });
    await admin.press(button(await admin.press('connections.open', [asked!.id]), 'Aceitar'));
    expect(await done()).toEqual([true, false, false, false]);
    const token = await tokenTo(data, 'financeiro@tecelagemfio.com.br');
    await portalOf(data).accept(
      token,
      'pt-BR',
      { agree: 'on', name: 'Tecelagem' },
      { ip: '127.0.0.1', userAgent: 'test' },
    );
    expect(await done()).toEqual([true, true, false, false]);
  });
});

describe('the demo at another time', () => {
  let database: TestDatabase;
  afterEach(() => database.drop());

  it.each([
    ['before eight on a Monday', '2026-11-16T09:10:00Z', '2026-11-13T11:00:00.000Z'],
    // The Friday before is a holiday.
    ['late on a Sunday', '2026-11-23T02:30:00Z', '2026-11-19T11:00:00.000Z'],
    ['on the last day of a leap February', '2028-02-29T15:00:00Z', '2028-02-29T11:00:00.000Z'],
  ])('%s', async (_, at, slot) => {
    const now = new Date(at);
    database = await databases[0]!.open();
    const { data } = database;
    const { admin } = await play(data, now);
    const ways = await pressed(admin, await admin.type('/carteira'));
    expect(ways.map(({ label, answer }) => [label, total(answer)])).toEqual(
      ways.map(({ label, count }) => [label, count]),
    );
    const pending = await data.db.connectionRequest.findMany({ where: { state: 'pending' } });
    expect(pending.filter(({ expiresAt }) => expiresAt > now)).toHaveLength(3);
    expect(pending.filter(({ createdAt }) => createdAt > now)).toEqual([]);
    expect(await data.db.outbox.findMany({ where: { kind: 'digest.post' } })).toMatchObject([
      { dueAt: new Date(slot) },
    ]);
  });
});
