import { fold, visible } from '../../kit/text.ts';
import { situationOf } from '../../terms/client.ts';

/** What spreadsheets put where they have nothing. */
const nothing = /^(?:[-–—]+|#?n\/[ad]|null|undefined|#ref!|#valor!|#value!|#nome\?|#name\?)$/i;
const simple = /^[\x20-\x7e\u00a1-\u017f]*$/;
/** Halves of pairs, which no database takes. */
const halves = /\p{Cs}/gu;
/** A cell behind the guard of our own exports, and the ="00123" by which other programs keep a spreadsheet from reading a number. */
const guarded = /^'+[=+\-@\t\r\n]/;
const asText = /^="([^"]*)"$/;

const unguarded = (cell: string): string => {
  const first = cell.charCodeAt(0);
  if (first === 39 && guarded.test(cell)) return cell.slice(1);
  return first === 61 ? (asText.exec(cell)?.[1] ?? cell) : cell;
};

/** A cell as people mean it: one line, without the blanks around it and without what spreadsheets put there. Empty says nothing. */
export function cleanCell(cell: string): string {
  let value = unguarded(cell);
  if (!simple.test(value))
    value = visible(value.normalize('NFC'))
      .replace(halves, '')
      .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ');
  else if (value.includes('  ')) value = value.replace(/ {2,}/g, ' ');
  value = value.trim();
  return value.length < 11 && nothing.test(value) ? '' : value;
}

/** The same for notes, which may have more than one line. */
export const cleanNotes = (cell: string): string =>
  cell.includes('\n') ? unguarded(cell).split(/\r?\n/).map(cleanCell).join('\n').trim() : cleanCell(cell);

const payers = new Map(
  Object.entries<'client' | 'firm' | ''>({
    cliente: 'client',
    'pelo cliente': 'client',
    'o cliente': 'client',
    client: 'client',
    'the client': 'client',
    customer: 'client',
    contabilidade: 'firm',
    'pela contabilidade': 'firm',
    escritorio: 'firm',
    'pelo escritorio': 'firm',
    'escritorio contabil': 'firm',
    contador: 'firm',
    'pelo contador': 'firm',
    parceiro: 'firm',
    'pelo parceiro': 'firm',
    mim: 'firm',
    'por mim': 'firm',
    firm: 'firm',
    'accounting firm': 'firm',
    accountant: 'firm',
    partner: 'firm',
    me: 'firm',
    'a empresa': 'client',
    'propria empresa': 'client',
    'proprio cliente': 'client',
    'o proprio cliente': 'client',
    'a contabilidade': 'firm',
    'o escritorio': 'firm',
    ninguem: '',
    nenhum: '',
    nobody: '',
    none: '',
    'sem plano': '',
    'no plan': '',
  }),
);

const charges = new Map(
  Object.entries<'active' | 'inactive' | 'never_used'>({
    ativo: 'active',
    ativa: 'active',
    ativas: 'active',
    active: 'active',
    inativo: 'inactive',
    inativa: 'inactive',
    inativas: 'inactive',
    inactive: 'inactive',
    'nunca usou': 'never_used',
    'nunca utilizou': 'never_used',
    'nunca usado': 'never_used',
    'never used': 'never_used',
    'never used it': 'never_used',
    never: 'never_used',
    nunca: 'never_used',
  }),
);

const yes = new Set([
  'sim',
  's',
  'yes',
  'y',
  'true',
  'verdadeiro',
  '1',
  'x',
  'ativa',
  'ativada',
  'ativo',
  'ligada',
  'on',
  'active',
  'enabled',
]);
const no = new Set([
  'nao',
  'n',
  'no',
  'false',
  'falso',
  '0',
  'inativa',
  'desativada',
  'inativo',
  'desligada',
  'off',
  'inactive',
  'disabled',
]);

const label = (value: string) => fold(value.slice(0, 100)).replace(/[_-]+/g, ' ');

/** A file has few labels and many lines. */
function remembered<T>(read: (value: string) => T): (value: string) => T {
  const before = new Map<string, T>();
  return (value) => {
    if (before.has(value)) return before.get(value) as T;
    if (before.size > 500) before.clear();
    const result = read(value);
    before.set(value, result);
    return result;
  };
}

/** '' says nothing, undefined is not understood. */
export const readPayer = remembered((value) => payers.get(label(value)));
export const readCharges = remembered((value) => charges.get(label(value)));
export const readYesNo = remembered((value) =>
  yes.has(label(value)) ? true : no.has(label(value)) ? false : undefined,
);

/**
 * What a company is for the Receita Federal or for the office, which says nothing of its connection: "02 - Ativa", "Baixada em 2020",
 * "Ativa - não regular", and the codes of other systems. Folded.
 */
const companyStates =
  /^(?:\d{1,2}\s*[–.:]?\s*)?(?:(?:empresa|cliente) )?(?:(?:in)?ativ[oa]|desativad[oa]|baixad[oa]|suspens[oa]|inapt[oa]|nul[oa]|cancelad[oa]|paralisad[oa]|encerr\w+|extint[oa]|(?:ir)?regular|regularizad[oa]|normal|(?:in)?adimplente|devedor|(?:des)?bloquead[oa]|(?:des)?habilitad[oa]|liberad[oa]|rescindid[oa]|rescisao|distrat\w+|abert[oa]|fechad[oa]|falid[oa]|falencia|exclu\w+|transferid[oa]|pag[oa]|vencid[oa]|(?:nao )?optante|prospec\w+|ex[- ]cliente|nov[oa]|antig[oa]|recuperacao judicial|aposentad[oa]|(?:sem|com) movimento|em (?:dia|atraso|aberto|atividade|liquidacao|processo|baixa|abertura|encerramento|implantacao|constituicao|recuperacao)|active|inactive|closed|open|blocked|suspended)\b/;
const codes = /^(?:[a-z]|\d{1,3}|sim|nao|yes|no)$/;
export const saysCompanyState = remembered((value) => {
  const said = label(value);
  return (companyStates.test(said) && !/conecta|connect|convite|pedido/.test(said)) || codes.test(said);
});

/** The code of a situation, or the label itself. */
export const readSituation = remembered(situationOf);

/** Whether a cell says that there never was an export, or that there is no plan. */
export const saysNever = (value: string): boolean => /^(?:nunca|never|jamais)$/.test(label(value));
export const saysNoPlan = remembered((value) =>
  /^(?:sem plano(?: contratado)?|nenhum|no plan|none)$/.test(label(value)),
);
