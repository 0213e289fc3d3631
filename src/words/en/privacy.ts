import type { privacy as ptPrivacy, support as ptSupport } from '../pt-BR/privacy.ts';

const writeTo = (contact: string | undefined) =>
  contact ? `Write to ${contact}.` : 'Ask an administrator of your firm in Carteira, or whoever runs this server.';

export const privacy = {
  title: 'Privacy',
  parts: (contact: string | undefined) => [
    {
      heading: 'Whose data it is',
      text: 'Each firm decides about the data of its clients: it is the controller, in the terms of the LGPD. Whoever runs this server processes that data for the firm: they are the processor.',
    },
    {
      heading: 'What is kept',
      text: 'Of clients: their record, status, connection requests, licenses and, for a few days, documents on their way to the firm. Of the team: name, e-mail, role and who they are in Slack or Discord. Of everybody: what was done, by whom and when.',
    },
    {
      heading: 'What is read in chat',
      text: 'Only what somebody types as a command, clicks in our messages, or writes to Carteira in a direct message or with its name; and the message on which somebody picks one of its shortcuts, such as Invite this client. After an outage it may look in a channel for its own message, so as not to repeat it, and keeps nothing of what it saw there.',
    },
    {
      heading: 'Who else sees it',
      text: 'The firm, the client, and Conta Azul where the client authorizes it. What Carteira writes passes through Slack, Discord or the e-mail in which it is read. It sells no data and trains no artificial intelligence with it. An assistant that somebody connects reads only what that person may read, and what it reads also reaches the company that offers it.',
    },
    {
      heading: 'How it is protected',
      text: 'The keys to Slack and Conta Azul are encrypted. Access follows each person’s role: an analyst sees only their own portfolio.',
    },
    {
      heading: 'For how long, and how it is erased',
      text: 'While the firm uses Carteira. A client downloads and erases their own data at /my-accountant; the firm erases a client in chat and ends everything in /configurar. When somebody removes the app from Slack, its keys are erased at once. For five years the proof stays that a consent was given, without names.',
    },
    { heading: 'Questions and requests', text: writeTo(contact) },
  ],
} satisfies typeof ptPrivacy;

export const support = {
  title: 'Support',
  parts: (contact: string | undefined) => [
    {
      heading: 'How to use it',
      text: 'Type /ajuda in chat: it shows every command, with examples. You can also ask in your own words.',
    },
    {
      heading: 'Something does not work',
      text: `${writeTo(contact)} Where an error message has a code, send it along.`,
    },
    {
      heading: 'Removing Carteira',
      text: 'In Slack, an administrator removes the app in the settings of the workspace. In Discord, remove the bot from the server. To erase everything of the firm, first end the account in /configurar.',
    },
  ],
} satisfies typeof ptSupport;
