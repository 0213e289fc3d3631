/** What a portfolio file can hold. The order is the order of an export. */
export const columnNames = [
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
] as const;
export type ColumnName = (typeof columnNames)[number];
