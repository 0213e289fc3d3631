import { codesOf, ofChats, ofEach } from '../../kit/platform.ts';
import { en as format } from '../format.ts';
import type { cli as ptBR } from '../pt-BR/cli.ts';
import { platforms } from './platforms.ts';

export const cli = {
  about: 'Carteira on the command line.',
  usage: 'Usage',
  commands: 'Commands',
  options: 'Options',
  file: 'FILE',
  more: (command) => `${command} COMMAND --help shows the options of each.`,
  verbs: {
    doctor: `Checks configuration, database, files, ${ofChats(platforms, ({ short }) => short).join(', ')}, e-mail and Conta Azul, and says what to fix`,
    'firm create': 'Creates a firm and its first administrator',
    'firm link': 'Gives a one-time code that links one more workspace or server to a firm',
    'firm export':
      'Takes everything of a firm into an empty folder (FILE is the folder): data as JSON Lines, and the documents',
    'firm erase':
      'Erases everything of a firm: revokes authorizations, notifies clients and channels, and deletes the data',
    import: 'Imports clients from a spreadsheet (CSV, XLSX, XLS, ODS)',
    'digest run': 'Prepares the digests that are due, and the bot sends them; with --at, only shows what would be due',
    backup: 'Copies the database to a file, even while the bot runs',
    migrate: 'Applies the migrations that the database lacks and says which; the bot does the same when it starts',
    mcp: 'Connects an assistant that speaks over stdio to Carteira at PUBLIC_URL, with the key in MCP_KEY',
  },
  flags: {
    help: 'Shows this help',
    json: 'Answers in JSON, for programs',
    lang: 'Language: pt-BR or en',
    due: 'Those that are due',
    at: 'As if it were this moment, in Brasília: 2026-12-01T08:00, or with a zone: 2026-12-01T11:00Z',
    force: 'Replaces the file if it exists',
    column: 'What a column is, as in “Partner=contactName”; none to leave it out. May be repeated',
    encoding: 'How to read the letters: utf-8, windows-1252, ibm850, ibm437, macintosh, utf-16le…',
    'include-set-aside': 'Includes the lines set aside for having only a name',
    'include-without': 'Includes the lines refused for one wrong value, without that value',
    firm: 'The firm: its name, its id, or only (the one that exists)',
    confirm: 'The name of the firm, written out, to confirm',
    now: 'Does not wait for what has not been sent yet',
    name: 'Name of the firm',
    email: 'E-mail of the firm, the one clients type',
    admin: 'Name of the first administrator',
    ...ofEach(platforms, ({ seat }) => seat),
  },
  mcpNoKey: 'MCP_KEY is missing: make a key in /configurar, under Assistants, and put it into that variable.',
  mcpRefused: {
    unauthorized: (url: string) =>
      `${url} did not take the key in MCP_KEY. Make another in /configurar, under Assistants.`,
    away: (url: string) => `Carteira did not answer at ${url}. Check PUBLIC_URL, and whether the server runs.`,
  },
  taken: (firm: string, folder: string, rows: number, files: number) =>
    `Everything of ${firm} is in ${folder}: ${format.count(rows, 'row of data', 'rows of data')} and ${format.count(files, 'document', 'documents', 'no documents')}.`,
  takenAbout: (firm: string, at: string) =>
    `Everything Carteira stores of ${firm}, on ${at}.\n\nEach .jsonl file is a table: one record a line, as JSON (UTF-8), with times in UTC and amounts in cents.\nreceived/ has the documents clients sent; documents/, the ZIPs that are still kept. The number in front of a name is the record’s id.\nAccess keys are not taken along: they are no data about anybody and would open nothing elsewhere.\n`,
  notEmpty: (folder: string) => `${folder} is not empty. Choose a new folder.`,
  confirmName: (firm: string) => `To confirm, write the name of the firm: --confirm "${firm}"`,
  firmGone: (firm: string) => `${firm} has left: its data and documents have been erased.`,
  firmWaits: (firm: string) =>
    `The end of ${firm} has begun: nobody enters any more, and the messages about it are leaving. The bot erases everything once they are out, within a day; not to wait, run this again with --now.`,
  unknown: (typed, near, command) =>
    `I don’t know “${typed}”. ${near ? `Did you mean ${near}?` : `${command} --help shows what I can do.`}`,
  unknownFlag: (typed) => `I don’t know the option ${typed}.`,
  missing: (what) => `${what} is missing.`,
  tooMuch: (typed) => `“${typed}” was not expected.`,
  noValue: (flag) => `${flag} is not right: see the help.`,
  failed: (why) => `Failed: ${why}`,
  configuration: (count) =>
    count === 1 ? 'The configuration has a problem:' : `The configuration has ${count} problems:`,
  noColumn: (typed, fields) =>
    `--column ${typed} is not right: write “Title=field”, with one of these fields: ${fields.join(', ')}.`,
  noEncoding: (typed, known) => `I don’t know the encoding ${typed}. I know: ${known.join(', ')}.`,
  statuses: { ok: 'ok', warn: 'warning', problem: 'PROBLEM', off: '—' },
  fine: 'All is well.',
  toFix: (count) => (count === 1 ? 'There is one problem to fix.' : `There are ${count} problems to fix.`),
  checks: {
    node: 'Node.js',
    config: 'Configuration',
    database: 'Database',
    migrations: 'Migrations',
    disk: 'Disk',
    address: 'Public address',
    secret: 'Secret',
    mail: 'E-mail',
    files: 'Files',
    accounts: 'Conta Azul',
    authorizations: 'Authorizations',
    ...ofEach(platforms, ({ name }) => name),
  },
  wrongs: {
    address: 'is not a valid address; it must begin with http:// or https://',
    applicationMissing: 'is missing; Conta Azul asks for the id and the secret of the application',
    database: 'must be file:… or postgresql://host/name',
    files: 'must be s3://KEY:SECRET@host:port/bucket?region=…&tls=0, with no other options',
    mail: 'must be smtp://host:port or smtps://host:port',
    number: 'must be a number',
    option: 'is not one of the options (see .env.example)',
    email: 'must be an e-mail address',
    port: 'must be a number from 0 to 65535',
    secret: 'must have at least 32 characters',
    secretMissing: 'is missing; with chat tokens it is required: openssl rand -base64 48',
    ...codesOf(platforms, 'wrongs'),
  },
  nodeOld: (version) => `This is version ${version}; install 20.19 or newer.`,
  demo: 'Nothing is set: npm start runs the demo.',
  configured: 'Variables understood.',
  sqlite: (file) => `SQLite in ${file}, reads and writes.`,
  sqliteNew: (file) => `Does not exist yet; will be made in ${file}.`,
  postgres: (server) => `PostgreSQL at ${server}, reads and writes.`,
  database: {
    SQLITE_NOTADB: 'The file is there but is not a database. Check DATABASE_URL.',
    SQLITE_CORRUPT: 'The database file is damaged. Restore the last backup (docs/deploy.md).',
    SQLITE_BUSY: 'The database has been busy for more than 5 seconds. See whether another process holds it.',
    SQLITE_READONLY: 'The database can only be read. Give write permission on the file and its folder.',
    SQLITE_CANTOPEN:
      'The database file does not open. Check the path in DATABASE_URL and the permissions of its folder.',
    EACCES: 'No permission on the folder of the database. Give write permission to whoever runs the bot.',
    ECONNREFUSED: 'PostgreSQL does not answer at that address. See whether it runs and the port is right.',
    ENOTFOUND: 'The PostgreSQL server was not found. Check the name in DATABASE_URL.',
    ETIMEDOUT: 'PostgreSQL did not answer within 5 seconds. Check the address and the firewall.',
    '28P01': 'PostgreSQL refused the user or the password. Check DATABASE_URL.',
    '28000': 'PostgreSQL refused the user. Check DATABASE_URL and pg_hba.conf.',
    '3D000': 'That database does not exist on the server. Make it with createdb.',
    DATABASE_GONE:
      'The database file was deleted or replaced while Carteira ran. Stop the bot and restore the last backup (docs/deploy.md).',
    SQLITE_FULL: 'The disk is full. Make room and try again.',
    HELD: 'Another Carteira is running on this database. Stop it first, or use PostgreSQL to run several.',
    ZONE: "The session on PostgreSQL does not stay in UTC. Run ALTER ROLE … SET timezone = 'UTC' for Carteira's user (docs/deploy.md).",
    READONLY: 'This PostgreSQL can only be read. Use the primary server.',
  },
  databaseOther: (code) => `The database did not open (${code}). Check DATABASE_URL.`,
  migrated: (count) => `Up to date (${count} applied).`,
  pending: (names) => `Missing ${names}: the next npm start applies them.`,
  newer: (name) =>
    `This database is of a newer version (${name}). Update Carteira, or restore the backup from before the update.`,
  migrationFailed: (name, why) => `Migration ${name} failed and was rolled back: ${why}`,
  changed: (name) => `Migration ${name} was changed after it had been applied. Put the file back as it was.`,
  diskFree: (free) => `${free} free.`,
  diskFull: (free) => `Only ${free} free. Make room before the database can no longer write.`,
  proxiesUncounted: (url) =>
    `${url}. If there is a proxy in front, say how many in TRUSTED_PROXIES (nearly always 1): without it all visitors count as one.`,
  sealedBefore: (n) =>
    `${format.count(n, 'value is', 'values are')} still encrypted with the previous secret; the running bot encrypts all anew within an hour. Keep APP_SECRET_PREVIOUS.`,
  sealedAnew:
    'Nothing is encrypted with the previous secret any more: APP_SECRET_PREVIOUS can leave the configuration.',
  addressLocal: (url) =>
    `${url} exists on this machine only: set PUBLIC_URL, or the links in e-mails will not open for clients.`,
  notSet: (variables) => `Not set up (${variables}).`,
  platform: {
    unreachable: 'No answer within 5 seconds. Check the internet and the firewall of this machine.',
    ...codesOf(platforms, 'refused'),
  },
  platformOther: (code) => `Refused: ${code}.`,
  mailOk: (host) => `${host} accepts the connection.`,
  mail: {
    EAUTH: 'The mail server refused the user or the password. Check SMTP_URL.',
    EDNS: 'The mail server was not found. Check the name in SMTP_URL.',
    ECONNECTION: 'The mail server does not answer. Check the name and the port in SMTP_URL.',
    ESOCKET: 'The connection to the mail server failed. Check the port, and smtps:// for TLS from the start.',
    ETIMEDOUT: 'The mail server did not answer within 5 seconds. Check the name, the port and the firewall.',
    ETLS: 'The mail server did not take TLS. Check the port, and smtps:// for TLS from the start.',
  },
  mailOther: (code) => `The mail server refused (${code}).`,
  mailLocal: 'No SMTP_URL: e-mails stay in the local mailbox, at /mailbox.',
  files: ({ where, isNew, free, taken, received }) =>
    isNew
      ? `${where}, still to be made; ${free} free.`
      : `${where}: ${format.count(taken.files, 'file', 'files')} of exported documents (${taken.size}), ${format.number(received.files)} received from clients (${received.size}); ${free} free.`,
  filesFull: (where, free) => `Only ${free} free in ${where}. Make room before exporting documents.`,
  filesStore: (where, ms) => `${where}: written, read and removed in ${ms} ms.`,
  filesVersions: (where) =>
    `${where} keeps versions: what Carteira erases would stay there. Use a bucket without versioning.`,
  filesStoreClosed: (where, code) =>
    `${where} cannot be read or written (${code}). Check FILES_URL, and what the key may do in the bucket.`,
  filesClosed: (where, code) =>
    `${where} cannot be read or written (${code}). Check DATA_DIR and the permissions of the folder.`,
  accountsDemo: 'In the demo a stand-in answers in the place of Conta Azul.',
  accountsOk: 'The addresses answer and the application is known.',
  accounts: {
    authorize: 'CONTA_AZUL_AUTHORIZE_URL does not answer: clients could not authorize.',
    token: 'CONTA_AZUL_TOKEN_URL does not answer: no authorization is renewed.',
    api: 'CONTA_AZUL_API_URL does not answer: there are no figures and no documents.',
    client: 'Conta Azul does not know the application. Copy CONTA_AZUL_CLIENT_ID and CONTA_AZUL_CLIENT_SECRET again.',
  },
  authorizations: (counted) => `${counted.map(({ state, count }) => format.count(count, state, state)).join(', ')}.`,
  noAuthorizations: 'No client has authorized access to their data yet.',
  mailNowhere: 'Without SMTP_URL no e-mail leaves: invitations and confirmations do not reach clients.',
  backedUp: (file, size) => `Backup made and checked: ${file} (${size}).`,
  migrationsApplied: (count) =>
    count === 0
      ? 'Nothing to do: the database has every migration.'
      : `${format.count(count, 'migration applied', 'migrations applied')}.`,
  exists: (file) => `${file} exists. Choose another name, or --force to replace it.`,
  backupNothing: (file) => `There is no database in ${file}.`,
  backupBroken: (command) => `The backup did not pass its check and was removed. Run ${command} doctor.`,
  backupPostgres: 'With PostgreSQL, use its own tool: pg_dump --format=custom --file=FILE "$DATABASE_URL"',
  oneSeat: (flags) => `Choose one: ${flags.join(' or ')}.`,
  noFirms: (command) => `There is no firm in this database yet. Create one with ${command} firm create.`,
  noFirm: (typed, firms) => `There is no firm “${typed}”. There are: ${firms.join('; ')}.`,
  manyFirms: (firms) => `There is more than one firm; say which, by its id: ${firms.join('; ')}.`,
  created: (name, id) => `Firm created: ${name} (${id}).`,
  seated: (name) => `${name} can type /equipe and /importar in chat now.`,
  code: (code) => `One-time code: ${code}`,
  inDemo: 'This is in the demo’s database: with DATABASE_URL or with chat tokens it is another one.',
  digestsRan: (schedules: number, messages: number) =>
    `${schedules === 1 ? '1 digest was due' : `${schedules} digests were due`}, ${messages === 1 ? '1 message' : `${messages} messages`}.`,
  digestDue: (kind: string, moment: string, n: number) =>
    `${kind}, ${moment}: ${n === 1 ? '1 message' : `${n} messages`}`,
  digestsPreview:
    'This is a preview, with current data: nothing was sent and no slot was skipped. Without --at, what is due is sent.',
  digestsWait: 'If the bot is running, they go out now; if not, as soon as it starts.',
  unreadable: (file) => `I could not read ${file}. Check the path and its permissions.`,
} satisfies typeof ptBR;
