import type { Day } from '../../kit/days.ts';
import type { Words } from '../../kit/words.ts';
import { maskDocument } from '../document.ts';
import type { Full } from '../reads/export.ts';
import { chargeStates, payers, situationLabel } from '../schema.ts';

type Column = keyof Words['importing']['columns'];

/** The columns of a file, by the names under which the import knows them: what is taken out can be put back. */
const columns: readonly Column[] = [
  'name',
  'tradeName',
  'document',
  'email',
  'phone',
  'contactName',
  'situation',
  'plan',
  'payer',
  'expiresOn',
  'autoRenew',
  'lot',
  'lastExportOn',
  'charges',
  'analyst',
  'revenue',
  'notes',
];

export const exportHeader = (w: Words): string[] => columns.map((column) => w.importing.columns[column]);

/** A client as a line of a file; `day` is how the file writes days. */
export function exportRow(w: Words, client: Full, day: (day: Day) => string): string[] {
  const payer = payers.find((each) => each === client.payer && each !== 'none');
  const charges = chargeStates.find((each) => each === client.charges);
  const cells: Record<Column, string> = {
    name: client.name,
    tradeName: client.tradeName,
    document: client.document ? maskDocument(client.document) : '',
    email: client.email,
    phone: client.phone,
    contactName: client.contactName,
    situation: situationLabel(w, client.situation),
    plan: client.plan,
    payer: payer ? w.clients.payer[payer] : '',
    expiresOn: client.expiresOn ? day(client.expiresOn) : '',
    autoRenew: client.expiresOn ? w.kit[client.autoRenew ? 'yes' : 'no'] : '',
    lot: client.lot ?? '',
    lastExportOn: client.lastExportOn ? day(client.lastExportOn) : '',
    charges: charges ? w.clients.charge[charges] : '',
    analyst: client.analystEmail ?? client.analystName ?? '',
    revenue: client.revenue === null ? '' : String(client.revenue),
    notes: client.notes,
  };
  return columns.map((column) => cells[column]);
}
