import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, variables } from '../src/config.ts';

const problems = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
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

  it.each([
    [{ PORT: 'hunter2' }, ['PORT: must be a number from 0 to 65535']],
    [{ PORT: '65536' }, ['PORT: must be a number from 0 to 65535']],
    [{ DATABASE_URL: 'mysql://hunter2@x/y' }, [expect.stringContaining('DATABASE_URL')]],
    [{ DATABASE_URL: 'postgresql://' }, [expect.stringContaining('DATABASE_URL')]],
    [{ SMTP_URL: 'smtp://[hunter2' }, [expect.stringContaining('SMTP_URL')]],
    [{ PUBLIC_URL: 'hunter2' }, [expect.stringContaining('PUBLIC_URL')]],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, [expect.stringContaining('SLACK_SIGNING_SECRET'), expect.stringContaining('APP_SECRET')]],
    [{ ...chat, SLACK_APP_TOKEN: 'xapp-1' }, [expect.stringContaining('SLACK_BOT_TOKEN')]],
    [{ ...chat, DISCORD_TOKEN: 'x' }, [expect.stringContaining('DISCORD_APPLICATION_ID')]],
    [{ ...chat, DISCORD_PUBLIC_KEY: 'hunter2' }, [expect.stringContaining('DISCORD_PUBLIC_KEY'), expect.stringContaining('DISCORD_TOKEN')]],
    [{ CONSOLE: 'on', HOST: '0.0.0.0' }, [expect.stringContaining('CONSOLE')]],
    [{ APP_SECRET: 'hunter2', LOG_LEVEL: 'loud' }, [expect.stringContaining('APP_SECRET'), expect.stringContaining('LOG_LEVEL')]],
  ])('says what is wrong with %j, all at once and without a value', (env, expected) => {
    const found = problems(env as Record<string, string>);
    expect(found).toEqual(expected);
    expect(found.join()).not.toContain('hunter2');
  });

  it.each(['file:./data/x.db', 'postgresql://u:p@h:5432/d', 'postgres://h/d', 'postgresql:///d?host=/var/run/postgresql'])(
    'takes %s for a database',
    (url) => expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url),
  );

  it('never opens the console beyond this machine', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).console).toBe(false);
    expect(readConfig({ ...chat, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', CONSOLE: 'on' }).console).toBe(true);
  });
});
