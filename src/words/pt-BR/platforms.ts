import { wordsOfPlatforms } from '../../kit/platform.ts';
import { discord, slack } from './chat.ts';
import { consoleWords } from './console.ts';

/** What people read about each platform, and what it says itself: nowhere else is one named in a list. */
export const platforms = wordsOfPlatforms({
  slack: {
    name: 'Slack',
    short: 'Slack',
    at: 'no Slack',
    to: 'ao Slack',
    add: { title: 'Adicionar ao Slack', text: 'O escritório inteiro fala comigo no Slack dele; leva um minuto.' },
    typed: 'no Slack, as opções vão como texto depois do comando, em qualquer ordem',
    seat: 'Quem é o administrador no Slack, como T0123:U0123',
    wrongs: {
      appToken: 'precisa começar com xapp-',
      botToken: 'precisa começar com xoxb-',
      signingMissing: 'falta; o Slack por HTTP precisa dela (ou defina SLACK_APP_TOKEN para usar Socket Mode)',
      slackMissing:
        'falta; as outras variáveis do Slack não servem sem ela (ou sem SLACK_CLIENT_ID e SLACK_CLIENT_SECRET)',
      clientIdMissing: 'falta; SLACK_CLIENT_SECRET não serve sem ela',
      clientSecretMissing: 'falta; sem ela ninguém consegue adicionar o app pelo link',
    },
    refused: {
      invalid_auth: 'O Slack recusou o token. Copie de novo o Bot User OAuth Token para SLACK_BOT_TOKEN.',
      account_inactive: 'A conta desse token foi desativada. Reinstale o app no workspace e copie o novo token.',
      token_revoked: 'Esse token foi revogado. Reinstale o app no workspace e copie o novo token.',
      not_allowed_token_type: 'O token do app não serve aqui. SLACK_APP_TOKEN precisa do escopo connections:write.',
      client:
        'O Slack recusou SLACK_CLIENT_ID ou SLACK_CLIENT_SECRET. Copie os dois de novo, em Basic Information, App Credentials.',
      app_token: 'O Slack recusou SLACK_APP_TOKEN. Crie um App-Level Token com o escopo connections:write.',
    },
    connected: (team, how) => {
      const by = how === 'socket' ? 'por Socket Mode' : 'por HTTP';
      return team ? `Conectado a ${team}, ${by}.` : `Cada workspace adiciona o app pelo link em /slack/install, ${by}.`;
    },
    scopes: slack.install.reasons,
    says: slack,
  },
  discord: {
    name: 'Discord',
    short: 'Discord',
    space: 'servidor',
    at: 'no Discord',
    to: 'ao Discord',
    add: { title: 'Adicionar ao Discord', text: 'O escritório inteiro fala comigo no servidor dele; leva um minuto.' },
    typed: 'no Discord, cada opção tem o seu campo',
    seat: 'Quem é o administrador no Discord, como 1234:5678',
    wrongs: {
      commandsMissing: 'falta; os comandos são registrados com ela',
      discordMissing: 'falta; sem ela o bot não recebe o que lhe escrevem, e as outras variáveis do Discord não servem',
      hex: 'precisa ter 64 dígitos hexadecimais',
      linkAlone: 'não serve sem DISCORD_TOKEN e DISCORD_APPLICATION_ID',
    },
    refused: {
      unauthorized: 'O Discord recusou DISCORD_TOKEN. Gere outro em Bot, Reset Token.',
      application:
        'DISCORD_APPLICATION_ID não é o aplicativo desse token. Copie o Application ID da página do aplicativo.',
      discordClient:
        'O Discord recusou DISCORD_CLIENT_SECRET. Copie o Client Secret de novo, em OAuth2, na página do aplicativo.',
      guild: 'O bot não está nesse servidor. Convide-o (docs/discord.md) ou corrija DISCORD_GUILD_ID.',
    },
    connected: (name) => `Conectado como ${name}.`,
    says: discord,
  },
  console: {
    name: 'Console no navegador',
    short: 'Navegador',
    at: 'no console',
    typed: 'no console vale o mesmo texto do Slack',
    wrongs: {
      console: 'não tem senha, por isso só pode ficar ligado com HOST em 127.0.0.1',
      consolePublic: 'não tem senha, por isso não pode ficar ligado com um PUBLIC_URL que a internet alcança',
    },
    refused: {},
    says: consoleWords,
  },
});
