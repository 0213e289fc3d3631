import type { slackInstall as ptBR } from '../pt-BR/slack-install.ts';

export const slackInstall = {
  notHere: (url: string) =>
    `Carteira is no longer installed in this workspace, so I cannot answer here. To use it again, add it again: ${url}`,
  done: {
    founded: {
      title: 'Carteira is in your Slack',
      text: (firm: string) =>
        `I set up the firm ${firm}, and you are its first administrator. I wrote to you in Slack with the next steps.`,
    },
    joined: {
      title: 'Carteira is in your Slack',
      text: (firm: string) =>
        `The workspace now belongs to the firm ${firm}, and you are an administrator. I wrote to you in Slack with the next steps.`,
    },
    known: {
      title: 'Carteira is ready again',
      text: (firm: string) => `The workspace still belongs to the firm ${firm}, with everything that was there.`,
    },
    whole: {
      title: 'Carteira is in your organization',
      text: () =>
        'Now choose the workspaces: in Slack’s administration, under Apps, add Carteira to the workspaces that will use it. In each one an administrator types /configurar.',
    },
    badCode: {
      title: 'Carteira is in your Slack, without a firm',
      text: () => 'The link’s code is no longer good. I wrote to you in Slack with what to do now.',
    },
  },
  more: (reasons: readonly string[]) => `New permissions: ${reasons.join('; ')}.`,
  reasons: {
    'app_mentions:read': 'answering whoever mentions Carteira',
    'assistant:write': 'suggesting what to ask in the conversation with it',
    'chat:write': 'writing answers and notices',
    'chat:write.public': 'writing notices in public channels without an invitation',
    commands: 'receiving the commands that people type',
    'files:read': 'reading the spreadsheet of an import',
    'files:write': 'sending lists and documents',
    'im:history': 'reading what people write to it in direct messages',
    'im:write': 'writing direct messages',
    'links:read': 'seeing that somebody shared a link of Carteira',
    'links:write': 'saying below a link of Carteira what it opens',
    'users:read': 'knowing each person’s language and who administers the workspace',
    'channels:history': 'not repeating a notice in a public channel after an outage',
    'groups:history': 'not repeating a notice in a private channel after an outage',
    'channels:read': 'knowing a public channel’s name and who reads it',
    'groups:read': 'knowing a private channel’s name and who reads it',
  } as Record<string, string>,
  open: 'Open Slack',
  refused: {
    title: 'Nothing was installed',
    text: 'You canceled in Slack, so nothing has changed. If that was not what you wanted, start again.',
  },
  stale: {
    title: 'This address is no longer good',
    text: 'It is good for ten minutes, once, and only in the browser you started in. Start again.',
  },
  broken: {
    title: 'Slack did not finish the installation',
    text: 'I did not receive the authorization from Slack. Start again in a moment.',
  },
  again: 'Add to Slack',
} satisfies typeof ptBR;
