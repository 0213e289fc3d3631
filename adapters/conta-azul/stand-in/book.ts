import { addDays, type Day } from '../../../src/kit/days.ts';
import { type Chance, chance, placedId, placeOf } from './chance.ts';
import {
  type Category,
  type Company,
  type CostCentre,
  categoriesOf,
  costCentresOf,
  moneyAccountsOf,
  type Party,
  partiesOf,
} from './company.ts';

/** What is going to happen with one instalment; how it stands follows from the day it is asked on. Money in cents. */
export interface Planned {
  id: string;
  kind: 'receivable' | 'payable';
  description: string;
  party: Party;
  category: Category;
  centre: CostCentre;
  accrualOn: Day;
  dueOn: Day;
  amount: number;
  /** When it is paid; never, when absent. */
  paidOn?: Day;
  /** Of an amount paid in part. */
  part?: number;
  lost: boolean;
  method: string;
  accountId: string;
  receipt: boolean;
}

const kinds = { receivable: 1, payable: 2 } as const;
const daysIn = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
const dayIn = (month: string, day: number): Day => `${month}-${String(Math.min(day, daysIn(month))).padStart(2, '0')}`;

/** Amounts around a mean, few of them large. */
const amountAround = (luck: Chance, mean: number) =>
  Math.max(500, Math.round(mean * (0.35 + luck.next() * 0.9 + luck.next() ** 6 * 2.2)));

/** Every month turns over a little more or less than the one before. */
const season = (month: string) =>
  0.9 + 0.14 * Math.sin(Number(month.slice(5)) * 1.7) + (month.endsWith('-12') ? 0.25 : 0);

const monthlyBills: readonly (readonly [
  description: string,
  category: string,
  share: number,
  day: number,
  method: string,
])[] = [
  ['Aluguel', 'Aluguel', 0.045, 5, 'BOLETO_BANCARIO'],
  ['Folha de pagamento', 'Salários', 0.19, 5, 'TRANSFERENCIA_BANCARIA'],
  ['Pró-labore', 'Pró-labore', 0.06, 5, 'TRANSFERENCIA_BANCARIA'],
  ['FGTS e INSS', 'Encargos', 0.05, 20, 'BOLETO_BANCARIO'],
  ['DAS Simples Nacional', 'Simples Nacional', 0.07, 20, 'BOLETO_BANCARIO'],
  ['Energia elétrica', 'Energia e água', 0.018, 12, 'DEBITO_AUTOMATICO'],
  ['Água e esgoto', 'Energia e água', 0.004, 15, 'DEBITO_AUTOMATICO'],
  ['Internet e telefone', 'Internet e telefone', 0.005, 10, 'DEBITO_AUTOMATICO'],
  ['Honorários contábeis', 'Honorários contábeis', 0.014, 10, 'PIX_PAGAMENTO_INSTANTANEO'],
];

function receivables(company: Company, month: string): Planned[] {
  const luck = chance(`${company.document}|receivable|${month}`);
  const { customers } = partiesOf(company);
  const categories = categoriesOf(company);
  const name = company.trade === 'retail' ? 'Venda de produtos' : 'Prestação de serviços';
  const category = categories.find((each) => each.name === name)!;
  const centres = costCentresOf(company);
  const [bank, , charges] = moneyAccountsOf(company);
  const mean = (company.revenue * season(month)) / company.sales;
  return Array.from({ length: company.sales }, (_, place): Planned => {
    const accrualOn = dayIn(month, 1 + Math.floor((place / company.sales) * daysIn(month)));
    const dueOn = addDays(accrualOn, luck.pick([0, 7, 14, 15, 28, 30]));
    const fate = luck.next();
    const method = luck.pick([
      'PIX_PAGAMENTO_INSTANTANEO',
      'BOLETO_BANCARIO',
      'BOLETO_BANCARIO',
      'CARTAO_CREDITO',
      'DINHEIRO',
    ]);
    return {
      id: placedId(company.document, kinds.receivable, month, place),
      kind: 'receivable',
      description: `${company.trade === 'retail' ? 'Venda' : 'Serviço'} ${Number(month.replace('-', '')) * 10 + place}`,
      party: luck.pick(customers),
      category,
      centre: luck.pick(centres.slice(0, 2)),
      accrualOn,
      dueOn,
      amount: amountAround(luck, mean),
      ...(fate < 0.97 ? { paidOn: addDays(dueOn, fate < 0.78 ? -luck.between(0, 2) : luck.between(1, 12)) } : {}),
      ...(fate >= 0.965 && fate < 0.975 ? { part: 0.4 } : {}),
      lost: fate > 0.985,
      method,
      accountId: method === 'BOLETO_BANCARIO' ? charges!.id : bank!.id,
      receipt: luck.often(0.6),
    };
  });
}

function payables(company: Company, month: string): Planned[] {
  const luck = chance(`${company.document}|payable|${month}`);
  const { suppliers } = partiesOf(company);
  const categories = categoriesOf(company);
  const centres = costCentresOf(company);
  const [bank] = moneyAccountsOf(company);
  const of = (name: string) => categories.find((each) => each.name === name)!;
  const purchases = Math.max(0, company.bills - monthlyBills.length);
  const bought =
    company.trade === 'transport'
      ? 'Fretes e combustível'
      : company.trade === 'services'
        ? 'Materiais'
        : 'Fornecedores';
  const mean =
    (company.revenue * season(month) * (company.trade === 'services' ? 0.12 : 0.36)) / Math.max(1, purchases);
  return Array.from({ length: company.bills }, (_, place): Planned => {
    const bill = monthlyBills[place];
    const accrualOn = dayIn(
      month,
      bill ? 1 : 1 + Math.floor(((place - monthlyBills.length) / Math.max(1, purchases)) * daysIn(month)),
    );
    const dueOn = bill ? dayIn(month, bill[3]) : addDays(accrualOn, luck.pick([7, 14, 21, 28]));
    const supplier = luck.pick(suppliers);
    return {
      id: placedId(company.document, kinds.payable, month, place),
      kind: 'payable',
      description: bill ? bill[0] : `Compra ${supplier.name}`,
      party: bill ? { ...supplier, id: placedId(company.document, 9, '2026-01', place), name: bill[0] } : supplier,
      category: of(bill ? bill[1] : bought),
      centre: bill ? centres[2]! : luck.pick(centres.slice(0, 2)),
      accrualOn,
      dueOn,
      amount: bill ? Math.round(company.revenue * bill[2] * (0.96 + luck.next() * 0.08)) : amountAround(luck, mean),
      ...(luck.often(0.985) ? { paidOn: addDays(dueOn, luck.often(0.9) ? 0 : luck.between(1, 6)) } : {}),
      lost: false,
      method: bill ? bill[4] : luck.pick(['BOLETO_BANCARIO', 'PIX_PAGAMENTO_INSTANTANEO']),
      accountId: bank!.id,
      receipt: luck.often(0.82),
    };
  });
}

const remembered = new WeakMap<Company, Map<string, Planned[]>>();

/** What accrues in a month, in the order of its days. */
export function monthOf(company: Company, kind: Planned['kind'], month: string): readonly Planned[] {
  const months = remembered.get(company) ?? new Map<string, Planned[]>();
  remembered.set(company, months);
  const key = `${kind}|${month}`;
  let made = months.get(key);
  if (!made) {
    made = kind === 'receivable' ? receivables(company, month) : payables(company, month);
    months.set(key, made);
    if (months.size > 200) months.delete(months.keys().next().value!);
  }
  return made;
}

export const monthAfter = (month: string, count: number): string => {
  const at = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + count, 1));
  return at.toISOString().slice(0, 7);
};

/** The months the company has books for: so many back, and two ahead for what falls due. */
const bounds = (company: Company, today: Day) => ({
  first: monthAfter(today.slice(0, 7), -company.months),
  last: monthAfter(today.slice(0, 7), 2),
});

/** What falls due in a span of days, earliest first. */
export function dueBetween(company: Company, kind: Planned['kind'], from: Day, to: Day, today: Day): Planned[] {
  const { first, last } = bounds(company, today);
  const start = [monthAfter(from.slice(0, 7), -1), first].sort().at(-1)!;
  const end = [to.slice(0, 7), last].sort()[0]!;
  const found: Planned[] = [];
  for (let month = start; month <= end; month = monthAfter(month, 1))
    found.push(...monthOf(company, kind, month).filter((each) => each.dueOn >= from && each.dueOn <= to));
  return found.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.id < b.id ? -1 : 1));
}

export function plannedOf(company: Company, id: string, today: Day): Planned | undefined {
  const place = placeOf(id);
  const kind = place && (Object.keys(kinds) as Planned['kind'][]).find((each) => kinds[each] === place.kind);
  const { first, last } = bounds(company, today);
  if (!kind || place.month < first || place.month > last) return undefined;
  const found = monthOf(company, kind, place.month)[place.place];
  return found?.id === id ? found : undefined;
}

export interface EntryStatus {
  /** As the interface calls it, in English and in Portuguese. */
  raw: string;
  label: string;
  paid: number;
  unpaid: number;
}

/** How it stands on a day. */
export function standingOf(planned: Planned, today: Day): EntryStatus {
  const { amount, paidOn, part, dueOn, lost } = planned;
  const moved = paidOn !== undefined && paidOn <= today;
  const paid = moved ? Math.round(amount * (part ?? 1)) : 0;
  const unpaid = amount - paid;
  const of = (raw: string, label: string) => ({ raw, label, paid, unpaid });
  if (moved) return part === undefined ? of('ACQUITTED', 'RECEBIDO') : of('PARTIAL', 'RECEBIDO_PARCIAL');
  if (lost && dueOn < addDays(today, -60)) return of('LOST', 'PERDIDO');
  return dueOn < today ? of('OVERDUE', 'ATRASADO') : of('PENDING', 'EM_ABERTO');
}

/** What stands on an account at the end of a day, in cents. */
export function balanceOf(company: Company, accountId: string, today: Day): number {
  const place = moneyAccountsOf(company).findIndex((each) => each.id === accountId);
  const start = Math.round(company.revenue * ([0.9, 0.012, 0.08, 0][place] ?? 0));
  const month = today.slice(0, 7);
  let moved = 0;
  for (const kind of ['receivable', 'payable'] as const)
    for (const each of [...monthOf(company, kind, monthAfter(month, -1)), ...monthOf(company, kind, month)])
      if (each.accountId === accountId && each.paidOn?.startsWith(month))
        moved += (kind === 'receivable' ? 1 : -1) * standingOf(each, today).paid;
  return start + moved;
}
