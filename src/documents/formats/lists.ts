import type {
  Category,
  CostCentre,
  Entry,
  GoodsInvoice,
  Named,
  ServiceInvoice,
  Settlement,
} from '../../accounts/schema.ts';
import type { Words } from '../../kit/words.ts';
import type { Column, ColumnKind, Columns, Value } from '../../sheets/table.ts';
import type { Paid, Receipt } from '../schema.ts';

type Label = keyof Words['documents']['column'];

const column = <Row>(label: Label, kind: ColumnKind, of: (row: Row, w: Words) => Value): Column<Row> => ({
  label: (w) => w.documents.column[label],
  kind,
  of,
});

const names = (items: readonly Named[]): string => items.map((each) => each.name).join(', ');

/** What is to receive or to pay; whoever is to pay or be paid stands under the name that fits. */
const entries = (party: Label): Columns<Entry> => [
  column('due', 'day', (row) => row.dueOn),
  column('accrual', 'day', (row) => row.accrualOn),
  column('description', 'text', (row) => row.description),
  column(party, 'text', (row) => row.party?.name),
  column('categories', 'text', (row) => names(row.categories)),
  column('costCentres', 'text', (row) => names(row.costCentres)),
  column('state', 'text', (row, w) => (row.state === 'unknown' ? row.stateLabel : w.documents.entryState[row.state])),
  column('total', 'money', (row) => row.total),
  column('paid', 'money', (row) => row.paid),
  column('unpaid', 'money', (row) => row.unpaid),
  column('id', 'text', (row) => row.id),
];
export const receivables = entries('customer');
export const payables = entries('supplier');

/** One payment as a line. `account` is the name of where it went through. */
export interface SettlementRow {
  paid: Paid;
  settlement: Settlement;
  account: string;
}

export const settlements: Columns<SettlementRow> = [
  column('paidOn', 'day', (row) => row.settlement.paidOn),
  column('side', 'text', (row, w) => w.documents.side[row.paid.side]),
  column('description', 'text', (row) => row.paid.entry.description),
  column('party', 'text', (row) => row.paid.entry.party?.name),
  column('categories', 'text', (row) => names(row.paid.entry.categories)),
  column('due', 'day', (row) => row.paid.entry.dueOn),
  column('gross', 'money', (row) => row.settlement.gross),
  column('interest', 'money', (row) => row.settlement.interest),
  column('fine', 'money', (row) => row.settlement.fine),
  column('discount', 'money', (row) => row.settlement.discount),
  column('fee', 'money', (row) => row.settlement.fee),
  column('net', 'money', (row) => row.settlement.net),
  column('method', 'text', (row) => row.settlement.method),
  column('account', 'text', (row) => row.account),
  column('attachments', 'count', (row) => row.paid.installment.attachments?.length),
  column('id', 'text', (row) => row.paid.entry.id),
];

export const goods: Columns<GoodsInvoice> = [
  column('issuedOn', 'day', (row) => row.issuedOn),
  column('number', 'text', (row) => row.number),
  column('recipient', 'text', (row) => row.recipient),
  column('state', 'text', (row, w) => (row.state === 'unknown' ? row.stateLabel : w.documents.invoiceState[row.state])),
  column('key', 'text', (row) => row.key),
];

export const services: Columns<ServiceInvoice> = [
  column('accrual', 'day', (row) => row.accrualOn),
  column('number', 'text', (row) => row.number),
  column('rps', 'text', (row) => row.rps),
  column('customer', 'text', (row) => row.customer),
  column('customerDocument', 'text', (row) => row.customerDocument),
  column('city', 'text', (row) => row.city),
  column('state', 'text', (row, w) => (row.state === 'unknown' ? row.stateLabel : w.documents.invoiceState[row.state])),
  column('total', 'money', (row) => row.total),
];

export const receipts: Columns<Receipt> = [
  column('paidOn', 'day', (row) => row.paidOn),
  column('description', 'text', (row) => row.description),
  column('supplier', 'text', (row) => row.party),
  column('total', 'money', (row) => row.cents),
];

export const categories: Columns<Category> = [
  column('name', 'text', (row) => row.name),
  column('kind', 'text', (row, w) => w.documents.categoryKind[row.kind]),
  column('parent', 'text', (row) => row.parentId),
  column('statementLine', 'text', (row) => row.statementLine),
  column('id', 'text', (row) => row.id),
];

export const costCentres: Columns<CostCentre> = [
  column('code', 'text', (row) => row.code),
  column('name', 'text', (row) => row.name),
  column('active', 'text', (row, w) => w.kit[row.active ? 'yes' : 'no']),
  column('id', 'text', (row) => row.id),
];
