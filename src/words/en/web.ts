import { ofEach } from '../../kit/platform.ts';
import type { web as ptBR } from '../pt-BR/web.ts';
import { platforms } from './platforms.ts';
import { privacy, support } from './privacy.ts';

export const web = {
  lang: 'en',
  name: 'Carteira',
  tagline: 'Your firm’s client portfolio, right in your chat.',
  version: (version: string) => `Version ${version}`,
  running: 'Up and running',
  platforms: 'Available in',
  noPlatforms: 'Not in any chat yet.',
  platform: ofEach(platforms, ({ name }) => name),
  connected: 'Connected',
  disconnected: 'Not connected',
  links: 'Where to start',
  link: {
    ...ofEach(platforms, ({ add }) => add),
    console: { title: 'Open the console', text: 'Talk to me right here in the browser; nothing to install.' },
    mailbox: { title: 'See the mailbox', text: 'The e-mails I would send, kept on this machine only.' },
  } as Record<string, { title: string; text: string }>,
  notFound: {
    title: 'Page not found',
    text: 'Check that the address is complete. If it came in an e-mail, open its link again.',
  },
  broken: {
    title: 'Something went wrong',
    text: (reference: string) =>
      `The error has been logged. Try again in a moment; if it keeps happening, tell us the code ${reference}.`,
  },
  tooLarge: { title: 'File too large', text: 'What you sent is larger than this page accepts.' },
  open: (url: string) => `Carteira is running. Open ${url} to talk to it.`,
  privacy,
  support,
  home: 'Back to the start',
} satisfies typeof ptBR;
