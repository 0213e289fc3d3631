import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Books } from '../../../src/accounts/schema.ts';
import { all, bakery, haulier, type Stand, stand } from './fixture.ts';

const november = { from: '2026-11-01', to: '2026-11-30' };
const october = { from: '2026-10-01', to: '2026-10-31' };

describe('the books of a company', () => {
  let s: Stand;
  let books: Books;
  let services: Books;
  beforeAll(async () => {
    s = await stand();
    books = await s.books(bakery.document);
    services = await s.books(haulier.document);
  });
  afterAll(() => s.stop());

  it('name the company, letters of its document and all', async () => {
    expect(await services.company()).toEqual({
      id: s.fake.state.companyBy(haulier.document)!.id,
      name: haulier.name,
      tradeName: haulier.name,
      document: 'AGC10185000194',
      email: 'financeiro@agc10185000194.com.br',
    });
  });

  it('have accounts with their balances in cents', async () => {
    const accounts = await all(books.moneyAccounts());
    expect(accounts.map(({ kind, active }) => [kind, active])).toEqual([
      ['CONTA_CORRENTE', true],
      ['CAIXINHA', true],
      ['COBRANCAS_CONTA_AZUL', true],
      ['CONTA_CORRENTE', false],
    ]);
    const balance = await books.balance(accounts[1]!.id);
    expect(balance).toBe(Math.round(s.fake.state.companyBy(bakery.document)!.revenue * 0.012));
    await expect(books.balance('not-a-uuid')).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('list what is to be received and to be paid, by due day, state, accrual and payment', async () => {
    const due = { from: '2026-02-01', to: '2026-12-31' };
    const receivables = await all(books.receivables({ due }));
    const payables = await all(books.payables({ due }));
    for (const each of [...receivables, ...payables]) {
      expect(each.total).toBe(each.paid! + each.unpaid!);
      expect(Number.isInteger(each.total)).toBe(true);
      expect(each.dueOn! >= due.from && each.dueOn! <= due.to).toBe(true);
      expect(each.party?.name).toBeTruthy();
      expect(each.categories).toHaveLength(1);
      // Under either of the names that the key has been seen with.
      expect(each.costCentres).toHaveLength(1);
    }
    const overdue = await all(books.receivables({ due, states: ['overdue'] }));
    expect(overdue.length).toBeGreaterThan(0);
    expect(overdue.map((each) => each.id)).toEqual(
      receivables.filter((each) => each.state === 'overdue').map((each) => each.id),
    );
    expect(overdue.every((each) => each.dueOn! < '2026-11-16' && each.unpaid! > 0)).toBe(true);
    const open = await all(books.receivables({ due, states: ['open', 'overdue', 'partial'] }));
    expect(new Set(open.map((each) => each.state))).toEqual(new Set(['open', 'overdue', 'partial']));
    const accrued = await all(books.payables({ due, accrual: october }));
    expect(accrued.map((each) => each.id)).toEqual(
      payables.filter((each) => each.accrualOn?.startsWith('2026-10')).map((each) => each.id),
    );
    const paid = await all(books.receivables({ due, paid: october }));
    expect(paid.length).toBeGreaterThan(0);
    expect(paid.every((each) => each.paid! > 0)).toBe(true);
  });

  it('show an instalment with what was paid of it, and whether there is paper', async () => {
    const payables = await all(books.payables({ due: october, states: ['paid'] }));
    const full = await Promise.all(payables.slice(0, 6).map((each) => books.installment(each.id)));
    for (const [i, each] of full.entries()) {
      expect(each).toMatchObject({ id: payables[i]!.id, state: 'paid', paid: payables[i]!.paid, unpaid: 0 });
      expect(each.settlements).toHaveLength(1);
      // Within the instalment the account is an object, alone it is an id: both are read as the same.
      expect(await books.settlements(each.id)).toEqual(each.settlements);
      expect(each.settlements?.[0]).toMatchObject({ entryId: each.id, gross: each.paid, net: each.paid });
    }
    expect(full.some((each) => each.attachments!.length > 0)).toBe(true);
    await expect(books.installment('00000000-1000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('have invoices of a whole month, window by window, whatever the totals say', async () => {
    const before = s.fake.requests.length;
    const invoices = await all(books.goodsInvoices(october));
    expect(invoices).toHaveLength(s.fake.state.companyBy(bakery.document)!.goodsInvoices);
    expect(invoices.every(({ key, issuedOn }) => key.length === 44 && issuedOn?.startsWith('2026-10'))).toBe(true);
    const windows = s.fake.requests.slice(before).map(({ query }) => new URLSearchParams(query).get('data_inicial'));
    expect(windows).toEqual(['2026-10-01', '2026-10-16', '2026-10-31']);
    const taken = await all(services.serviceInvoices(october));
    expect(taken).toHaveLength(s.fake.state.companyBy(haulier.document)!.serviceInvoices);
    expect(taken.every(({ total, customer, city }) => total! > 0 && customer && city === 'São Paulo/SP')).toBe(true);
  });

  it('give the XML of an invoice, and of a corrected one the ZIP as it comes', async () => {
    const invoices = await all(books.goodsInvoices({ from: '2026-08-01', to: '2026-10-31' }));
    const issued = invoices.find((each) => each.state === 'issued')!;
    const corrected = invoices.find((each) => each.state === 'corrected')!;
    const xml = await books.goodsInvoiceFile(issued.key);
    expect(xml.kind).toBe('xml');
    expect(Buffer.from(xml.bytes).toString()).toContain(`<chNFe>${issued.key}</chNFe>`);
    const zip = await books.goodsInvoiceFile(corrected.key);
    expect(zip.kind).toBe('zip');
    expect(Object.keys(unzipSync(zip.bytes))).toEqual([`XML_${corrected.key}.xml`, `EVENTO_${corrected.key}_1.xml`]);
    await expect(books.goodsInvoiceFile('0'.repeat(44))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('have categories and cost centres, in either envelope', async () => {
    const categories = await all(books.categories());
    expect(categories.find((each) => each.name === 'Aluguel')).toMatchObject({
      kind: 'expense',
      statementLine: 'DESPESAS_ADMINISTRATIVAS',
    });
    expect(categories.every(({ parentId }) => parentId === '' || categories.some(({ id }) => id === parentId))).toBe(
      true,
    );
    expect((await all(books.costCentres())).map(({ code, active }) => [code, active])).toEqual([
      ['1000', true],
      ['1010', true],
      ['1020', true],
      ['1030', false],
    ]);
  });

  it('take a document in and say what became of it; of other kinds they say that they do not take them', async () => {
    const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
    const { id, name } = await books.capture({
      name: 'recibo março.png',
      type: 'image/png',
      bytes: png,
      note: 'Recibo',
    });
    expect(name).toBe('recibo março.png');
    expect([...s.fake.state.captures.values()].at(-1)).toMatchObject({
      size: 8,
      type: 'image/png',
      description: 'Recibo',
    });
    expect(await books.captured([id])).toEqual([{ id, state: 'working', stateLabel: 'PENDENTE' }]);
    await expect(books.capture({ name: 'a.txt', type: 'text/plain', bytes: png })).rejects.toMatchObject({
      code: 'bad_request',
    });
    const many = Array.from({ length: 25 }, (_, i) => (i === 22 ? id : `x${i}`));
    expect(await books.captured(many)).toHaveLength(1);
  });

  it('go on behind a page that is already had, in the same window or the next', async () => {
    const due = { from: '2025-10-01', to: '2026-12-31' };
    const pages = [];
    for await (const page of books.receivables({ due })) pages.push(page);
    expect(pages.map(({ items }) => items.length)[0]).toBe(500);
    const rest = await all(books.receivables({ due }, { after: pages[0]!.cursor }));
    expect(rest).toEqual(pages.slice(1).flatMap(({ items }) => items));
    const windows = [];
    for await (const page of books.goodsInvoices(october)) windows.push(page);
    expect(await all(books.goodsInvoices(october, { after: windows[0]!.cursor }))).toEqual(
      windows.slice(1).flatMap(({ items }) => items),
    );
    expect(await all(books.goodsInvoices(october, { after: windows.at(-1)!.cursor }))).toEqual([]);
  });

  it('know of nothing that has not happened yet', async () => {
    const invoices = await all(books.goodsInvoices(november));
    expect(invoices.length).toBeGreaterThan(0);
    expect(invoices.every(({ issuedOn }) => issuedOn! <= '2026-11-16')).toBe(true);
  });
});
