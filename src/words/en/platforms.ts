import { wordsOfPlatforms } from '../../kit/platform.ts';
import { discord, slack } from './chat.ts';
import { consoleWords } from './console.ts';

/** What people read about each platform, and what it says itself: nowhere else is one named in a list. */
export const platforms = wordsOfPlatforms({
  slack: {
    name: 'Slack',
    short: 'Slack',
    at: 'on Slack',
    to: 'Slack',
    add: { title: 'Add to Slack', text: 'The whole firm talks to me in its own Slack; it takes a minute.' },
    typed: 'in Slack the options are text behind the command, in any order',
    seat: 'Who the administrator is in Slack, as T0123:U0123',
    wrongs: {
      appToken: 'must start with xapp-',
      botToken: 'must start with xoxb-',
      signingMissing: 'is missing; Slack over HTTP needs it (or set SLACK_APP_TOKEN for Socket Mode)',
      slackMissing:
        'is missing; the other Slack variables do nothing without it (or without SLACK_CLIENT_ID and SLACK_CLIENT_SECRET)',
      clientIdMissing: 'is missing; SLACK_CLIENT_SECRET does nothing without it',
      clientSecretMissing: 'is missing; without it nobody can add the app by the link',
    },
    refused: {
      invalid_auth: 'Slack refused the token. Copy the Bot User OAuth Token to SLACK_BOT_TOKEN again.',
      account_inactive:
        'The account of that token was deactivated. Reinstall the app in the workspace and copy the new token.',
      token_revoked: 'That token was revoked. Reinstall the app in the workspace and copy the new token.',
      not_allowed_token_type: 'The app token does not work here. SLACK_APP_TOKEN needs the scope connections:write.',
      client:
        'Slack refused SLACK_CLIENT_ID or SLACK_CLIENT_SECRET. Copy both again, from Basic Information, App Credentials.',
      app_token: 'Slack refused SLACK_APP_TOKEN. Create an App-Level Token with the scope connections:write.',
    },
    connected: (team, how) => {
      const by = how === 'socket' ? 'by Socket Mode' : 'by HTTP';
      return team
        ? `Connected to ${team}, ${by}.`
        : `Each workspace adds the app by the link at /slack/install, ${by}.`;
    },
    scopes: slack.install.reasons,
    says: slack,
  },
  discord: {
    name: 'Discord',
    short: 'Discord',
    space: 'server',
    at: 'on Discord',
    to: 'Discord',
    add: { title: 'Add to Discord', text: 'The whole firm talks to me in its own server; it takes a minute.' },
    typed: 'in Discord each option has its own field',
    seat: 'Who the administrator is in Discord, as 1234:5678',
    wrongs: {
      commandsMissing: 'is missing; commands are registered under it',
      discordMissing:
        'is missing; without it the bot receives nothing of what people write to it, and the other Discord variables do nothing',
      hex: 'must be 64 hex digits',
      linkAlone: 'does nothing without DISCORD_TOKEN and DISCORD_APPLICATION_ID',
    },
    refused: {
      unauthorized: 'Discord refused DISCORD_TOKEN. Create another under Bot, Reset Token.',
      application:
        'DISCORD_APPLICATION_ID is not that token’s application. Copy the Application ID from the application’s page.',
      discordClient:
        'Discord refused DISCORD_CLIENT_SECRET. Copy the Client Secret again, under OAuth2 on the application’s page.',
      guild: 'The bot is not in that server. Invite it (docs/discord.md) or correct DISCORD_GUILD_ID.',
    },
    connected: (name) => `Connected as ${name}.`,
    says: discord,
  },
  console: {
    name: 'Browser console',
    short: 'Browser',
    at: 'in the console',
    typed: 'the console takes the same text as Slack',
    wrongs: {
      console: 'has no password, so it can only be on while HOST is 127.0.0.1',
      consolePublic: 'has no password, so it cannot be on while PUBLIC_URL is an address reachable from the internet',
    },
    refused: {},
    says: consoleWords,
  },
});
