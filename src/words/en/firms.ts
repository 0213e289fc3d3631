import { ofEach } from '../../kit/platform.ts';
import { en as format } from '../format.ts';
import type { firms as ptBR } from '../pt-BR/firms.ts';
import { platforms } from './platforms.ts';

const count = format.count;

const platform = ofEach(platforms, ({ short }) => short);
const space = (name: string): string => platforms[name]?.space ?? 'workspace';

export const firms = {
  role: { admin: 'Administrator', analyst: 'Analyst' },
  platform,
  language: { 'pt-BR': 'Português', en: 'English' },

  // Who arrives.
  strangerTitle: 'We haven’t met yet',
  stranger: (admins: readonly string[]) =>
    admins.length > 0
      ? `You are not on the team yet. Ask ${format.list(admins)} to add you with /equipe.`
      : 'You are not on the team yet. Ask an administrator of the firm to add you with /equipe.',
  newcomerTitle: 'Welcome to Carteira',
  newcomer: (platform: string) =>
    `This ${space(platform)} is not linked to a firm yet. Set it up in a minute: the firm’s name, your name, e-mail and phone.`,
  newcomerCode: 'Does your firm already use Carteira somewhere else? Get a code there with /equipe and use it here.',
  askAdmin: (platform: string) =>
    `This ${space(platform)} is not linked to a firm yet. Ask an administrator of this ${space(platform)} to type /configurar.`,
  adminUnknown: (name: string) =>
    `${platform[name] ?? name} did not report whether you are an administrator of this ${space(name)}, and only an administrator can set it up. Try again in a moment.`,
  nowhere: 'Here, in a direct message, I cannot tell which firm you belong to. Type the command in your firm’s server.',
  tryAgain: 'Try again',
  setUp: 'Set up',
  setUpTitle: 'Set up Carteira',
  firmName: { typed: 'firm', label: 'Firm’s name', hint: 'Leave empty if you have a code' },
  yourName: { typed: 'name', label: 'Your name' },
  yourEmail: { typed: 'email', label: 'Your e-mail', hint: 'The one your clients type to ask for a connection' },
  phone: { typed: 'phone', label: 'Firm’s phone', hint: 'With area code: (11) 4002-8922' },
  code: {
    typed: 'code',
    label: 'Code from another workspace or server',
    hint: 'Only if the firm already uses Carteira',
  },
  badPhone: 'Write the phone with its area code, for example (11) 4002-8922.',
  badCode: 'Invalid code: it was used, has expired, or has a typo. Get another one with /equipe.',
  emailRemoved:
    'This e-mail belongs to somebody who has left the team. An administrator brings them back in /equipe, under Former members, and makes a code just for them.',
  emailTaken: 'This e-mail belongs to somebody else on the team. Ask them for a code, or to add you with /equipe.',
  workspaceTaken: (admins: readonly string[]) =>
    `The firm has just been set up here${admins.length > 0 ? ` by ${format.list(admins)}` : ''}. Nothing was changed; ask to be added to the team with /equipe.`,
  alreadySetUp: (firm: string) =>
    `This place is already linked to ${firm}, and you are on the team. Type /configurar to see the settings.`,
  ready: (firm: string) => `Done: ${firm} is on Carteira`,
  readyText: 'You are an administrator. Next steps:',
  joined: (firm: string) => `Done: ${firm} is here too`,
  joinedText: 'The portfolio is the same in both places. Add the people of the team here with /equipe.',
  next: {
    importar: 'import your clients from a spreadsheet',
    equipe: 'add the analysts',
    configurar: 'choose the notices channel, the time zone and the deadlines',
    ajuda: 'see all I can do',
  },

  // /configurar
  settings: 'settings',
  settingsSummary: 'Shows and changes the firm’s settings and your language',
  settingsExample: 'The firm’s settings',
  settingsTitle: 'Settings',
  settingsOthers: (admins: readonly string[]) =>
    admins.length > 0
      ? `To change the firm’s settings, ask ${format.list(admins)}.`
      : 'To change the firm’s settings, ask an administrator.',
  name: 'Firm',
  email: 'E-mail for requests',
  phoneShort: 'Phone',
  locale: 'Firm’s language',
  timeZone: 'Time zone',
  requestDays: 'Invitation deadline',
  links: 'Links to files',
  linksFor: { presser: 'Only for whoever clicks, for 5 minutes', anyone: 'Open: for anyone with the link' },
  days: (n: number) => count(n, 'day', 'days'),
  channel: 'Notices channel',
  unproven: 'not confirmed yet',
  prove: 'Send confirmation',
  proofSent: (email: string) =>
    `We sent an e-mail to ${email}. Open it and confirm: only then can clients find the firm by it.`,
  proofRecent: (email: string) =>
    `The e-mail to ${email} was sent a moment ago, or it is already confirmed. Check the inbox.`,
  noChannel: 'none (choose one to receive requests and notices)',
  none: 'not given',
  editFirm: 'Firm details',
  editPreferences: 'Preferences',
  useChannel: 'Use this channel',
  saved: 'Saved.',
  save: 'Save',
  myLanguage: 'My language',
  chatLanguage: 'Same as my chat app',
  fields: {
    firm: { typed: 'firm', label: 'Firm’s name' },
    email: { typed: 'email', label: 'E-mail for requests', hint: 'The one your clients type to ask for a connection' },
    locale: { typed: 'language', label: 'Firm’s language', hint: 'For those who have not chosen their own' },
    timeZone: { typed: 'timezone', label: 'Time zone', hint: 'For example Manaus, or America/Manaus' },
    links: { typed: 'links', label: 'Links to files', hint: 'Who can open the documents the bot keeps' },
    requestDays: {
      typed: 'deadline',
      label: 'Invitation deadline',
      hint: 'How long an invitation waits for an answer',
    },
    channel: { typed: 'channel', label: 'Notices channel', hint: 'Where requests and notices appear' },
  },
  badZone: 'I don’t know this time zone. Write the city (Manaus) or the full name (America/Manaus).',
  zones: {
    'America/Sao_Paulo': 'Brasília, São Paulo, Rio de Janeiro',
    'America/Bahia': 'Salvador',
    'America/Recife': 'Recife',
    'America/Fortaleza': 'Fortaleza',
    'America/Maceio': 'Maceió',
    'America/Belem': 'Belém',
    'America/Araguaina': 'Araguaína, Palmas',
    'America/Santarem': 'Santarém',
    'America/Manaus': 'Manaus',
    'America/Cuiaba': 'Cuiabá',
    'America/Campo_Grande': 'Campo Grande',
    'America/Porto_Velho': 'Porto Velho',
    'America/Boa_Vista': 'Boa Vista',
    'America/Rio_Branco': 'Rio Branco',
    'America/Eirunepe': 'Eirunepé',
    'America/Noronha': 'Fernando de Noronha',
  },

  // /equipe
  team: 'team',
  teamSummary: 'Shows the team and manages roles, access and portfolios',
  teamExample: 'The whole team',
  teamExampleOne: 'One person on the team',
  teamExampleTyped: 'ana',
  teamTitle: (firm: string) => `${firm}’s team`,
  people: (n: number) => count(n, 'person', 'people'),
  person: { typed: 'person', label: 'Person', hint: 'Name or e-mail of somebody on the team' },
  columns: { name: 'Name', role: 'Role', email: 'E-mail', where: 'Access', clients: 'Clients' },
  noAccess: 'no access yet',
  noEmail: 'no e-mail',
  more: 'More people',
  back: 'See the whole team',
  look: 'See one person',
  add: 'Add a person',
  former: 'Former members',
  formerText: 'Whoever left can no longer get in anywhere. You can bring them back, or erase their data.',
  formerNone: 'Nobody has left the team, or the data of those who did is erased.',
  leftOn: (day: string) => `left on ${day}`,
  bringBack: 'Bring back',
  backAgain:
    'Back on the team, as an Analyst and without access yet. If they are in this workspace, use Add a person with this same e-mail; if they are in another, make a code for them.',
  notFormer: 'They are not among those who left: they are back already, or their data was erased.',
  codeFor: 'Access code',
  codeForTitle: 'A code for one person of the team',
  codeForText:
    'Give this code to that person only. In the other workspace they type /configurar and enter it as the code of another workspace: they come in as themselves, with the role they have here.',
  codeNeedless: 'They have access already, or are no longer on the team. No code was made.',
  addTitle: 'Add to the team',
  addSubmit: 'Add',
  addFields: {
    user: { typed: 'user', label: 'Who', hint: 'The person, in this workspace or server' },
    name: { typed: 'name', label: 'Name' },
    email: { typed: 'email', label: 'E-mail' },
    role: { typed: 'role', label: 'Role', hint: 'Analysts see only the clients assigned to them' },
  },
  added: (name: string) => `${name} is on the team.`,
  addedHint: 'Let them know: they can type /ajuda here now.',
  linked: (name: string, role: string) => `${name} was already on the team (${role}) and now has access from here.`,
  alreadyThere: (name: string) => `This person is already on the team: it is ${name}.`,
  emailHasAccess: (name: string) => `This e-mail is ${name}’s, who already has access here as another user.`,
  noSuchMember: (typed: string) => `I did not find “${typed}” on the team. Type /equipe to see who is on it.`,
  whichMember: (names: readonly string[]) => `More than one person matches: ${format.list(names)}. Write the e-mail.`,
  memberGone: 'This person is no longer on the team. Type /equipe to see who is.',
  makeAdmin: 'Make administrator',
  makeAnalyst: 'Make analyst',
  isNow: (name: string, role: string) => `${name} now has the role: ${role}.`,
  roleAlready: (name: string, role: string) => `${name} already has the role: ${role}.`,
  lastAdmin: 'At least one administrator with access must stay. Make somebody else an administrator first.',
  remove: 'Remove',
  removeTitle: 'Remove from the team',
  heir: {
    typed: 'successor',
    label: 'New owner',
    hint: 'Empty: the clients are left without an analyst',
    former: ['heir'],
  },
  removed: (name: string) => `${name} has left the team and no longer has access. Their history stays.`,
  moved: (n: number, to: string | undefined) =>
    to
      ? `${count(n, 'client was', 'clients were', 'No clients were')} transferred to ${to}.`
      : `${count(n, 'client was', 'clients were', 'No clients were')} left without an analyst.`,
  notToSelf: 'Choose somebody else: this person already has the clients.',
  assign: 'Assign clients',
  assignTitle: 'Assign clients',
  release: 'Unassign clients',
  releaseTitle: 'Unassign clients',
  handOver: 'Transfer portfolio',
  handOverTitle: 'Transfer portfolio',
  handOverSubmit: 'Transfer',
  receiver: { typed: 'to', label: 'New owner', hint: 'Name or e-mail. Empty: left without an analyst' },
  client: { typed: 'client', label: 'One client', hint: 'Name, CNPJ or CPF' },
  clientList: { typed: 'list', label: 'Or several, one per line', hint: 'Name, CNPJ or CPF on each line' },
  nothingTyped: 'Choose a client or write several, one per line.',
  given: (n: number, name: string) =>
    `${count(n, 'client was', 'clients were', 'No new clients were')} added to ${name}’s portfolio.`,
  taken: (n: number, name: string) =>
    `${count(n, 'client was', 'clients were', 'No clients were')} removed from ${name}’s portfolio.`,
  notFound: 'Not found',
  ambiguous: 'More than one matches; write the CNPJ or CPF',
  linkCode: 'Code for another workspace or server',
  linkTitle: 'One-time code',
  linkText: 'In the other workspace or server, an administrator types /configurar, clicks Set up and enters this code.',
  addText: 'If Carteira is not there yet, open the address below in a browser: it arrives in your firm already.',
  addWith: (platform: string, url: string) => `Or add Carteira to ${platform} by this address: ${url}`,
  linkNote: (minutes: number) =>
    `Valid for ${minutes} minutes, for a single use. Whoever uses it becomes an administrator of the firm: send it only to somebody you trust.`,
} satisfies typeof ptBR;
