import { en as format } from '../format.ts';
import { digestClient } from './digestClient.ts';
import { digestDays } from './digestDays.ts';
import { digestNotices } from './digestNotices.ts';

const days = (n: number) => format.count(n, 'day', 'days');
const clients = (n: number) => format.count(n, 'client', 'clients', 'no client');
const week = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];
const at = (time: string) => `at ${time}`;

export const digests = {
  // What is said of a digest
  kind: {
    expiry: 'Expiring plans',
    portfolio: 'Portfolio',
    requests: 'Pending connections',
    documents: 'Month’s documents',
  },
  place: {
    channel: 'A channel',
    member: 'A person, in private',
    mail: 'An e-mail',
    analysts: 'Each analyst, in private',
    analystMails: 'Each analyst, by e-mail',
  },
  holiday: { next: 'Send on the next business day', skip: 'Do not send' },
  rule: {
    daily: (time: string) => `every day ${at(time)}`,
    weekdays: (time: string) => `weekdays ${at(time)}`,
    last: (time: string) => `last business day ${at(time)}`,
    weekly: (which: readonly number[], time: string) => `${format.list(which.map((day) => week[day]!))} ${at(time)}`,
    monthly: (day: number, time: string) =>
      day === 31 ? `last day of the month ${at(time)}` : `day ${day} ${at(time)}`,
    cron: (expression: string) => `cron ${expression}`,
  },
  presets: [
    'weekdays at 8:00',
    'Mondays at 9:00',
    'Fridays at 16:00',
    'day 1 at 8:00',
    'last business day at 8:00',
    'every day at 8:00',
  ],
  notARule:
    'I did not understand when. Write, for example, weekdays at 8:00, Mondays at 9:00, day 1, last business day at 17:00, or a cron of five fields (at most once an hour).',
  notSteps: 'Write one to four lead times in days, up to 365: for example, 7, 15, 30.',
  now: 'now',
  instant: (day: string, time: string) => `${day}, ${time}`,

  // The digest in the channel
  title: {
    expiry: 'Expiring plans',
    portfolio: 'Portfolio: what changed',
    requests: 'Connections waiting for an answer',
    documents: 'Month’s documents',
  },
  titleOf: (title: string, analyst: string) => `${title}: ${analyst}’s clients`,
  late: (moment: string) => `Late: scheduled for ${moment}.`,
  askedBy: (name: string) => `Sent just now by ${name}.`,
  preview: 'Preview with current data; only you see it.',
  previewEmpty: 'With no news, this digest would not be sent.',
  overdue: 'Overdue',
  within: (from: number, to: number) => (from <= 1 ? `Within ${days(to)}` : `From ${from} to ${days(to)}`),
  term: (left: number) =>
    left === 0
      ? 'expires today'
      : left === 1
        ? 'expires tomorrow'
        : left === -1
          ? 'expired yesterday'
          : left > 0
            ? `in ${days(left)}`
            : `${days(-left)} ago`,
  due: (term: string, day: string) => `${term} (${day})`,
  shortDay: (day: string) => day.replace(/ \d+$/, ''),
  group: (label: string, count: number) => `${label}: ${clients(count)}`,
  rest: (n: number, listed: number) => (listed === 0 ? 'See the list.' : `And ${format.number(n)} more, in the list.`),
  total: (total: number, listed: number) =>
    `${clients(total)}; here are ${format.number(listed)}, the first of each group.`,
  listOf: (label: string, n: number) => `${label} (${format.number(n)})`,
  renewal: {
    manual: 'no auto-renewal',
    open: (day: string) => `auto-renewal, cancel by ${day}`,
    today: 'last day to cancel the renewal',
    closed: 'auto-renewal',
  },
  notices: (letter: number, cancel: number) =>
    `Auto-renewal can be canceled up to ${days(cancel)} before the plan expires, and Conta Azul notifies the payer ${days(letter)} before. An unpaid boleto or Pix blocks the account.`,
  nothing: {
    expiry: (last: number) => `No plan is overdue or expires within ${days(last)}. Well done.`,
    portfolio: 'Nothing changed in the portfolio.',
    requests: 'No pending connections.',
    documents: 'The documents of every connected client have been exported this month.',
  },
  since: (from: string, to: string) => `From ${from} to ${to}`,
  firstSince: (from: string, to: string) => `First digest: the last 7 days, from ${from} to ${to}`,
  change: {
    connected: 'Connected',
    disconnected: 'Disconnected',
    contracted: 'Plans assigned',
    renewed: 'Renewed',
    expired: 'Expired',
  },
  byImport: 'By import',
  imported: {
    connected: (n: number) => format.count(n, 'became connected', 'became connected'),
    disconnected: (n: number) => format.count(n, 'is no longer connected', 'are no longer connected'),
  },
  chart: 'Clients by status',
  requestGroup: {
    received: (n: number) => `Client requests: ${format.number(n)}`,
    sent: (n: number) => `Invitations sent: ${format.number(n)}`,
  },
  sinceDay: (day: string) => `since ${day}`,
  documentsText: (count: number, never: number) =>
    never === 0
      ? 'Longest without an export'
      : never === count
        ? 'Never exported'
        : `${format.number(never)} never exported, then those longest without an export`,
  unauthorized: (n: number) =>
    `${n === 1 ? '1 of them has' : `${format.number(n)} of them have`} not authorized access to the data in Conta Azul yet.`,
  exportedOn: (day: string) => `exported on ${day}`,
  neverExported: 'never exported',
  open: 'Handle a client',
  openRequest: 'Open a request',
  list: (n: number) => `Open the list (${format.number(n)})`,
  go: { conexoes: 'See connections', carteira: 'See the portfolio', clientes: 'See clients', resumo: 'Digests' },
  deed: {
    done: (who: string) => `done by ${who}`,
    reminded: (who: string) => `reminded by ${who}`,
    muted: (who: string) => `put off by ${who}`,
    contracted: (who: string) => `assigned by ${who}`,
    renewed: (who: string) => `renewed by ${who}`,
    renewalOn: (who: string) => `renewal turned on by ${who}`,
    renewalOff: (who: string) => `renewal turned off by ${who}`,
    cancelled: (who: string) => `canceled by ${who}`,
    exported: (who: string) => `exported by ${who}`,
  },
  somebody: 'somebody',
  system: 'the system',

  client: digestClient,

  // /resumo
  command: 'digest',
  summary: 'Scheduled digests: what expires, what changed, what is missing',
  example: 'What is scheduled, where, when, and the next run',
  heading: 'Digests',
  none: 'No digest is scheduled yet. Create the first: expiring plans, for example, on weekdays at 8:00, in this channel.',
  noneOwn: 'You have no digest yet. Create yours: it arrives in private, with only your own clients.',
  scheduleColumn: { what: 'What', when: 'When', where: 'Where', next: 'Next' },
  scheduleCaption: (n: number) => format.count(n, 'digest', 'digests'),
  pick: 'Open a digest',
  create: 'New digest',
  first: 'Expiring plans, weekdays at 8:00, here',
  watch: 'Instant notices',
  daysOff: 'Firm holidays',
  back: 'Back to the digests',
  newTitle: 'New digest',
  editTitle: 'Edit digest',
  tuneTitle: 'Digest settings',
  save: 'Save',
  field: {
    kind: { typed: 'kind', label: 'What to include' },
    when: {
      typed: 'when',
      label: 'When',
      hint: 'weekdays at 8:00, Mondays at 9:00, day 1, last business day, or cron',
    },
    place: { typed: 'where', label: 'Where to send it' },
    channel: { typed: 'channel', label: 'Channel', hint: 'Empty: this channel' },
    to: { typed: 'to', label: 'Person or e-mail', hint: 'When the destination is not a channel' },
    ownPlace: { typed: 'where', label: 'How you want to receive it' },
    holiday: { typed: 'holiday', label: 'If it falls on a holiday' },
    steps: { typed: 'periods', label: 'Lead times, in days', hint: 'Only for expiring plans: 7, 15, 30' },
    empty: { typed: 'empty', label: 'Send even with no news' },
    day: { typed: 'day', label: 'Day', hint: '2026-12-24' },
    until: { typed: 'until', label: 'Until', hint: 'For a recess of several days' },
    dayName: { typed: 'name', label: 'What it is', hint: 'City anniversary, recess…' },
    watched: { typed: 'channel', label: 'Channel that gets the notices' },
    email: { typed: 'email', label: 'Correct e-mail' },
    topics: { typed: 'notices', label: 'What to notify' },
  },
  ownPlace: { member: 'Here, in private', mail: 'By e-mail' },
  noChannelHere: 'Name the channel; I cannot tell which one from here.',
  noSuchPerson: (typed: string) =>
    `I did not find “${typed}” on the team, and it is not an e-mail. See the names in /equipe.`,
  whichPerson: (names: readonly string[]) =>
    `More than one person has this name: ${format.list(names)}. Write the e-mail.`,
  withoutMail: (name: string) => `${name} (no e-mail)`,
  outside: (address: string) => `${address} (outside the team: client data leaves the firm)`,
  leaves: (address: string) =>
    `${address} belongs to nobody on the team: with this digest, client data leaves the firm.`,
  needTo: 'Write the person’s name or the e-mail.',
  noSeat: (name: string) => `${name} has no access here yet. Send it by e-mail, or give access in /equipe.`,
  noOwnMail: 'You have no e-mail on record. Ask an administrator to add it in /equipe.',
  gone: 'This digest no longer exists. See the current ones with /resumo.',
  changed: 'Somebody has just changed this digest. Open it again with /resumo and check.',
  tooMany: (n: number) =>
    `There are already ${format.number(n)} digests, the maximum. Delete one that nobody reads in /resumo.`,
  fact: {
    when: 'When',
    where: 'Where',
    next: 'Next run',
    last: 'Last run',
    holiday: 'On a holiday',
    steps: 'Lead times',
    empty: 'With no news',
    state: 'Status',
  },
  sends: 'send',
  staysQuiet: 'do not send',
  noLast: 'none yet',
  active: 'Active',
  paused: {
    asked: 'Paused',
    nobody: 'Paused: no recipient left',
    gone: 'Paused: the destination no longer receives messages',
    left: 'Paused: Carteira is no longer there',
  },
  where: {
    channel: (channel: string) => `channel ${channel}`,
    here: 'this channel',
    elsewhere: (platform: string) => `a channel on ${platform}`,
    named: (name: string, platform: string) => `#${name}, on ${platform}`,
    member: (name: string) => `${name}, in private`,
    mail: (address: string) => address,
    analysts: 'each analyst, in private',
    analystMails: 'each analyst, by e-mail',
  },
  see: 'See now',
  send: 'Send now',
  edit: 'Edit',
  tune: 'Settings',
  pause: 'Pause',
  resume: 'Resume',
  remove: 'Delete',
  removeAsk: (what: string) => `Delete the digest “${what}”? Messages already sent stay.`,
  removeYes: 'Delete digest',
  keep: 'Cancel',
  removed: 'Digest deleted.',
  saved: 'Saved.',
  created: 'Digest created. See what it looks like now, or wait for the next run.',
  sentNow: (n: number) => (n === 0 ? 'No recipients.' : `${format.count(n, 'message', 'messages')} on the way.`),
  nobody: 'No recipients: no analyst has an e-mail or access here. See /equipe.',

  ...digestDays,
  ...digestNotices,

  // E-mail
  mail: {
    subject: (title: string, firm: string) => `${title} · ${firm}`,
    open: (platform: string) => `Open in ${platform}`,
    onwards: {
      expiry: 'To assign a plan, renew or remind a client, open the list in the chat with /clientes.',
      portfolio: 'To see the whole portfolio, type /carteira in the chat.',
      requests: 'To accept, decline or remind, type /conexoes in the chat.',
      documents: 'To fetch the documents, type /documentos in the chat.',
    },
    footer: (firm: string, when: string) =>
      `Digest of ${firm}, ${when}. To change or pause it, type /resumo in the firm’s chat.`,
    footerOnce: (firm: string) => `Digest of ${firm}. To change or pause it, type /resumo in the firm’s chat.`,
  },
  reminder: {
    subject: (firm: string, left: number) =>
      left < 0 ? `${firm}: your plan has expired` : `${firm}: your plan is about to expire`,
    text: (firm: string, plan: string, day: string, left: number) => [
      left < 0
        ? `Your company’s ${plan} plan at Conta Azul expired on ${day}.`
        : left === 0
          ? `Your company’s ${plan} plan at Conta Azul expires today, ${day}.`
          : `Your company’s ${plan} plan at Conta Azul expires on ${day}, in ${days(left)}.`,
      `To keep your access, talk to ${firm}, or renew at Conta Azul itself, under Meu Plano.`,
    ],
    renews: 'Auto-renewal is on: if the payment details are correct, there is nothing to do.',
    footer: (firm: string, phone: string) => `Sent by ${firm}${phone ? `, ${phone}` : ''}, your accounting firm.`,
  },
};
