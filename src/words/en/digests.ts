import { en as format } from '../format.ts';
import { digestDays } from './digestDays.ts';
import { digestNotices } from './digestNotices.ts';

const days = (n: number) => format.count(n, 'day', 'days');
const clients = (n: number) => format.count(n, 'client', 'clients', 'no client');
const week = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];
const at = (time: string) => `at ${time}`;

export const digests = {
  // What is said of a digest
  kind: { expiry: 'Expiries', portfolio: 'Portfolio', requests: 'Pending connections', documents: 'Documents of the month' },
  place: {
    channel: 'A channel',
    member: 'A person, in private',
    mail: 'An e-mail',
    analysts: 'Each analyst, in private',
    analystMails: 'Each analyst, by e-mail',
  },
  holiday: { next: 'Goes out the next business day', skip: 'Is left out' },
  rule: {
    daily: (time: string) => `every day ${at(time)}`,
    weekdays: (time: string) => `business days ${at(time)}`,
    last: (time: string) => `last business day ${at(time)}`,
    weekly: (which: readonly number[], time: string) => `${format.list(which.map((day) => week[day]!))} ${at(time)}`,
    monthly: (day: number, time: string) => (day === 31 ? `last day of the month ${at(time)}` : `day ${day} ${at(time)}`),
    cron: (expression: string) => `cron ${expression}`,
  },
  presets: [
    'business days at 8:00',
    'Mondays at 9:00',
    'Fridays at 16:00',
    'day 1 at 8:00',
    'last business day at 8:00',
    'every day at 8:00',
  ],
  notARule:
    'I did not understand when. Write, for example, business days at 8, Mondays at 9, day 1, last business day at 17:00, or a cron of five fields (at most once an hour).',
  notSteps: 'Write one to four periods in days, up to 365: for example, 7, 15, 30.',
  now: 'now',
  instant: (day: string, time: string) => `${day}, ${time}`,

  // The digest in the channel
  title: {
    expiry: 'Plans about to expire',
    portfolio: 'Portfolio: what changed',
    requests: 'Connections waiting',
    documents: 'Documents of the month',
  },
  titleOf: (title: string, analyst: string) => `${title}: clients of ${analyst}`,
  late: (moment: string) => `Late: this was due on ${moment}.`,
  askedBy: (name: string) => `Sent just now by ${name}.`,
  preview: 'A preview with the data of this moment; only you see it.',
  previewEmpty: 'Empty as it is, this digest would not be sent.',
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
  rest: (n: number, listed: number) => (listed === 0 ? 'They are in the list.' : `And ${format.number(n)} more, in the list.`),
  total: (total: number, listed: number) =>
    `${clients(total)}${listed < total ? `; here are ${format.number(listed)}, the first of each group` : ''}.`,
  listOf: (label: string, n: number) => `${label} (${format.number(n)})`,
  renewal: {
    manual: 'does not renew',
    open: (day: string) => `renews itself, cancel by ${day}`,
    today: 'renews itself, cancel by today',
    closed: 'renews itself',
  },
  notices: (letter: number, cancel: number) =>
    `Automatic renewal can be cancelled up to ${days(cancel)} before the plan expires, and Conta Azul writes to the payer ${days(letter)} before. An unpaid boleto or Pix blocks the account.`,
  nothing: {
    expiry: (last: number) => `No plan is overdue, and none expires within ${days(last)}. Well done.`,
    portfolio: 'Nothing has changed in the portfolio.',
    requests: 'Nobody is waiting for an answer.',
    documents: 'The documents of every connected client have been exported this month.',
  },
  since: (from: string, to: string) => `From ${from} to ${to}`,
  firstSince: (from: string, to: string) => `The first summary: the last seven days, from ${from} to ${to}`,
  change: { connected: 'Connected', disconnected: 'Disconnected', contracted: 'Plans contracted', renewed: 'Renewed', expired: 'Expired' },
  byImport: 'By import',
  imported: {
    connected: (n: number) => format.count(n, 'became connected', 'became connected'),
    disconnected: (n: number) => format.count(n, 'is connected no longer', 'are connected no longer'),
  },
  chart: 'Clients by situation',
  requestGroup: {
    received: (n: number) => `Requests of clients: ${format.number(n)}`,
    sent: (n: number) => `Invitations sent: ${format.number(n)}`,
  },
  sinceDay: (day: string) => `since ${day}`,
  documentsText: (count: number, never: number) =>
    `Without an export this month: ${clients(count)}${never > 0 ? `, ${format.number(never)} never exported` : ''}`,
  exportedOn: (day: string) => `exported on ${day}`,
  neverExported: 'never exported',
  open: 'Settle a client',
  openRequest: 'Open a request',
  list: (n: number) => `Open the list (${format.number(n)})`,
  go: { conexoes: 'See connections', carteira: 'See the portfolio', clientes: 'See clients', resumo: 'Digests' },
  deed: {
    done: (who: string) => `done by ${who}`,
    reminded: (who: string) => `reminded by ${who}`,
    muted: (who: string) => `muted by ${who}`,
    contracted: (who: string) => `contracted by ${who}`,
    renewed: (who: string) => `renewed by ${who}`,
    renewalOn: (who: string) => `renewal turned on by ${who}`,
    renewalOff: (who: string) => `renewal turned off by ${who}`,
    cancelled: (who: string) => `cancelled by ${who}`,
    exported: (who: string) => `exported by ${who}`,
  },
  somebody: 'somebody',
  system: 'the clock',

  // A client of the digest
  client: {
    gone: 'This client is not in your portfolio. See yours with /clientes.',
    done: 'Done',
    reopen: 'Reopen',
    mute: 'Mute for 30 days',
    unmute: 'Unmute',
    remind: 'Remind by e-mail',
    stop: 'Stop renewal',
    documents: 'Get documents',
    card: 'Open record',
    muted: (day: string) => `Muted until ${day}: digests leave this client out.`,
    saidDone: (name: string) => `${name}: done. Digests leave this expiry out from now on.`,
    saidReopened: (name: string) => `${name} is back in the digests.`,
    saidMuted: (name: string, day: string) => `${name} is muted until ${day}.`,
    already: (who: string) => `${who} has done that already. Nothing changed now.`,
    notMuted: 'This client is not muted.',
    notDone: 'This is not marked as done.',
    noExpiry: 'This client has no plan that expires.',
    noEmail: 'This client has no e-mail. Add it to the record and try again.',
    remindAsk: (name: string, email: string) => `Send ${name} a reminder of the expiry now, to ${email}?`,
    remindYes: 'Send reminder',
    remindNo: 'Do not send',
    kept: 'Nothing was sent.',
    reminded: (email: string) => `A reminder was sent to ${email}.`,
    remindedToday: (who: string) => `${who} has sent a reminder today already. Nothing was sent now.`,
  },

  // /resumo
  command: 'digest',
  summary: 'Scheduled digests: what expires, what changed, what is missing',
  example: 'What is scheduled, where, when, and the next run',
  heading: 'Digests',
  none: 'No digest is scheduled yet. Create the first: expiring plans, for example, on business days at 8, in this channel.',
  noneOwn: 'You have no digest yet. Create yours: it comes in private, with your own clients only.',
  scheduleColumn: { what: 'What', when: 'When', where: 'Where', next: 'Next' },
  scheduleCaption: (n: number) => format.count(n, 'digest', 'digests'),
  pick: 'Open a digest',
  create: 'New digest',
  first: 'Expiries, business days at 8, here',
  watch: 'Instant notices',
  daysOff: 'Days off of the firm',
  back: 'Back to the digests',
  newTitle: 'New digest',
  editTitle: 'Edit digest',
  tuneTitle: 'Settings of the digest',
  save: 'Save',
  field: {
    kind: { typed: 'kind', label: 'What to tell' },
    when: { typed: 'when', label: 'When', hint: 'business days at 8, Mondays at 9, day 1, last business day, or cron' },
    place: { typed: 'where', label: 'Where it goes' },
    channel: { typed: 'channel', label: 'Channel', hint: 'Empty: this channel' },
    to: { typed: 'to', label: 'Person or e-mail', hint: 'When it does not go to a channel' },
    ownPlace: { typed: 'where', label: 'How you want to get it' },
    holiday: { typed: 'holiday', label: 'On a holiday' },
    steps: { typed: 'periods', label: 'Periods, in days', hint: 'Only for expiries: 7, 15, 30' },
    empty: { typed: 'empty', label: 'Send even without news' },
    day: { typed: 'day', label: 'Day', hint: '2026-12-24' },
    until: { typed: 'until', label: 'Until the day', hint: 'Optional, for several days off' },
    dayName: { typed: 'name', label: 'What it is', hint: 'The city’s day, a recess…' },
    watched: { typed: 'channel', label: 'Channel that gets the notices' },
    email: { typed: 'email', label: 'The right e-mail' },
    topics: { typed: 'notices', label: 'What to tell at once' },
  },
  ownPlace: { member: 'Here, in private', mail: 'By e-mail' },
  noChannelHere: 'Say which channel: from here I do not know it.',
  noSuchPerson: (typed: string) => `I did not find “${typed}” in the team, and it is no e-mail. See the names in /equipe.`,
  whichPerson: (names: readonly string[]) =>
    `There is more than one such person: ${format.list(names)}. Write the e-mail of whom you mean.`,
  withoutMail: (name: string) => `${name} (no e-mail)`,
  outside: (address: string) => `${address} (outside the team: client data leaves the firm)`,
  leaves: (address: string) => `${address} belongs to nobody in the team: with this digest, client data leaves the firm.`,
  needTo: 'Write the person’s name or the e-mail.',
  noSeat: (name: string) => `${name} has no access here yet. Send it by e-mail, or give access in /equipe.`,
  noOwnMail: 'You have no e-mail on record. Ask an administrator to add it in /equipe.',
  gone: 'This digest is not there any more. See those there are with /resumo.',
  changed: 'Somebody has just changed this digest. Open it again with /resumo and have a look.',
  tooMany: (n: number) => `There are ${format.number(n)} digests already, and no more fit. Delete one that nobody reads in /resumo.`,
  fact: {
    when: 'When',
    where: 'Where',
    next: 'Next run',
    last: 'Last run',
    holiday: 'On a holiday',
    steps: 'Periods',
    empty: 'Without news',
    state: 'State',
  },
  sends: 'goes out all the same',
  staysQuiet: 'is not sent',
  noLast: 'none yet',
  active: 'Active',
  paused: { asked: 'Paused', nobody: 'Paused: there is nobody left to send it to', gone: 'Paused: the place takes no messages any more' },
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
  removeAsk: (what: string) => `Delete the digest “${what}”? What was sent already stays.`,
  removeYes: 'Delete digest',
  keep: 'Keep',
  removed: 'The digest was deleted.',
  saved: 'Saved.',
  created: 'Created. See now what it looks like, or wait for the next run.',
  sentNow: (n: number) => (n === 0 ? 'There is nobody to send it to.' : `${format.count(n, 'message', 'messages')} on the way.`),
  nobody: 'There is nobody to send it to: no analyst has access here or an e-mail. See /equipe.',

  ...digestDays,
  ...digestNotices,

  // E-mail
  mail: {
    subject: (title: string, firm: string) => `${title} · ${firm}`,
    open: (platform: string) => `Open in ${platform}`,
    onwards: {
      expiry: 'To contract, renew or remind a client, open the list in the chat with /clientes.',
      portfolio: 'To see the whole portfolio, type /carteira in the chat.',
      requests: 'To accept, decline or remind, type /conexoes in the chat.',
      documents: 'To get the documents, type /documentos in the chat.',
    },
    footer: (firm: string, when: string) => `Digest of ${firm}, ${when}. To change or pause it, type /resumo in the firm’s chat.`,
    footerOnce: (firm: string) => `Digest of ${firm}. To change or pause it, type /resumo in the firm’s chat.`,
  },
  reminder: {
    subject: (firm: string, left: number) => (left < 0 ? `${firm}: your plan has expired` : `${firm}: your plan is about to expire`),
    text: (firm: string, plan: string, day: string, left: number) => [
      left < 0
        ? `Your company’s plan ${plan} at Conta Azul expired on ${day}.`
        : left === 0
          ? `Your company’s plan ${plan} at Conta Azul expires today, ${day}.`
          : `Your company’s plan ${plan} at Conta Azul expires on ${day}, in ${days(left)}.`,
      `To keep your access, talk to ${firm}, or renew at Conta Azul itself, under Meu Plano.`,
    ],
    renews: 'Automatic renewal is on: if the payment details are right, there is nothing to do.',
    footer: (firm: string, phone: string) => `Sent by ${firm}${phone ? `, ${phone}` : ''}, who keeps your books.`,
  },
};
