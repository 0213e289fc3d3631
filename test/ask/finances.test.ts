import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { monthOf } from '../../adapters/conta-azul/stand-in/book.ts';
import { showFinances } from '../../src/accounts/commands/finances.ts';
import { mint } from '../../src/kit/ids.ts';
import { type Scene, scene } from '../accounts/fixture.ts';
import { type Person, shown } from '../house.ts';

const money = (cents: number) =>
  new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' }).format(cents / 100).replace(/\u00a0/g, ' ');

describe('words about a client’s finances', () => {
  let s: Scene;
  beforeEach(async () => {
    s = await scene();
    await s.authorize('bakery');
    const press = mint('finances.show', showFinances.input, { id: s.clients.bakery, patient: true });
    await s.house.admin.ask({ kind: 'press', id: 'id' in press ? press.id : '' });
  });
  afterEach(() => s.stop());

  const say = async (text: string, who: Person = s.house.admin): Promise<string> => {
    const outcome = await who.ask({ kind: 'words', text });
    if (outcome.kind !== 'view') throw new Error('no view');
    return shown(outcome.view);
  };

  it('begin with the month that was asked for, or say that nothing is known of it', async () => {
    const { name } = await s.data.db.client.findFirstOrThrow({ where: { id: s.clients.bakery } });
    const book = s.stand.fake.state.companyBy('10200300000178')!;
    const income = [...monthOf(book, 'receivable', '2026-10'), ...monthOf(book, 'receivable', '2026-11')]
      .filter(({ accrualOn }) => accrualOn.startsWith('2026-10'))
      .reduce((sum, { amount }) => sum + amount, 0);
    expect(await say(`faturamento de outubro da ${name}`)).toContain(
      `Em outubro de 2026: receitas de ${money(income)}`,
    );
    expect(await say(`como estão as finanças da ${name} em janeiro?`)).toContain(
      'De janeiro de 2026 não tenho números',
    );
    expect(await say(`finanças da ${name}`)).not.toMatch(/Em .* receitas de|não tenho números/);
  });
});
