import type { FieldWords } from '../../kit/words.ts';
import { en as f } from '../format.ts';
import type { importing as ptBR } from '../pt-BR/import.ts';

const lines = (n: number) => f.count(n, 'line', 'lines');
const clients = (n: number) => f.count(n, 'client', 'clients');

export const importing = {
  title: 'import',
  summary: 'Brings the portfolio from a spreadsheet, with a preview first',
  file: { typed: 'file', label: 'Spreadsheet', hint: 'CSV or XLSX, up to 20 MB' } as FieldWords,
  example: 'Asks for the spreadsheet, shows what it would change, and imports only when you say so',
  formTitle: 'Import portfolio',
  submit: 'Preview',

  startTitle: 'Import the portfolio',
  start:
    'Choose a CSV or XLSX spreadsheet with one line per client. Only the column with the company name is required; I also understand CNPJ or CPF, e-mail, phone, contact, situation, plan, expiry and others, in any order.',
  startSafe: 'First I show a preview. Nothing changes before you press Import, and empty cells never erase what is there.',
  choose: 'Choose file',

  reading: (done) => `Reading the spreadsheet… ${lines(done)} so far.`,
  importing: (done, total) => `Importing… ${f.number(done)} of ${lines(total)}.`,

  previewTitle: (file) => `Preview of ${file}`,
  previewIntro: 'Nothing has changed yet. Check it and press Import.',
  nothingToDo: 'There is nothing to import: what the spreadsheet says is already in the portfolio.',
  nothingGood: 'No line can be imported. Correct the spreadsheet and send it again.',
  kind: 'File',
  csv: (delimiter, encoding) => `CSV, ${delimiter}, ${encoding}`,
  xlsx: 'Excel spreadsheet',
  delimiter: { ';': 'separated by semicolons', ',': 'separated by commas', '\t': 'separated by tabs', '|': 'separated by bars' },
  oneColumn: 'one column only',
  otherDelimiter: (delimiter) => `separated by “${delimiter}”`,
  understood: 'Columns understood',
  unknown: 'Columns not used',
  good: 'Good lines',
  goodOf: (good, all) => `${f.number(good)} of ${f.number(all)}`,
  refused: 'Refused lines',
  created: 'New clients',
  changed: 'Changed clients',
  revived: 'Deleted clients that come back',
  unchanged: 'Already so',
  analysts: 'Analysts who join the team',
  terms: (n) => `${lines(n)} with an expiry or a payer but without a plan: these are not kept.`,
  unknownAnalysts: (names) =>
    `I don't know ${f.list(names)}: the clients keep the analyst they have. Use the e-mail in the analyst's column.`,
  formerAnalysts: (emails) => `No longer on the team: ${f.list(emails)}. The clients keep the analyst they have.`,
  unknownLots: (names: readonly string[]) =>
    `I do not know these packages, or more than one has the name: ${f.list(names)}. The plans come in without a package; see the names in /licencas.`,
  fullLots: (names: readonly string[]) => `No free licence: ${f.list(names)}. The plans come in without a package.`,
  refusedCaption: (shown, all) =>
    shown < all ? `The first ${shown} of ${lines(all)} refused; all are in the attached file` : 'Refused lines; also in the attached file',
  line: 'Line',
  column: 'Column',
  reason: 'Reason',
  value: 'Value',
  refusedFile: 'refused-lines.csv',
  more: (n) => `and ${n} more`,

  run: 'Import',
  cancel: 'Cancel',
  cancelled: 'Import cancelled. Nothing was changed.',
  uploadGone: 'This spreadsheet was already imported, or waited for more than an hour. Send it again with /importar.',

  doneTitle: 'Import finished',
  done: (changed, refused) =>
    `${changed === 0 ? 'The portfolio was already so; nothing changed' : `Done: ${clients(changed)} now as the spreadsheet says`}.${
      refused > 0 ? ` ${refused === 1 ? 'One line was left out' : `${lines(refused)} were left out`}, as the preview showed.` : ''
    }`,
  seeClients: 'See the clients',
  seeClientsHint: 'Type /clientes to see the list.',

  columns: {
    name: 'Company name',
    tradeName: 'Trade name',
    document: 'CNPJ/CPF',
    email: 'E-mail',
    phone: 'Phone',
    contactName: 'Contact',
    situation: 'Situation',
    plan: 'Plan',
    payer: 'Paid by',
    expiresOn: 'Plan expiry',
    autoRenew: 'Auto-renew',
    lot: 'Package',
    lastExportOn: 'Last export',
    charges: 'CA charges',
    analyst: 'Analyst',
    revenue: 'Yearly revenue',
    notes: 'Notes',
  },

  reasons: {
    name: 'The company name is missing',
    document: 'Invalid CNPJ or CPF',
    email: 'Invalid e-mail',
    date: 'Invalid date',
    choice: 'Unknown value',
    duplicate: 'Client given twice',
    fields: 'Wrong number of fields',
    long: 'Text too long',
    quote: 'Quote without its pair',
    encoding: 'Damaged characters',
    amount: 'Invalid amount in reais',
    ambiguous: 'More than one client has this',
  },
  duplicateOf: (line) => `Repeats line ${f.number(line)}`,

  noName: (understood, unknown) =>
    [
      'I found no column with the company name; the first line has to hold the titles of the columns.',
      understood.length > 0 ? `Understood: ${f.list(understood)}.` : '',
      unknown.length > 0 ? `Not understood: ${f.list(unknown)}.` : '',
      'Give it a title such as “Company name” and send it again.',
    ]
      .filter(Boolean)
      .join(' '),

  files: {
    empty: 'The file is empty. Send a spreadsheet with one line per client.',
    headerOnly: 'The spreadsheet has only its line of titles; there is no client in it.',
    pdf: 'This is a PDF, whatever its name. Export the list as CSV or XLSX and send it again.',
    image: 'This is an image, whatever its name. Send the list as CSV or XLSX.',
    oldExcel:
      'This is an old Excel spreadsheet (.xls) or one with a password. Save it as .xlsx without a password, or as CSV, and send it again.',
    openDocument: 'This is a LibreOffice spreadsheet (.ods). Save it as .xlsx or CSV and send it again.',
    otherZip: 'This is a compressed file, not a spreadsheet. Send the CSV or XLSX that is inside.',
    markup: 'This is a page (HTML or XML), not a spreadsheet. Open it in Excel, save it as .xlsx and send it again.',
    binary: 'This is neither text nor a spreadsheet. Send the list as CSV or XLSX.',
    damaged: 'The spreadsheet is damaged and cannot be read. Open it, save it again and send it once more.',
    locked: 'The spreadsheet has a password. Save it without one and send it again.',
    tooMuchInside: 'The spreadsheet unpacks to an absurd size and was not opened. Save just the list of clients and send it again.',
    tooManyColumns: (max) => `The spreadsheet has more than ${f.number(max)} columns. Save just those that matter and send it again.`,
    tooManyLines: (max) => `The spreadsheet has more than ${f.number(max)} lines. Split it and send one part at a time.`,
    tooLarge: (megabytes) => `The file is larger than ${f.number(megabytes)} MB. Split it and send one part at a time.`,
  },
} satisfies typeof ptBR;
