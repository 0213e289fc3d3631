import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { readBucketAddress } from './data/files/address.ts';
import { type Environs, type VariableProblem, variable } from './kit/platform.ts';
import { type ListedPlatform, platforms } from './platforms.ts';

const { text, url } = variable;

type Together<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void ? I : never;

/** Every platform brings its own. */
const platformVariables = Object.assign({}, ...platforms.map(({ variables }) => variables)) as Together<
  (typeof platforms)[number]['variables']
>;

/** A socket's folder may stand in place of the host. */
const hasHost = (value: string) =>
  URL.canParse(value) && (new URL(value).hostname || new URL(value).searchParams.get('host'));

/** The whole environment, and the only reader of it. */
const environment = z.object({
  DATABASE_URL: z
    .string()
    .refine((value) => /^file:./.test(value) || (/^postgres(ql)?:/.test(value) && hasHost(value)), 'database')
    .optional()
    .describe('file:./data/carteira.db, or postgresql://user:password@host:5432/carteira. Default: a file in data/.'),
  DATABASE_DIRECT_URL: z
    .string()
    .refine((value) => /^postgres(ql)?:/.test(value) && hasHost(value), 'database')
    .optional()
    .describe(
      'PostgreSQL itself, where DATABASE_URL is a pooler: on it the copies of the process wake each other. Without it they look every second.',
    ),
  FILES_URL: z
    .string()
    .refine((value) => readBucketAddress(value), 'files')
    .optional()
    .describe(
      'A store in place of DATA_DIR, which speaks as S3 does: s3://KEY:SECRET@host:9000/bucket?region=us-east-1&tls=0. Needed where copies share no disk.',
    ),
  DATA_DIR: text.describe(
    "The folder for clients' files on their way; several copies of the process share it. Default: a folder beside the SQLite file, or data/files.",
  ),
  HOST: z.string().default('127.0.0.1').describe('The address to listen on. 0.0.0.0 behind a proxy or in a container.'),
  PORT: z.coerce
    .number('port')
    .int('port')
    .min(0, 'port')
    .max(65535, 'port')
    .default(3000)
    .describe('The port to listen on.'),
  PUBLIC_URL: url
    .default('http://localhost:3000')
    .describe('How the internet reaches this server; links in e-mails begin with it.'),
  APP_SECRET: z
    .string()
    .min(32, 'secret')
    .optional()
    .describe('At least 32 random characters: signs links, encrypts tokens at rest. Required with chat tokens.'),
  APP_SECRET_PREVIOUS: z
    .string()
    .min(32, 'secret')
    .optional()
    .describe('The secret before this one, while what it sealed is sealed anew; doctor says when it can go.'),
  TRUSTED_PROXIES: z.coerce
    .number('number')
    .int('number')
    .min(0, 'number')
    .max(9, 'number')
    .default(0)
    .describe(
      'How many proxies of yours stand in front of each other: only what they add to X-Forwarded-For is believed.',
    ),
  ...platformVariables,
  SMTP_URL: z
    .string()
    .refine((value) => /^smtps?:/.test(value) && hasHost(value), 'mail')
    .optional()
    .describe('smtp://user:password@host:587. Without it mail goes to the local mailbox page.'),
  SUPPORT_EMAIL: z
    .email('email')
    .optional()
    .describe('Whom people write to for help and about their data; it stands on /support and /privacy.'),
  MAIL_FROM: z.string().default('Carteira <carteira@localhost>').describe('Sender of the e-mails.'),
  CONTA_AZUL_CLIENT_ID: text.describe('Conta Azul: client id of your application.'),
  CONTA_AZUL_CLIENT_SECRET: text.describe('Conta Azul: client secret.'),
  CONTA_AZUL_AUTHORIZE_URL: url
    .default('https://login.contaazul.com/#/oauth/authorize')
    .describe('Conta Azul: where a client consents.'),
  CONTA_AZUL_TOKEN_URL: url
    .default('https://api-v2.contaazul.com/oauth/token')
    .describe('Conta Azul: where tokens are had.'),
  CONTA_AZUL_API_URL: url.default('https://api-v2.contaazul.com').describe('Conta Azul: the API.'),
  CONTA_AZUL_PKCE: z
    .enum(['on', 'off'], 'option')
    .default('on')
    .describe(
      'Conta Azul: on or off. Consent is bound to this server by PKCE (S256); off only for an application that does not take it.',
    ),
  MCP_KEY: text.describe(
    'For the command mcp only: the key that an assistant asks with, made in /configurar. Not for the server.',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: url
    .optional()
    .describe(
      'OpenTelemetry: where traces go (OTLP over HTTP), http://localhost:4318 for example. Without it there are none.',
    ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'option')
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

/** By its name, whether a platform is configured. */
export interface Config extends Omit<Environment, 'DATABASE_URL' | 'DATA_DIR'>, Record<ListedPlatform, boolean> {
  databaseUrl: string;
  dataDir: string;
  /** Whether people write from elsewhere. */
  chats: boolean;
  /** Nothing is set: the sample firm in its own database. */
  demo: boolean;
}

/** All that is wrong with the configuration. */
export class ConfigError extends Error {
  readonly problems: readonly VariableProblem[];
  constructor(problems: readonly VariableProblem[]) {
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
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in environment.shape && value?.trim()),
  );
  const parsed = environment.safeParse(given);
  const problems: VariableProblem[] = (parsed.error?.issues ?? []).map((issue) => ({
    variable: issue.path.join('.'),
    wrong: issue.message,
  }));
  const has = (name: keyof Environment) => given[name] !== undefined;
  const needs = (variable: keyof Environment, wrong: string) => {
    if (!has(variable)) problems.push({ variable, wrong });
  };
  const environs: Environs = {
    given,
    chats: false,
    local: loopback(given.HOST ?? '127.0.0.1'),
    open: URL.canParse(given.PUBLIC_URL ?? '') && !loopback(new URL(given.PUBLIC_URL!).hostname),
  };
  const chats = platforms.some((each) => each.chat && each.isConfigured(environs));
  for (const each of platforms) problems.push(...each.problems({ ...environs, chats }));
  if (has('CONTA_AZUL_CLIENT_ID')) needs('CONTA_AZUL_CLIENT_SECRET', 'applicationMissing');
  if (has('CONTA_AZUL_CLIENT_SECRET')) needs('CONTA_AZUL_CLIENT_ID', 'applicationMissing');
  if (chats) needs('APP_SECRET', 'secretMissing');
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const { DATABASE_URL, DATA_DIR, ...rest } = parsed.data;
  const demo = !chats && !DATABASE_URL;
  const databaseUrl = DATABASE_URL ?? (demo ? 'file:./data/demo.db' : 'file:./data/carteira.db');
  return {
    ...rest,
    // On one's own machine the links in the letters lead to the port it listens on.
    PUBLIC_URL: has('PUBLIC_URL') ? rest.PUBLIC_URL : `http://localhost:${rest.PORT}`,
    databaseUrl,
    dataDir: resolve(
      DATA_DIR ??
        (databaseUrl.startsWith('file:')
          ? `${databaseUrl.slice(5).replace(/\?.*$/, '').replace(/\.db$/, '')}-files`
          : './data/files'),
    ),
    chats,
    demo,
    ...(Object.fromEntries(platforms.map((each) => [each.name, each.isConfigured({ ...environs, chats })])) as Record<
      ListedPlatform,
      boolean
    >),
  };
}
