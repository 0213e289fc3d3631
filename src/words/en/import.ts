import type { FieldWords } from '../../kit/words.ts';
import { en as f, labelsOf } from '../format.ts';
import type { importing as ptBR } from '../pt-BR/import.ts';
import { clients as client } from './clients.ts';

const lines = (n: number) => f.count(n, 'line', 'lines');
const clients = (n: number) => f.count(n, 'client', 'clients');

export const importing = {
  title: 'import',
  summary: 'Brings the portfolio from a spreadsheet, with a preview first',
  file: { typed: 'file', label: 'Spreadsheet', hint: 'CSV, XLSX, XLS or ODS, up to 20 MB' } as FieldWords,
  example: 'Asks for the spreadsheet, shows what it would change, and imports only when you say so',
  formTitle: 'Import portfolio',
  submit: 'Preview',

  startTitle: 'Import the portfolio',
  start:
    'Choose a CSV or XLSX spreadsheet with one line per client. Only the column with the company name is required; I also understand CNPJ or CPF, e-mail, phone, contact, status, plan, expiry and others, in any order.',
  startSafe:
    'First I show a preview. Nothing changes before you click Import, and empty cells never erase what is there.',
  choose: 'Choose file',

  reading: (done) => `Reading the spreadsheet… ${lines(done)} so far.`,
  importing: (done, total) => `Importing… ${f.number(done)} of ${lines(total)}.`,

  previewNews: ({ created, changed, refused, doubts }) =>
    [
      created > 0 ? f.count(created, 'new client', 'new clients') : '',
      changed > 0 ? f.count(changed, 'client changes', 'clients change') : '',
      created + changed === 0 ? 'Nothing to import' : '',
      refused > 0 ? f.count(refused, 'line stays out', 'lines stay out') : '',
      doubts > 0 ? f.count(doubts, 'value to check', 'values to check') : '',
    ]
      .filter(Boolean)
      .join(' · '),
  nameNews: 'Which column has the clients’ names?',
  fileName: (file) => `Spreadsheet: ${file}`,
  previewIntro: 'Nothing has changed yet. Check it and click Import.',
  nothingToDo: 'There is nothing to import: what the spreadsheet says is already in the portfolio.',
  nothingGood: 'No line can be imported. Correct the spreadsheet and send it again.',
  kind: 'File',
  csv: (delimiter, encoding) => `CSV, ${delimiter}, ${encoding}`,
  formats: {
    xlsx: 'Excel spreadsheet',
    xls: 'Old Excel spreadsheet (.xls)',
    ods: 'LibreOffice spreadsheet (.ods)',
    html: 'HTML table',
  },
  delimiter: {
    ';': 'separated by semicolons',
    ',': 'separated by commas',
    '\t': 'separated by tabs',
    '|': 'separated by vertical bars',
  },
  oneColumn: 'one column only',
  otherDelimiter: (delimiter) => `separated by “${delimiter}”`,
  understood: 'Columns understood',
  unknown: 'Columns not used',
  good: 'Valid lines',
  goodOf: (good, all) => `${f.number(good)} of ${f.number(all)}`,
  refused: 'Lines with errors',
  created: 'New clients',
  changed: 'Changed clients',
  revived: 'Deleted clients that come back',
  unchanged: 'Already up to date',
  analysts: 'Analysts who join the team',
  connectionsKept: (n, names) =>
    `${n === 1 ? '1 client keeps' : `${f.number(n)} clients keep`} the status known here, because a spreadsheet neither ends a connection nor decides a request: ${f.list(names)}${n > names.length ? `, and ${f.number(n - names.length)} more` : ''}. To end a connection, open the client with /cliente.`,
  connectionsMade: (n, names) =>
    `${n === 1 ? '1 client that was in the portfolio becomes' : `${f.number(n)} clients that were in the portfolio become`} Connected, as the spreadsheet says: ${f.list(names)}${n > names.length ? `, and ${f.number(n - names.length)} more` : ''}.`,
  terms: (n) => `${lines(n)} with an expiry or a payer but without a plan: these are not kept.`,
  unknownAnalysts: (names) =>
    `I don’t know ${f.list(names)}: the clients keep the analyst they have. Use the e-mail in the analyst’s column.`,
  formerAnalysts: (emails) => `No longer on the team: ${f.list(emails)}. The clients keep the analyst they have.`,
  unknownLots: (names: readonly string[]) =>
    `I do not know these packages, or more than one has the name: ${f.list(names)}. The plans come in without a package; see the names in /licencas.`,
  fullLots: (names: readonly string[]) =>
    `No license available: ${f.list(names)}. The plans come in without a package.`,
  refusedCaption: (shown, all) =>
    shown < all
      ? `The first ${shown} of ${lines(all)} with errors; all are in the attached file`
      : 'Lines with errors; also in the attached file',
  encodings: {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16',
    'utf-16be': 'UTF-16',
    'windows-1252': 'Windows',
    ibm850: 'DOS (850)',
    ibm860: 'DOS (860)',
    ibm437: 'DOS (437)',
    macintosh: 'old Mac',
  },
  doubt: (encoding, read, other, otherwise) =>
    `Accented letters can be read in two ways: as ${encoding} (${f.list(read)}) or as ${other} (${f.list(otherwise)}). I am reading them as ${encoding}.`,
  mixup: (taken, truly, wrong, right) =>
    `Letters with accents were saved wrongly: they are of ${truly} and went through ${taken}. I put them right: where it says ${f.list(wrong)}, I read ${f.list(right)}.`,
  readAs: (encoding) => `Read as ${encoding}`,
  sheetsRead: 'Sheets read',
  sheetsLeft: 'Sheets not read',
  sheetReasons: { hidden: 'hidden', columns: 'other columns', many: 'past the limit of sheets' },
  titlesCaption: 'What I took each column for',
  header: 'Column of the spreadsheet',
  takenFor: 'Taken for',
  notUsed: 'not used',
  untitled: (place) => `column ${place}, without a title`,
  holdsOther: (field) => `not used: what it holds is not ${field}`,
  byValue: (field) => `${field}, by its content`,
  dates: {
    dayFirst: 'day/month/year',
    monthFirst: 'month/day/year',
    assumed: 'day/month/year; these dates would allow month/day/year too',
  },
  moreColumns: (n) => `and ${f.count(n, 'more column', 'more columns')}`,
  firstCaption: 'How the first clients will stand',
  corrected: 'Corrected while reading',
  leftOut: 'Not included',
  asides: 'Lines set aside, which do not look like clients',
  asideCaption: (shown, all) =>
    shown < all
      ? `The first ${shown} of ${lines(all)} set aside; all are in the attached file`
      : 'Lines set aside, which do not look like clients',
  toldCaption: (shown, all) =>
    shown < all
      ? `The first ${shown} of ${f.number(all)} values corrected or not included`
      : 'Values corrected or not included',
  became: 'Became',
  nothingLeft: 'without this value',
  kinds: {
    document: 'CNPJ or CPF rewritten',
    email: 'E-mail without the text around it',
    letters: 'Characters corrected',
    registration: 'CAEPF, CEI or CNO kept in the notes',
    nothing: 'Nothing in the cell',
    others: 'More than one in the cell: the first comes in',
    lost: 'Letters were lost before they came here: check the name',
    formula: 'Formula without a saved result: open it in Excel and save',
    scientific: 'Number in scientific notation: format the column as Text',
    companyState: 'The state of the company, not of the connection',
    unknownState: 'Unknown status; the client keeps its own',
    connectionKept: 'A connection or a request that a spreadsheet does not change; the status stays',
    asked: 'Included without this value',
  },
  asideKinds: {
    nameOnly: 'Only a name',
    total: 'Total',
    printed: 'Line of the report',
    group: 'Title of a group',
    header: 'Titles again',
  },
  includeWithout: 'Include without this value',
  includeWithoutAll: (n) => `Include without this value (${lines(n)})`,
  includeOne: 'Include without this value: choose the lines',
  includeAside: (n) => (n === 1 ? 'Include the line with only a name' : `Include the ${lines(n)} with only a name`),
  asideOne: 'Are they clients? Choose the lines',
  columnIs: (header) => `“${header}”: this column is…`,
  whichName: 'Which column has the company name?',
  otherColumn: 'This column is something else: choose which',
  none: 'Do not use',
  on: (sheet, line) => `${sheet}, ${line}`,
  line: 'Line',
  column: 'Column',
  reason: 'Reason',
  value: 'Value',
  asideFile: 'lines-set-aside.csv',
  toldFile: 'values-corrected.csv',
  refusedFile: 'refused-lines.csv',
  more: (n) => `and ${n} more`,

  run: 'Import',
  cancel: 'Cancel',
  cancelled: 'Import canceled. Nothing was changed.',
  uploadGone: 'This spreadsheet was already imported, or waited for more than an hour. Send it again with /importar.',

  doneTitle: 'Import finished',
  done: (changed, refused) =>
    `${changed === 0 ? 'The portfolio was already up to date; nothing changed' : `Done: ${clients(changed)} imported or updated`}.${
      refused > 0
        ? ` ${refused === 1 ? 'One line was not included' : `${lines(refused)} were not included`}, as the preview showed.`
        : ''
    }`,
  undo: 'Undo this import',
  undoHint: 'For the next 24 hours this import can be undone, here or in /importar.',
  undoLast: (file) => `The last import (${file}) can still be undone.`,
  leftList: (n, file, day) =>
    `${clients(n)} of the previous import ${n === 1 ? 'is' : 'are'} no longer in the spreadsheet (before: ${file}, ${day}). Nothing leaves the portfolio by itself: look through the list and, where it is right, delete each in /clientes.`,
  leftCaption: (shown, all) =>
    shown < all
      ? `No longer in the spreadsheet (${f.number(shown)} of ${f.number(all)})`
      : 'No longer in the spreadsheet',
  leftFile: 'no-longer-there.csv',
  undoGone: 'This import was already undone, or the 24 hours in which it could be have passed.',
  undoneTitle: 'Import undone',
  undone: (removed, restored) =>
    `${clients(removed)} that the import made ${removed === 1 ? 'is' : 'are'} gone; ${clients(restored)} ${restored === 1 ? 'is' : 'are'} as before.`,
  undoSent: (n, names) =>
    `What was sent does not come back. After the import, e-mails or messages went out about ${clients(n)}: ${f.list(names)}${n > names.length ? `, and ${f.number(n - names.length)} more` : ''}.`,
  undoKept: (n, names) =>
    `${clients(n)} stayed as now where something changed after the import, or because there is an invitation, a document or an access: ${f.list(names)}.`,
  seeClients: 'See the clients',
  seeClientsHint: 'Type /clientes to see the list.',

  columns: {
    ...labelsOf(client.field),
    name: 'Company name',
    tradeName: 'Trade name',
    document: 'CNPJ/CPF',
    email: 'E-mail',
    phone: 'Phone',
    contactName: 'Contact',
    situation: 'Status',
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
    scientific:
      'Number in scientific notation, which has lost digits: format the column as Text in Excel and save again',
  },
  duplicateOf: (line) => `Repeats line ${line}`,

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
      'This is an old Excel spreadsheet (.xls) that I could not open. Open it in Excel, use Save As, Excel Workbook (.xlsx), and send it again.',
    binaryWorkbook:
      'This is a binary Excel spreadsheet (.xlsb) that I could not open. Open it in Excel, use Save As, Excel Workbook (.xlsx), and send it again.',
    openDocument:
      'This is a LibreOffice spreadsheet (.ods) that I could not open. Open it in LibreOffice, save it as .xlsx and send it again.',
    word: 'This is a text document (Word), not a spreadsheet. Put the table into Excel, save it as .xlsx and send it again.',
    numbers: 'This is a spreadsheet of Apple Numbers. In Numbers use File, Export To, Excel, and send the .xlsx.',
    dbase:
      'This is a table of dBase, Clipper or FoxPro (.dbf), which I do not open. Open it in Excel or LibreOffice, save it as .xlsx and send it again.',
    oldExchange:
      'This is an old format for exchanging spreadsheets (SYLK or DIF), which I do not open. Open it in Excel, save it as .xlsx and send it again.',
    otherZip: 'This is a compressed file, not a spreadsheet. Send the CSV or XLSX that is inside.',
    markup:
      'This is a page (HTML or XML) without a table that I can read. Open it in Excel, save it as .xlsx and send it again.',
    binary: 'This is neither text nor a spreadsheet. Send the list as CSV or XLSX.',
    damaged: 'The spreadsheet is damaged and cannot be read. Open it, save it again and send it once more.',
    locked: 'The spreadsheet has a password. Save it without one and send it again.',
    tooMuchInside:
      'The spreadsheet, once unpacked, is over the size limit and was not opened. Save just the list of clients and send it again.',
    tooManyColumns: (max) =>
      `The spreadsheet has more than ${f.number(max)} columns. Save just those that matter and send it again.`,
    tooManyLines: (max) =>
      `The spreadsheet has more than ${f.number(max)} lines. Split it and send one part at a time.`,
    tooLarge: (megabytes) => `The file is larger than ${f.number(megabytes)} MB. Split it and send one part at a time.`,
  },
} satisfies typeof ptBR;
