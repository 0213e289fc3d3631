import type { Day } from '../../kit/days.ts';
import type { Words } from '../../kit/words.ts';
import { type ColumnName, columnNames } from '../../portfolio/schema.ts';
import { maskDocument } from '../document.ts';
import type { Full } from '../reads/export.ts';
import { chargeStates, payers, situationLabel } from '../schema.ts';

/** The columns of a file are the import's: what is taken out can be put back. */
export const exportHeader = (w: Words): string[] => columnNames.map((column) => w.importing.columns[column]);

/** A client as a line of a file; `day` is how the file writes days. */
export function exportRow(w: Words, client: Full, day: (day: Day) => string): string[] {
  const payer = payers.find((each) => each === client.payer && each !== 'none');
  const charges = chargeStates.find((each) => each === client.charges);
  const cells: Record<ColumnName, string> = {
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
  return columnNames.map((column) => cells[column]);
}
