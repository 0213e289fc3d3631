import { z } from 'zod';
import { platform, variable } from '../../src/kit/platform.ts';
import { shortcutsOn } from './menus.ts';

declare module '../../src/kit/incoming.ts' {
  interface Platforms {
    slack: true;
  }
}

export const slack = platform({
  name: 'slack',
  chat: true,
  can: {
    forms: true,
    filesInForms: true,
    privateInChannel: true,
    edits: true,
    typingAhead: true,
    files: true,
    buttons: 25,
    shortcuts: shortcutsOn,
  },
  variables: {
    SLACK_BOT_TOKEN: z
      .string()
      .startsWith('xoxb-', 'botToken')
      .optional()
      .describe('Slack: Bot User OAuth Token, xoxb-…'),
    SLACK_SIGNING_SECRET: variable.text.describe('Slack: Signing Secret, for HTTP (everything at POST /slack/events).'),
    SLACK_APP_TOKEN: z
      .string()
      .startsWith('xapp-', 'appToken')
      .optional()
      .describe('Slack: app-level token, xapp-…; with it Socket Mode is used instead of HTTP.'),
    SLACK_CLIENT_ID: variable.text.describe(
      'Slack: Client ID of the app, for adding it by the link at /slack/install.',
    ),
    SLACK_CLIENT_SECRET: variable.text.describe('Slack: Client Secret of the app.'),
    SLACK_API_URL: variable.url.default('https://slack.com/api/').describe('Slack: Web API. Only tests change it.'),
  },
  isConfigured: ({ given }) =>
    given.SLACK_BOT_TOKEN !== undefined ||
    (given.SLACK_CLIENT_ID !== undefined && given.SLACK_CLIENT_SECRET !== undefined),
  problems: ({ given }) => {
    const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = given;
    const { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret } = given;
    return [
      ...(id && !secret ? [{ variable: 'SLACK_CLIENT_SECRET', wrong: 'clientSecretMissing' }] : []),
      ...(secret && !id ? [{ variable: 'SLACK_CLIENT_ID', wrong: 'clientIdMissing' }] : []),
      ...((bot || (id && secret)) && !app && !signing
        ? [{ variable: 'SLACK_SIGNING_SECRET', wrong: 'signingMissing' }]
        : []),
      ...((app || signing) && !bot && !id && !secret ? [{ variable: 'SLACK_BOT_TOKEN', wrong: 'slackMissing' }] : []),
    ];
  },
  load: async (values, { core, learnt, words, installs, page, publicUrl, log }) => {
    const { createSlack } = await import('./surface.ts');
    const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = values;
    return createSlack({
      botToken: values.SLACK_BOT_TOKEN,
      link:
        clientId && clientSecret ? { clientId, clientSecret, publicUrl, installs: installs('slack'), page } : undefined,
      signingSecret: values.SLACK_SIGNING_SECRET,
      appToken: values.SLACK_APP_TOKEN,
      apiUrl: values.SLACK_API_URL,
      core,
      learnt: learnt('slack'),
      publicUrl,
      words: (said) => words(said).platforms.slack.says,
      log,
    });
  },
  installAt: ({ SLACK_CLIENT_ID, SLACK_CLIENT_SECRET }) =>
    SLACK_CLIENT_ID && SLACK_CLIENT_SECRET ? '/slack/install' : undefined,
  check: async ({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_API_URL }) => {
    if (!SLACK_BOT_TOKEN && !SLACK_CLIENT_ID) return { off: 'SLACK_BOT_TOKEN' };
    const { checkSlack } = await import('./check.ts');
    const found = await checkSlack({
      botToken: SLACK_BOT_TOKEN,
      appToken: SLACK_APP_TOKEN,
      client: SLACK_CLIENT_ID && SLACK_CLIENT_SECRET ? { id: SLACK_CLIENT_ID, secret: SLACK_CLIENT_SECRET } : undefined,
      apiUrl: SLACK_API_URL,
    });
    return found.ok ? { ok: true, as: found.team, how: SLACK_APP_TOKEN ? 'socket' : 'http' } : found;
  },
  seat: { value: 'TEAM:USER', pattern: /^(T[A-Z0-9]+):([UW][A-Z0-9]+)$/ },
});
