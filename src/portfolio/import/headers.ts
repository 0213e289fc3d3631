import { fold } from '../../kit/text.ts';

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

/** What files call their columns, folded; the surest name first. */
const synonyms: Readonly<Record<ColumnName, readonly string[]>> = {
  name: [
    'nome da empresa',
    'razao social',
    'nome da empresa razao social',
    'nome razao social',
    'razao social nome',
    'nome empresarial',
    'nome empresa',
    'empresa',
    'razao',
    'nome do cliente',
    'nome cliente',
    'cliente',
    'nome completo',
    'nome',
    'company name',
    'company',
    'legal name',
    'business name',
    'client name',
    'client',
    'customer name',
    'customer',
    'name',
  ],
  tradeName: ['nome fantasia', 'fantasia', 'nome de fantasia', 'trade name', 'trading name', 'apelido'],
  document: [
    'cnpj cpf',
    'cpf cnpj',
    'cnpj ou cpf',
    'cpf ou cnpj',
    'cnpj',
    'cnpj da empresa',
    'cnpj do cliente',
    'documento',
    'cpf cnpj do cliente',
    'cnpj cpf do cliente',
    'numero do documento',
    'doc',
    'document',
    'document number',
    'tax id',
    'cpf',
    'cpf do cliente',
  ],
  email: [
    'e mail',
    'email',
    'e mail do cliente',
    'email do cliente',
    'e mail da empresa',
    'email da empresa',
    'e mail de login',
    'email de login',
    'e mail de acesso',
    'e mail principal',
    'email principal',
    'e mail do responsavel',
    'email do responsavel',
    'e mail de contato',
    'email de contato',
    'correio eletronico',
    'login',
    'mail',
    'email address',
    'e mail address',
    'login email',
    'client email',
  ],
  phone: [
    'telefone',
    'telefone do responsavel',
    'telefone de contato',
    'telefone principal',
    'telefone celular',
    'telefone whatsapp',
    'celular',
    'celular whatsapp',
    'whatsapp',
    'fone',
    'tel',
    'telefone 1',
    'phone',
    'phone number',
    'telephone',
    'mobile',
    'mobile phone',
  ],
  contactName: [
    'responsavel',
    'nome do responsavel',
    'contato',
    'nome do contato',
    'pessoa de contato',
    'socio responsavel',
    'responsavel legal',
    'representante',
    'contact',
    'contact name',
    'contact person',
    'responsible',
    'person in charge',
  ],
  situation: ['situacao', 'situacao do cliente', 'situacao da conexao', 'status', 'status do cliente', 'situation', 'connection', 'state'],
  plan: [
    'plano',
    'plano contratado',
    'plano atual',
    'tipo de assinatura',
    'assinatura',
    'licenca',
    'plan',
    'plan name',
    'subscription',
    'license',
    'licence',
  ],
  payer: [
    'pago por',
    'plano pago por',
    'quem paga',
    'pagador',
    'responsavel pelo pagamento',
    'payer',
    'paid by',
    'plan paid by',
    'who pays',
  ],
  expiresOn: [
    'vencimento do plano',
    'vencimento da assinatura',
    'vencimento da licenca',
    'data de vencimento do plano',
    'data de vencimento',
    'data do vencimento',
    'vencimento',
    'vence em',
    'validade',
    'data de validade',
    'expiry',
    'expiry date',
    'plan expiry',
    'plan expires on',
    'plan expires',
    'expires on',
    'expires',
    'expiration',
    'expiration date',
    'expires at',
    'due date',
  ],
  autoRenew: [
    'renovacao automatica',
    'renova automaticamente',
    'renovacao auto',
    'auto renew',
    'autorenew',
    'auto renewal',
    'automatic renewal',
    'renews automatically',
  ],
  lot: ['lote', 'lote de licencas', 'plano exclusivo', 'pacote', 'package', 'license package', 'licence package', 'lot'],
  lastExportOn: [
    'ultima exportacao',
    'data da ultima exportacao',
    'ultima exportacao contabil',
    'data da ultima exportacao contabil',
    'exportado em',
    'last export',
    'last export date',
    'last exported',
    'last exported on',
    'last accounting export',
  ],
  charges: ['cobrancas ca', 'cobranca ca', 'cobrancas conta azul', 'cobrancas', 'charges', 'ca charges', 'conta azul charges'],
  analyst: [
    'analista',
    'e mail do analista',
    'email do analista',
    'analista responsavel',
    'carteira do analista',
    'analyst',
    'analyst email',
    'analyst e mail',
    'assigned analyst',
    'assigned to',
  ],
  revenue: ['faturamento anual', 'faturamento', 'receita anual', 'receita bruta anual', 'yearly revenue', 'annual revenue', 'revenue'],
  notes: ['observacoes', 'observacao', 'obs', 'anotacoes', 'notas', 'notes', 'note', 'comments', 'remarks'],
};

const known = new Map<string, { column: ColumnName; rank: number }>();
for (const column of columnNames) for (const [rank, name] of synonyms[column].entries()) known.set(name, { column, rank });

const bare = (header: string) =>
  fold(header)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const find = (header: string) => known.get(bare(header)) ?? known.get(bare(header.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')));

/** Which cell of a line is what. */
export interface Columns {
  /** Usually one place; CNPJ and CPF may have a column each. */
  at: ReadonlyMap<ColumnName, readonly number[]>;
  /** How the file calls what was understood. */
  called: ReadonlyMap<ColumnName, string>;
  /** Headers that were not understood, or that another column said better. */
  unknown: readonly string[];
  /** Cells a line must have. */
  width: number;
}

/** Reads a line as a header. Where two columns claim to be the same, the surer name is it. */
export function readHeader(cells: readonly string[]): Columns {
  const claims = new Map<ColumnName, { index: number; rank: number }[]>();
  for (const [index, cell] of cells.entries()) {
    if (cell.length > 100) continue;
    const found = find(cell);
    if (found) claims.set(found.column, [...(claims.get(found.column) ?? []), { index, rank: found.rank }]);
  }
  const at = new Map<ColumnName, readonly number[]>();
  const called = new Map<ColumnName, string>();
  const used = new Set<number>();
  for (const column of columnNames) {
    const sorted = claims.get(column)?.sort((a, b) => a.rank - b.rank || a.index - b.index);
    if (!sorted) continue;
    const places = (column === 'document' ? sorted : sorted.slice(0, 1)).map((claim) => claim.index);
    for (const index of places) used.add(index);
    at.set(column, places);
    called.set(column, places.map((index) => cells[index]!.trim()).join(', '));
  }
  const unknown = cells.flatMap((cell, index) => (used.has(index) || cell.trim() === '' ? [] : [cell.trim().slice(0, 60)]));
  let width = cells.length;
  while (width > 0 && cells[width - 1]!.trim() === '') width--;
  return { at, called, unknown, width };
}
