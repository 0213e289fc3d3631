import type { discord as ptDiscord, slack as ptSlack } from '../pt-BR/chat.ts';
import { discordInstall } from './discord-install.ts';
import { slackInstall } from './slack-install.ts';

const parts = (count: number) => (count === 1 ? 'One part did not fit here' : `${count} parts did not fit here`);

export const slack = {
  cut: (count: number) => `${parts(count)}. Use the buttons or the filters to see the rest.`,
  act: 'Action',
  working: 'One moment…',
  filesSent: (names: string) => `I sent ${names} to your direct messages.`,
  filesFailed: (names: string) => `I could not send ${names} through Slack. Try again in a moment.`,
  fileTooLarge: (megabytes: number) => `The file is too large: the limit is ${megabytes} MB.`,
  fileUnreadable: 'I could not read the file on Slack. Please send it again.',
  formLate: 'The form took too long to open. Please try again.',
  formNotOpened: 'Slack did not open the form. Please try again in a moment.',
  incomplete: 'Slack did not accept this answer’s buttons. Try again in a moment.',
  answered: 'Done. The answer is in the conversation.',
  close: 'Close',
  unfurl: {
    start: 'Carteira: the firm’s client portfolio, right in chat.',
    clients: 'The clients’ page: where each asks to connect with the firm and looks after their own data.',
  },
  see: 'View',
  home: 'Back to start',
  install: slackInstall,
} satisfies typeof ptSlack;

export const discord = {
  install: discordInstall,
  cut: (count: number) => `${parts(count)}. Use the buttons or the filters to see the rest.`,
  formRefused: 'Fix before sending:',
  fix: 'Correct',
  back: 'Back to the form',
  incomplete: 'Discord did not accept this answer’s buttons or files. Try again in a moment.',
  filesLeft: (names: string) => `${names} did not fit: Discord does not accept files of this size.`,
  formReady: 'The form is ready.',
  formAway: 'I could not open the form just now. What you typed is saved: click again in a moment.',
  open: 'Open the form',
  readyForYou: 'My answer is for you alone: click to see it. You can also write to me in a direct message.',
  see: 'See the answer',
  askYourself:
    'This answer belongs to the person who asked. Mention me with your own question and I will answer you alone.',
  questionGone: 'I can no longer read that question: it was deleted, or I may not read this channel. Please ask again.',
  notShown: 'Discord could not open the form. Please try again.',
  fileTooLarge: (name: string, megabytes: number) => `${name} is too large: the limit is ${megabytes} MB.`,
  fileLost: (name: string) => `I could not read ${name} on Discord. Please send it again.`,
} satisfies typeof ptDiscord;
