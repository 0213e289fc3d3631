import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trouble } from '../../../adapters/conta-azul/stand-in/server.ts';
import type { Books } from '../../../src/accounts/schema.ts';
import { all, bakery, haulier, type Stand, stand, verifier } from './fixture.ts';

const due = { from: '2026-11-01', to: '2026-11-30' };
const key = '3'.repeat(44);
const id = '00000000-1000-4000-8000-000000000000';
const png = new Uint8Array([137, 80, 78, 71]);

/** Every request that is made, by what asks it and the path it goes to. */
const requests: readonly (readonly [string, RegExp, (books: Books) => Promise<unknown>])[] = [
  ['company', /conta-conectada/, (books) => books.company()],
  ['accounts', /conta-financeira$/, (books) => all(books.moneyAccounts())],
  ['balance', /saldo-atual/, (books) => books.balance(id)],
  ['receivables', /contas-a-receber/, (books) => all(books.receivables({ due }))],
  ['payables', /contas-a-pagar/, (books) => all(books.payables({ due }))],
  ['installment', /parcelas\/[^/]+$/, (books) => books.installment(id)],
  ['settlements', /baixa$/, (books) => books.settlements(id)],
  ['invoices', /notas-fiscais$/, (books) => all(books.goodsInvoices(due))],
  ['invoice', /notas-fiscais\/\d+/, (books) => books.goodsInvoiceFile(key)],
  ['service invoices', /notas-fiscais-servico/, (books) => all(books.serviceInvoices(due))],
  ['categories', /categorias/, (books) => all(books.categories())],
  ['cost centres', /centro-de-custo/, (books) => all(books.costCentres())],
  ['capture', /captura\/documentos$/, (books) => books.capture({ name: 'a.png', type: 'image/png', bytes: png })],
  ['captured', /documentos\/status/, (books) => books.captured([id])],
];

const refusals: readonly (readonly [string, Trouble, object])[] = [
  [
    'of finances',
    { status: 400, body: { code: 400, message: 'A data de início não pode ser posterior à data de fim.' } },
    { code: 'bad_request' },
  ],
  [
    'of invoices',
    { status: 404, body: { error: 'Nenhuma nota fiscal encontrada com a chave informada' } },
    { code: 'not_found' },
  ],
  [
    'of Spring',
    { status: 400, body: { timestamp: 'x', status: 400, error: 'Bad Request', message: 'no', path: '/' } },
    { code: 'bad_request', said: 'no' },
  ],
  [
    'of the gatekeeper',
    { status: 403, body: { descricao_erro: 'x', status_conta: 'BLOQUEADA' } },
    { code: 'blocked', status: 'BLOQUEADA' },
  ],
  [
    'of the gatekeeper after a trial',
    { status: 403, body: { descricao_erro: 'x', status_conta: 'END_TRIAL' } },
    { code: 'trial_ended', status: 'END_TRIAL' },
  ],
  [
    'of a plan nobody has heard of',
    { status: 403, body: { descricao_erro: 'x', status_conta: 'NOVO' } },
    { code: 'blocked', status: 'NOVO' },
  ],
  ['that is no JSON', { status: 404 }, { code: 'not_found' }],
  [
    'with what is wrong by field',
    { status: 422, body: { error: 'x', campos: [{ campo: 'data_inicial', erro: 'x' }] } },
    { code: 'bad_request' },
  ],
  [
    'of a version',
    { status: 409, body: { error: 'Versão informada para o recurso é inválida' } },
    { code: 'bad_request' },
  ],
  ['of rights', { status: 403, body: { error: 'Acesso negado' } }, { code: 'bad_request' }],
  ['of a list', { status: 400, body: ['x'] }, { code: 'bad_request' }],
  ['that leads elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, { code: 'unavailable' }],
];

const gateway = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

/** What may be better a moment later. */
const passing: readonly (readonly [string, Trouble])[] = [
  ['a connection that is cut', 'cut'],
  ['an answer that is cut', 'half'],
  ['a page in the place of an answer', 'notJson'],
  ['a failure', { status: 500, body: { code: 500, message: 'x' } }],
  ['a gateway’s page', { status: 502, html: gateway }],
  ['a pause', { status: 503, html: gateway, headers: { 'retry-after': '0.01' } }],
  ['too much', { status: 429, body: { error: 'x' } }],
  ['too much, and until when', { status: 429, headers: { 'retry-after': '0.01' } }],
  [
    'too much, and until when by the clock',
    { status: 429, headers: { 'retry-after': 'Mon, 16 Nov 2020 15:00:00 GMT' } },
  ],
  ['too much, and nonsense', { status: 429, headers: { 'retry-after': 'soon' } }],
  ['no time for it', { status: 408 }],
];

describe('in trouble', () => {
  let s: Stand;
  let books: Books;
  let refused: (string | undefined)[];
  let plans: string[];
  beforeEach(async () => {
    s = await stand();
    refused = [];
    plans = [];
    const { access } = await s.tokens(bakery.document);
    books = s.provider.books({
      companyId: 'one',
      access: async (before) => {
        refused.push(before);
        return access;
      },
      plan: (status) => void plans.push(status),
    });
  });
  afterEach(() => s.stop());

  it.each(requests)('%s: every shape of a refusal says what is wrong', async (_, path, request) => {
    for (const [, how, error] of refusals) {
      s.fake.trouble(path, how);
      const before = s.fake.requests.length;
      await expect(request(books)).rejects.toMatchObject({ name: 'AccountError', ...error });
      expect(s.fake.requests.length - before).toBe(1);
    }
    expect(plans).toEqual(['BLOQUEADA', 'END_TRIAL', 'NOVO']);
    // A token that is refused is had anew, once.
    s.fake.trouble(path, { status: 401, body: { code: 401, message: 'The Token has expired.' } }, 2);
    await expect(request(books)).rejects.toMatchObject({ code: 'expired' });
    expect(refused.at(-1)).toEqual(expect.any(String));
  });

  it.each(requests.filter(([what]) => what !== 'capture'))(
    '%s: what passes is asked again',
    async (what, path, request) => {
      const settled = async () => request(books).catch((error: { code: string }) => error.code);
      const well = await settled();
      for (const [name, how] of passing) {
        s.fake.trouble(path, how);
        const before = s.fake.requests.filter((each) => path.test(each.path)).length;
        expect(await settled(), `${what}: ${name}`).toEqual(well);
        expect(
          s.fake.requests.filter((each) => path.test(each.path)).length - before,
          `${what}: ${name}`,
        ).toBeGreaterThan(1);
      }
      s.fake.trouble(path, 'notJson', 4);
      await expect(request(books)).rejects.toMatchObject({ code: 'unavailable' });
      s.fake.trouble(path, { status: 429, headers: { 'retry-after': '0.01' } }, 8);
      await expect(request(books)).rejects.toMatchObject({ code: 'rate_limited' });
    },
  );

  it.each(requests)(
    '%s: an answer of another shape is told at once, and never asked for again',
    async (what, path, request) => {
      for (const body of ['x', 7, [[]], { itens: 'x' }]) {
        // An object in which nothing of it stands is one in which everything is absent; a list of nothing is a list.
        if (what === 'balance' && !Array.isArray(body) && typeof body === 'object') continue;
        s.fake.trouble(path, { status: 200, body });
        const before = s.fake.requests.length;
        const answer = await request(books).catch((error: { code: string }) => error.code);
        const asked = s.fake.requests.slice(before).map((each) => each.query);
        expect(new Set(asked).size, what).toBe(asked.length);
        if (!(Array.isArray(body) && Array.isArray(answer)))
          expect(answer, `${what}: ${JSON.stringify(body)}`).toBe('not_understood');
      }
      expect(s.lines.join('\n')).toMatch(/not of a shape that is known/);
    },
  );

  it.each(requests)('%s: a slow answer is not waited for for ever', async (what, path, request) => {
    const impatient = await stand({ timeout: 1000 });
    const { access } = await impatient.tokens(bakery.document);
    const own = impatient.provider.books({ companyId: 'one', access: async () => access });
    const settled = async () => request(own).catch((error: { code: string }) => error.code);
    const well = await settled();
    impatient.fake.trouble(path, { slow: 20_000 });
    // Nobody knows whether a document arrived.
    expect(await settled()).toEqual(what === 'capture' ? 'unavailable' : well);
    await impatient.stop();
  });

  it('a slow answer is not waited for for ever', async () => {
    const impatient = await stand({ timeout: 1000 });
    const quickly = await stand({ timeout: 60 });
    const own = await impatient.books(bakery.document);
    impatient.fake.trouble(/conta-conectada/, { slow: 20_000 });
    expect(await own.company()).toMatchObject({ name: bakery.name });
    quickly.fake.trouble(/conta-conectada/, { slow: 20_000 }, 4);
    const other = quickly.provider.books({ companyId: 'one', access: async () => 'a token' });
    await expect(other.company()).rejects.toMatchObject({ code: 'unavailable' });
    expect(quickly.fake.requests).toHaveLength(4);
    await Promise.all([impatient.stop(), quickly.stop()]);
  });

  it('a document that may have arrived is not sent again', async () => {
    for (const how of ['cut', 'half', 'notJson', { status: 502 }] as const) {
      s.fake.trouble(/captura/, how);
      await expect(books.capture({ name: 'a.png', type: 'image/png', bytes: png })).rejects.toMatchObject({
        code: 'unavailable',
      });
    }
    // One arrived, and its answer was cut short.
    expect(s.fake.state.captures.size).toBe(1);
    s.fake.trouble(/captura/, { status: 429 });
    await books.capture({ name: 'b.png', type: 'image/png', bytes: png });
    expect(s.fake.state.captures.size).toBe(2);
  });

  it('a token that is refused is had anew, once', async () => {
    s.fake.trouble(/conta-conectada/, { status: 401, body: { error: 'The Token has expired.' } });
    expect(await books.company()).toMatchObject({ name: bakery.name });
    expect(refused).toEqual([undefined, expect.any(String)]);
    s.fake.trouble(/saldo/, { status: 401, body: { code: 401, message: 'The Token has expired.' } }, 2);
    await expect(books.balance(id)).rejects.toMatchObject({ code: 'expired' });
  });

  it('a blocked plan is refused on every path, and is over when it is', async () => {
    const company = s.fake.state.companyBy(bakery.document)!;
    company.blocked = 'BLOQUEADA';
    for (const [, , request] of requests)
      await expect(request(books)).rejects.toMatchObject({ code: 'blocked', status: 'BLOQUEADA' });
    company.blocked = undefined;
    await books.company();
    expect(plans.at(-1)).toBe('');
  });

  it('what is called off ends at once, and says whose wish that was', async () => {
    const stop = new AbortController();
    s.fake.trouble(/conta-conectada/, { slow: 20_000 });
    const asked = books.company({ signal: stop.signal });
    const why = new Error('enough');
    await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort(why);
    await expect(asked).rejects.toBe(why);
    await expect(all(books.categories({ signal: stop.signal }))).rejects.toBe(why);
  });

  it('nothing of a client is in the log, however much goes wrong', async () => {
    const { access, refresh } = await s.tokens(haulier.document);
    const own = s.provider.books({ companyId: 'two', access: async () => access });
    const entry = (await all(own.receivables({ due })))[0]!;
    const invoice = (await all(own.goodsInvoices({ from: '2026-10-01', to: '2026-10-31' })))[0]!;
    s.fake.trouble(/./, 'cut', 30);
    await own.company().catch(() => undefined);
    await own.goodsInvoiceFile(invoice.key).catch(() => undefined);
    await own.installment(entry.id).catch(() => undefined);
    await s.provider.refresh(refresh).catch(() => undefined);
    await s.provider.exchange({ code: 'a code', verifier }).catch(() => undefined);
    const log = s.lines.join('\n');
    expect(s.lines.length).toBeGreaterThan(9);
    for (const secret of [
      access,
      refresh,
      'a code',
      'the secret of the app',
      haulier.document,
      invoice.key,
      entry.id,
      String(entry.total),
      (entry.total! / 100).toFixed(2),
      '@',
      haulier.name,
    ])
      expect(log).not.toContain(secret);
  });
});
