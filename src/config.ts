import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/** What can be wrong with a variable; each language has its words for it. */
export type Wrong =
  | 'address'
  | 'appToken'
  | 'applicationMissing'
  | 'botToken'
  | 'commandsMissing'
  | 'console'
  | 'consolePublic'
  | 'database'
  | 'discordMissing'
  | 'hex'
  | 'mail'
  | 'number'
  | 'option'
  | 'port'
  | 'secret'
  | 'secretMissing'
  | 'signingMissing'
  | 'slackMissing';

/** Never the variable's value. */
export interface ConfigProblem {
  variable: string;
  wrong: Wrong;
}

/** A refused value carries its code where zod has its message. */
const is = (wrong: Wrong) => wrong;

const text = z.string().trim().min(1).optional();
const url = z.url({ protocol: /^https?$/, error: is('address') });

/** A socket's folder may stand in place of the host. */
const hasHost = (value: string) => URL.canParse(value) && (new URL(value).hostname || new URL(value).searchParams.get('host'));

/** The whole environment, and the only reader of it. */
const environment = z.object({
  DATABASE_URL: z
    .string()
    .refine((value) => /^file:./.test(value) || (/^postgres(ql)?:/.test(value) && hasHost(value)), is('database'))
    .optional()
    .describe('file:./data/carteira.db, or postgresql://user:password@host:5432/carteira. Default: a file in data/.'),
  DATA_DIR: text.describe(
    "The folder for clients' files on their way; several copies of the process share it. Default: a folder beside the SQLite file, or data/files.",
  ),
  HOST: z.string().default('127.0.0.1').describe('The address to listen on. 0.0.0.0 behind a proxy or in a container.'),
  PORT: z.coerce
    .number(is('port'))
    .int(is('port'))
    .min(0, is('port'))
    .max(65535, is('port'))
    .default(3000)
    .describe('The port to listen on.'),
  PUBLIC_URL: url.default('http://localhost:3000').describe('How the internet reaches this server; links in e-mails begin with it.'),
  APP_SECRET: z
    .string()
    .min(32, is('secret'))
    .optional()
    .describe('At least 32 random characters: signs links, encrypts tokens at rest. Required with chat tokens.'),
  APP_SECRET_PREVIOUS: z
    .string()
    .min(32, is('secret'))
    .optional()
    .describe('The secret before this one, while what it sealed is sealed anew; doctor says when it can go.'),
  TRUSTED_PROXIES: z.coerce
    .number(is('number'))
    .int(is('number'))
    .min(0, is('number'))
    .max(9, is('number'))
    .default(0)
    .describe('How many proxies of yours stand in front of each other: only what they add to X-Forwarded-For is believed.'),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', is('botToken')).optional().describe('Slack: Bot User OAuth Token, xoxb-…'),
  SLACK_SIGNING_SECRET: text.describe('Slack: Signing Secret, for HTTP (everything at POST /slack/events).'),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', is('appToken'))
    .optional()
    .describe('Slack: app-level token, xapp-…; with it Socket Mode is used instead of HTTP.'),
  SLACK_API_URL: url.default('https://slack.com/api/').describe('Slack: Web API. Only tests change it.'),
  DISCORD_TOKEN: text.describe('Discord: bot token.'),
  DISCORD_APPLICATION_ID: z.string().regex(/^\d+$/, is('number')).optional().describe('Discord: application id.'),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d+$/, is('number'))
    .optional()
    .describe('Discord: with it the commands are registered in this server at once.'),
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, is('hex'))
    .optional()
    .describe('Discord: with it interactions come over HTTP at POST /discord/interactions, no gateway.'),
  DISCORD_API_URL: url.default('https://discord.com/api').describe('Discord: REST API. Only tests change it.'),
  SMTP_URL: z
    .string()
    .refine((value) => /^smtps?:/.test(value) && hasHost(value), is('mail'))
    .optional()
    .describe('smtp://user:password@host:587. Without it mail goes to the local mailbox page.'),
  MAIL_FROM: z.string().default('Carteira <carteira@localhost>').describe('Sender of the e-mails.'),
  CONTA_AZUL_CLIENT_ID: text.describe('Conta Azul: client id of your application.'),
  CONTA_AZUL_CLIENT_SECRET: text.describe('Conta Azul: client secret.'),
  CONTA_AZUL_AUTHORIZE_URL: url.default('https://login.contaazul.com/#/oauth/authorize').describe('Conta Azul: where a client consents.'),
  CONTA_AZUL_TOKEN_URL: url.default('https://api-v2.contaazul.com/oauth/token').describe('Conta Azul: where tokens are had.'),
  CONTA_AZUL_API_URL: url.default('https://api-v2.contaazul.com').describe('Conta Azul: the API.'),
  CONTA_AZUL_PKCE: z
    .enum(['on', 'off'], is('option'))
    .default('on')
    .describe('Conta Azul: on or off. Consent is bound to this server by PKCE (S256); off only for an application that does not take it.'),
  CONSOLE: z
    .enum(['on', 'off'], is('option'))
    .optional()
    .describe(
      'on or off: the chat in the browser at /console, on loopback only. Default: on when no chat token is set and PUBLIC_URL is this machine.',
    ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], is('option'))
    .default('info')
    .describe('trace, debug, info, warn, error or silent.'),
});

type Environment = z.infer<typeof environment>;

/** The variables with their descriptions, for .env.example. */
export const variables = Object.entries(environment.shape).map(([name, schema]) => ({
  name,
  description: schema.description ?? '',
  fallback: schema instanceof z.ZodDefault ? String(schema.def.defaultValue) : undefined,
}));

export interface Config extends Omit<Environment, 'DATABASE_URL' | 'CONSOLE' | 'DATA_DIR'> {
  databaseUrl: string;
  dataDir: string;
  console: boolean;
  /** Nothing is set: the sample firm in its own database. */
  demo: boolean;
  slack: boolean;
  discord: boolean;
}

/** All that is wrong with the configuration. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];
  constructor(problems: readonly ConfigProblem[]) {
    super(`wrong in the configuration: ${problems.map(({ variable, wrong }) => `${variable} (${wrong})`).join(', ')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const loopback = (host: string) => /^(localhost|\[?::1\]?|127\.\d+\.\d+\.\d+)$/i.test(host);

/** What the process was started with; a file `.env` in its folder adds what is not set. */
export function ownEnvironment(): Readonly<Record<string, string | undefined>> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** Reads the environment; throws ConfigError with every problem at once. Empty variables count as not set. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = ownEnvironment()): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in environment.shape && value?.trim()));
  const parsed = environment.safeParse(given);
  const problems: ConfigProblem[] = (parsed.error?.issues ?? []).map((issue) => ({
    variable: issue.path.join('.'),
    wrong: issue.message as Wrong,
  }));
  const has = (name: keyof Environment) => given[name] !== undefined;
  const needs = (variable: keyof Environment, wrong: Wrong) => {
    if (!has(variable)) problems.push({ variable, wrong });
  };
  if (has('SLACK_BOT_TOKEN') && !has('SLACK_APP_TOKEN')) needs('SLACK_SIGNING_SECRET', 'signingMissing');
  if (has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET')) needs('SLACK_BOT_TOKEN', 'slackMissing');
  if (has('DISCORD_TOKEN')) needs('DISCORD_APPLICATION_ID', 'commandsMissing');
  if (has('DISCORD_APPLICATION_ID') || has('DISCORD_PUBLIC_KEY') || has('DISCORD_GUILD_ID')) needs('DISCORD_TOKEN', 'discordMissing');
  if (has('CONTA_AZUL_CLIENT_ID')) needs('CONTA_AZUL_CLIENT_SECRET', 'applicationMissing');
  if (has('CONTA_AZUL_CLIENT_SECRET')) needs('CONTA_AZUL_CLIENT_ID', 'applicationMissing');
  const slack = has('SLACK_BOT_TOKEN');
  const discord = has('DISCORD_TOKEN');
  if (slack || discord) needs('APP_SECRET', 'secretMissing');
  const isOpen = URL.canParse(given.PUBLIC_URL ?? '') && !loopback(new URL(given.PUBLIC_URL!).hostname);
  const withConsole = given.CONSOLE === 'on' || (given.CONSOLE !== 'off' && !slack && !discord && !isOpen);
  if (given.CONSOLE === 'on' && !loopback(given.HOST ?? '127.0.0.1')) problems.push({ variable: 'CONSOLE', wrong: 'console' });
  if (given.CONSOLE === 'on' && isOpen) problems.push({ variable: 'CONSOLE', wrong: 'consolePublic' });
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const { DATABASE_URL, DATA_DIR, CONSOLE: _, ...rest } = parsed.data;
  const demo = !slack && !discord && !DATABASE_URL;
  const databaseUrl = DATABASE_URL ?? (demo ? 'file:./data/demo.db' : 'file:./data/carteira.db');
  return {
    ...rest,
    // On one's own machine the links in the letters lead to the port it listens on.
    PUBLIC_URL: has('PUBLIC_URL') ? rest.PUBLIC_URL : `http://localhost:${rest.PORT}`,
    databaseUrl,
    dataDir: resolve(
      DATA_DIR ??
        (databaseUrl.startsWith('file:') ? `${databaseUrl.slice(5).replace(/\?.*$/, '').replace(/\.db$/, '')}-files` : './data/files'),
    ),
    console: withConsole && loopback(rest.HOST),
    demo,
    slack,
    discord,
  };
}
