import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, variables } from '../src/config.ts';
import { platforms } from '../src/platforms.ts';
import { words } from '../src/words/index.ts';

const problems = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable, wrong }) => `${variable} ${wrong}`);
    throw error;
  }
};
const chat = { APP_SECRET: 's'.repeat(32) };

describe('the configuration', () => {
  it('is the demo with nothing set, and with empty variables', () => {
    const empty = Object.fromEntries(variables.map(({ name }) => [name, ' ']));
    for (const env of [{}, empty])
      expect(readConfig(env)).toMatchObject({
        demo: true,
        console: true,
        slack: false,
        discord: false,
        databaseUrl: 'file:./data/demo.db',
      });
  });

  it('keeps the real database apart from the demo’s', () => {
    expect(readConfig({ ...chat, DISCORD_TOKEN: 'x', DISCORD_APPLICATION_ID: '1' })).toMatchObject({
      demo: false,
      console: false,
      discord: true,
      databaseUrl: 'file:./data/carteira.db',
    });
  });

  it('has a console only where the address is this machine’s own', () => {
    for (const [PUBLIC_URL, console] of [
      ['http://localhost:9', true],
      ['http://[::1]:3000', true],
      ['http://127.0.0.1.nip.io', false],
      ['https://carteira.example', false],
    ] as const)
      expect(readConfig({ PUBLIC_URL })).toMatchObject({ console });
  });

  it.each([
    [{ PORT: 'hunter2' }, ['PORT port']],
    [{ PORT: '65536' }, ['PORT port']],
    [{ PORT: '1.5' }, ['PORT port']],
    [{ DATABASE_URL: 'mysql://hunter2@x/y' }, ['DATABASE_URL database']],
    [{ DATABASE_URL: 'postgresql://' }, ['DATABASE_URL database']],
    [{ SMTP_URL: 'smtp://[hunter2' }, ['SMTP_URL mail']],
    [{ PUBLIC_URL: 'hunter2' }, ['PUBLIC_URL address']],
    [{ SUPPORT_EMAIL: 'hunter2' }, ['SUPPORT_EMAIL email']],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_SIGNING_SECRET signingMissing', 'APP_SECRET secretMissing']],
    [
      { ...chat, SLACK_BOT_TOKEN: 'hunter2', SLACK_APP_TOKEN: 'hunter2' },
      ['SLACK_BOT_TOKEN botToken', 'SLACK_APP_TOKEN appToken'],
    ],
    [{ ...chat, SLACK_APP_TOKEN: 'xapp-1' }, ['SLACK_BOT_TOKEN slackMissing']],
    [{ ...chat, SLACK_CLIENT_ID: '1.2' }, ['SLACK_CLIENT_SECRET clientSecretMissing']],
    [{ ...chat, SLACK_CLIENT_SECRET: 'hunter2', SLACK_SIGNING_SECRET: 'x' }, ['SLACK_CLIENT_ID clientIdMissing']],
    [
      { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'hunter2' },
      ['SLACK_SIGNING_SECRET signingMissing', 'APP_SECRET secretMissing'],
    ],
    [{ ...chat, DISCORD_TOKEN: 'x' }, ['DISCORD_APPLICATION_ID commandsMissing']],
    [{ ...chat, DISCORD_TOKEN: 'x', DISCORD_APPLICATION_ID: 'hunter2' }, ['DISCORD_APPLICATION_ID number']],
    [{ ...chat, DISCORD_PUBLIC_KEY: 'hunter2' }, ['DISCORD_PUBLIC_KEY hex', 'DISCORD_TOKEN discordMissing']],
    [{ ...chat, DISCORD_CLIENT_SECRET: 'hunter2' }, ['DISCORD_CLIENT_SECRET linkAlone']],
    [{ CONTA_AZUL_CLIENT_ID: 'x' }, ['CONTA_AZUL_CLIENT_SECRET applicationMissing']],
    [{ CONSOLE: 'on', HOST: '0.0.0.0' }, ['CONSOLE console']],
    [{ CONSOLE: 'on', PUBLIC_URL: 'https://hunter2.example' }, ['CONSOLE consolePublic']],
    [{ APP_SECRET: 'hunter2', LOG_LEVEL: 'loud' }, ['APP_SECRET secret', 'LOG_LEVEL option']],
  ])('says what is wrong with %j, all at once and without a value', (env, expected) => {
    const found = problems(env as Record<string, string>);
    expect(found).toEqual(expected);
    expect(found.join()).not.toContain('hunter2');
  });

  it.each([
    'file:./data/x.db',
    'postgresql://u:p@h:5432/d',
    'postgres://h/d',
    'postgresql:///d?host=/var/run/postgresql',
  ])('takes %s for a database', (url) => expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url));

  it('never opens the console beyond this machine', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).console).toBe(false);
    expect(readConfig({ ...chat, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', CONSOLE: 'on' }).console).toBe(
      true,
    );
  });

  it.each([
    ['pt_BR.UTF-8', /^A configuração tem um problema:\n {2}- PORT: precisa ser um número de 0 a 65535\n/],
    ['en_US.UTF-8', /^The configuration has a problem:\n {2}- PORT: must be a number from 0 to 65535\n/],
  ])(
    'that is wrong keeps the process from starting, and says so in the language of the machine (%s)',
    { timeout: 90_000 },
    (LC_ALL, said) => {
      const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, LC_ALL, PORT: 'x' },
        timeout: 60_000,
      });
      expect(stderr).toMatch(said);
      expect(status).toBe(1);
    },
  );

  it('has each platform’s words in every language, also for what is wrong among its variables', () => {
    for (const { name, variables: own, problems: among, seat, check } of platforms) {
      const environs = Object.keys(own).flatMap((variable) =>
        ['on', '1'].map((value) => ({ given: { [variable]: value }, chats: false, local: false, open: true })),
      );
      const wrong = environs.flatMap((each) => among(each).map((problem) => problem.wrong));
      for (const { platforms: said } of Object.values(words)) {
        expect(Object.keys(said[name]!.wrongs)).toEqual(expect.arrayContaining(wrong));
        expect([said[name]!.seat !== undefined, said[name]!.connected !== undefined]).toEqual([
          seat !== undefined,
          check !== undefined,
        ]);
      }
      for (const variable of Object.keys(own)) expect(variables.map((each) => each.name)).toContain(variable);
    }
  });

  it('has words in every language for whatever is wrong with a variable', () => {
    const wrong = variables.flatMap(({ name }) => ['?', '\0', '-1'].flatMap((value) => problems({ [name]: value })));
    expect(wrong.length).toBeGreaterThan(variables.length / 2);
    for (const { cli } of Object.values(words))
      expect(Object.keys(cli.wrongs)).toEqual(expect.arrayContaining(wrong.map((each) => each.split(' ')[1])));
  });
});
