import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Books } from '../../../src/accounts/schema.ts';
import { all, bakery, type Stand, stand } from './fixture.ts';

const U = '35473eec-4e74-11ee-b500-9f61de8a8b8b';
const due = { from: '2026-10-01', to: '2026-10-15' };
const aYear = { from: '2026-01-01', to: '2026-12-31' };
const key = '42250323643586000108550010000001151606401726';
const entry = {
  id: U,
  descricao: 'Venda de Produtos',
  data_vencimento: '2027-08-15',
  status: 'OVERDUE',
  status_traduzido: 'ATRASADO',
  total: 781201.79,
  nao_pago: 213023.79,
  pago: 0,
  data_competencia: '2018-03-16',
  categorias: [{ id: U, nome: 'Adiantamento Salarial' }],
  centros_custo: [{ id: U, nome: 'Centro de custo de Teste' }],
  renegociacao: { id: U, valor: 25, id_evento: U },
};
const amounts = { multa: 10, juros: 1, valor_bruto: 20, desconto: 0.1, taxa: 0.03, valor_liquido: 9 };
const settlement = {
  id: U,
  data_pagamento: '2023-10-01',
  id_parcela: U,
  valor_composicao: amounts,
  metodo_pagamento: 'BOLETO_BANCARIO',
};
const paging = { pagina_atual: 1, tamanho_pagina: 10, total_itens: 50, total_paginas: 5 };

/** Every answer there is, as the maker's own texts show it: what asks for it, its path, and how many things it tells of. */
const answers: readonly (readonly [string, RegExp, object, (books: Books) => Promise<unknown>])[] = [
  [
    'company',
    /conta-conectada/,
    {
      razao_social: 'Conta Azul Software Ltda',
      nome_fantasia: 'Conta Azul',
      documento: '05206246000138',
      email: 'a@b.c',
      id_empresa: '123456',
    },
    (books) => books.company(),
  ],
  [
    'accounts',
    /conta-financeira$/,
    {
      itens_totais: 1,
      itens: [
        {
          id: U,
          banco: 'NUBANK',
          codigo_banco: 260,
          nome: 'Conta',
          ativo: true,
          tipo: 'CONTA_CORRENTE',
          conta_padrao: true,
          agencia: '001',
          numero: '31',
        },
      ],
    },
    (books) => all(books.moneyAccounts()),
  ],
  ['balance', /saldo-atual/, { saldo_atual: 1000.36 }, (books) => books.balance(U)],
  [
    'receivables',
    /contas-a-receber/,
    { itens_totais: 6, itens: [{ ...entry, cliente: { id: U, nome: 'Maria' } }] },
    (books) => all(books.receivables({ due })),
  ],
  [
    'payables',
    /contas-a-pagar/,
    { itens_totais: 6, itens: [{ ...entry, fornecedor: { id: U, nome: 'João' } }] },
    (books) => all(books.payables({ due })),
  ],
  [
    'installment',
    /parcelas\/[^/]+$/,
    {
      id: U,
      status: 'QUITADO',
      valor_pago: 10,
      nao_pago: 5,
      data_vencimento: '2025-09-05',
      descricao: 'x',
      nota: 'x',
      valor_composicao: amounts,
      metodo_pagamento: 'BOLETO_BANCARIO',
      evento: { id: U, data_competencia: '2025-06-11', tipo: 'RECEITA' },
      baixas: [{ ...settlement, conta_financeira: { id: U, nome: 'Conta' } }],
      anexos: [{ id: U, nome: 'boleto_03_05.pdf', tipo_anexo: 'RECIBO' }],
    },
    (books) => books.installment(U),
  ],
  ['settlements', /baixa$/, [{ ...settlement, conta_financeira: U }], (books) => books.settlements(U)],
  [
    'invoices',
    /notas-fiscais$/,
    {
      itens: [
        {
          chave_acesso: key,
          data_emissao: '2025-01-15T10:30:00Z',
          nome_destinatario: 'X',
          numero_nota: 123456,
          status: 'EMITIDA',
        },
      ],
      paginacao: paging,
    },
    (books) => all(books.goodsInvoices(due)),
  ],
  [
    'service invoices',
    /notas-fiscais-servico/,
    {
      itens: [
        {
          id: U,
          numero_rps: 67890,
          numero_nfse: 123,
          status: 'EMITIDA',
          valor_total_nfse: 1500.5,
          data_competencia: '2024-01-15',
          nome_cliente: 'X',
          documento_cliente: '1',
          cidade_emissao: { estado: 'SC', nome: 'Joinville' },
        },
      ],
      paginacao: paging,
    },
    (books) => all(books.serviceInvoices(due)),
  ],
  [
    'categories',
    /categorias/,
    { itens: [{ id: U, nome: 'X', categoria_pai: U, tipo: 'RECEITA', entrada_dre: 'X' }] },
    (books) => all(books.categories()),
  ],
  [
    'cost centres',
    /centro-de-custo/,
    { items: [{ id: U, codigo: '1040', nome: 'X', ativo: true }] },
    (books) => all(books.costCentres()),
  ],
  [
    'capture',
    /captura\/documentos$/,
    { id: U, nome: 'nota.pdf' },
    (books) => books.capture({ name: 'a.png', type: 'image/png', bytes: new Uint8Array([137]) }),
  ],
  [
    'captured',
    /documentos\/status/,
    {
      itens: [{ id: U, status_documento: 'PROCESSANDO', capturas: [{ id: U, status_captura: 'PENDENTE' }] }],
      paginacao: paging,
    },
    (books) => books.captured([U]),
  ],
];

const known = new Set(['id', 'id_empresa', 'chave_acesso', 'itens', 'items']);
type Fate = 'stays' | 'absent' | 'null' | 'number' | 'word' | 'extra';

/** An answer with each of its keys, but those something is known by, met by the next fate. */
function mangled(value: unknown, fates: () => Fate): unknown {
  if (Array.isArray(value)) return value.map((each) => mangled(each, fates));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]): [string, unknown][] => {
      const inner: [string, unknown] = [name, mangled(each, fates)];
      const fate = fates();
      if (known.has(name) || fate === 'stays') return [inner];
      if (fate === 'absent') return [];
      if (fate === 'null') return [[name, null]];
      if (fate === 'extra') return [inner, [`${name}_novo`, { algo: [1] }]];
      if (typeof each !== 'string') return [inner];
      return [[name, fate === 'number' ? 7 : 'PALAVRA_NOVA']];
    }),
  );
}

/** All numbers within. */
const numbersIn = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(numbersIn)
      : [];

describe('what an answer may leave out', () => {
  let s: Stand;
  let books: Books;
  beforeAll(async () => {
    s = await stand();
    books = await s.books(bakery.document);
  });
  afterAll(() => s.stop());

  it.each(answers)(
    '%s: whatever is absent, null, a number or an unknown word, it is read at the first asking',
    async (_, path, body, request) => {
      const fate = fc.constantFrom<Fate>('stays', 'absent', 'absent', 'null', 'number', 'word', 'extra');
      await fc.assert(
        fc.asyncProperty(fc.array(fate, { minLength: 60, maxLength: 60 }), async (fates) => {
          let next = 0;
          const given = mangled(body, () => fates[next++ % fates.length]!);
          s.fake.trouble(path, { status: 200, body: given });
          const before = s.fake.requests.length;
          const read = await request(books);
          expect(s.fake.requests.length - before).toBe(1);
          // An amount is one that was given, or what follows from those; never a zero that nobody said.
          const cents = numbersIn(given).map((each) => Math.round(each * 100));
          if (!cents.includes(0)) expect(numbersIn(read)).not.toContain(0);
        }),
        { numRuns: 40 },
      );
    },
  );

  it.each(answers)(
    '%s: with nothing but what it is known by, what is not said is unknown',
    async (_, path, body, request) => {
      s.fake.trouble(path, { status: 200, body: mangled(body, () => 'absent') });
      expect(numbersIn(await request(books))).toEqual([]);
    },
  );

  it.each(answers.filter(([what]) => what !== 'balance'))(
    '%s: without its id it is told at once; of a list the rest is had',
    async (_, path, body, request) => {
      const list = 'itens' in body ? body.itens : 'items' in body ? body.items : undefined;
      if (Array.isArray(list)) {
        const [{ id: _, chave_acesso: __, ...nameless }] = list;
        s.fake.trouble(path, { status: 200, body: { itens: [nameless, list[0], null, 'x'] } });
        expect(await request(books)).toHaveLength(1);
        expect(s.lines.at(-1)).toMatch(/"where":"(id|chave_acesso|itens)[^"]*"/);
        return;
      }
      const { id: _id, id_empresa: __id, ...nameless } = body as Record<string, unknown>;
      s.fake.trouble(path, { status: 200, body: nameless });
      const before = s.fake.requests.length;
      await expect(request(books)).rejects.toMatchObject({ code: 'not_understood' });
      expect(s.fake.requests.length - before).toBe(1);
    },
  );

  it('a list says how many of it could not be understood', async () => {
    s.fake.trouble(/contas-a-pagar/, { status: 200, body: { itens: [entry, { total: 3 }, 7] } });
    for await (const page of books.payables({ due })) expect(page).toMatchObject({ unread: 2, items: [{ id: U }] });
  });

  it('the stand-in, too, leaves out anything, and is read', async () => {
    const thin = await stand({ leavesOut: 'anything' });
    const own = await thin.books(bakery.document);
    const before = thin.fake.requests.length;
    const entries = await all(own.payables({ due: aYear }));
    // Enough of them that some lack it, whatever the seed is.
    expect(entries.length).toBeGreaterThan(200);
    expect(entries.some((each) => each.total === undefined)).toBe(true);
    expect(entries.some((each) => each.dueOn === undefined)).toBe(true);
    for (const each of entries.slice(0, 5)) await own.installment(each.id);
    for (const each of await all(own.moneyAccounts())) await own.balance(each.id);
    await all(own.goodsInvoices(due));
    await own.company();
    // None was asked for twice.
    const asked = thin.fake.requests.slice(before).map(({ path, query }) => path + query);
    expect(new Set(asked).size).toBe(asked.length);
    await thin.stop();
  });
});
