import type { discordInstall as ptBR } from '../pt-BR/discord-install.ts';

export const discordInstall = {
  done: {
    founded: {
      title: 'Carteira is in your Discord',
      text: (firm: string) =>
        `I set up the firm ${firm}, and you are its first administrator. I wrote to you in Discord with the next steps; if the message did not arrive, type /configurar in the server.`,
    },
    joined: {
      title: 'Carteira is in your Discord',
      text: (firm: string) =>
        `The server now belongs to the firm ${firm}, and you are an administrator. I wrote to you in Discord with the next steps; if the message did not arrive, type /ajuda in the server.`,
    },
    known: {
      title: 'Carteira is ready again',
      text: (firm: string) => `The server still belongs to the firm ${firm}, with everything that was there.`,
    },
    badCode: {
      title: 'Carteira is in your Discord, without a firm',
      text: () => 'The link’s code is no longer good. To go on, type /configurar in the server.',
    },
  },
  open: 'Open Discord',
  refused: {
    title: 'Nothing was installed',
    text: 'You canceled in Discord, so nothing has changed. If that was not what you wanted, start again.',
  },
  stale: {
    title: 'This address is no longer good',
    text: 'It is good for ten minutes, once, and only in the browser you started in. Start again.',
  },
  broken: {
    title: 'Discord did not finish the installation',
    text: 'I did not receive the authorization from Discord. Start again in a moment.',
  },
  again: 'Add to Discord',
} satisfies typeof ptBR;
