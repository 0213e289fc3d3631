import { describe, expect, it } from 'vitest';
import { type Invocation, misuse, type Verb } from '../../src/cli/verb.ts';
import { typed } from './terminal.ts';

const verb = (name: string, more: Partial<Verb> = {}): Verb => ({
  name,
  flags: {},
  run: async ({ flags, file, locale }: Invocation) => ({
    ok: true,
    json: { flags, file, locale },
    lines: [`${name} done`],
  }),
  ...more,
});
const verbs = [
  verb('doctor'),
  verb('firm create', { flags: { name: { value: 'TEXT', required: true }, slack: { value: 'TEAM:USER' } } }),
  verb('backup', { takesFile: true, flags: { force: {} } }),
  verb('fails', {
    run: async () => {
      throw new Error('no route to postgresql://ana:hunter2@db.example.com:5432/x\nat line 1');
    },
  }),
  verb('refuses', {
    run: async () => {
      throw misuse(() => 'Assim não.');
    },
  }),
];

describe('the command line', () => {
  it('shows every command, and each with its flags', async () => {
    const all = await typed(['--help'], verbs);
    expect(all.code).toBe(0);
    for (const name of ['doctor', 'firm create', 'backup ARQUIVO']) expect(all.out).toContain(name);
    const one = await typed(['firm', 'create', '--help'], verbs);
    expect(one.code).toBe(0);
    expect(one.out).toContain('node dist/cli.js firm create --name TEXT [--slack TEAM:USER]');
    expect(one.out).toContain('--json');
  });

  it('takes flags before and after, and files', async () => {
    const printed = await typed(['--json', 'backup', 'a.db', '--force'], verbs);
    expect(printed.json()).toEqual({ ok: true, flags: { json: 'on', force: 'on' }, file: 'a.db', locale: 'pt-BR' });
    const create = await typed(['firm', 'create', '--name=Horizonte Contábil', '--json'], verbs);
    expect(create.json().flags.name).toBe('Horizonte Contábil');
  });

  it.each([
    [['dokter'], 'Você quis dizer doctor?'],
    [['firm'], 'Você quis dizer firm create?'],
    [['doctor', '--fast'], '--fast'],
    [['doctor', '-x'], '-x'],
    [['doctor', 'now'], 'Sobrou “now”.'],
    [['doctor', '--json=yes'], '--json'],
    [['doctor', '--lang', 'klingon'], '--lang'],
    [['backup'], 'Falta ARQUIVO.'],
    [['backup', 'a', 'b'], 'Sobrou “b”.'],
    [['firm', 'create'], 'Falta --name.'],
    [['firm', 'create', '--name'], '--name'],
    [['firm', 'create', '--name', '--slack', 'T1:U1'], '--name'],
    [['refuses'], 'Assim não.'],
  ])('refuses %j with exit code 2', async (line, says) => {
    const printed = await typed(line, verbs);
    expect(printed.code).toBe(2);
    expect(printed.err).toContain(says);
    expect(printed.out).toBe('');
  });

  it('says in JSON what was wrong, for programs', async () => {
    const printed = await typed(['doctor', '--fast', '--json'], verbs);
    expect(printed.code).toBe(2);
    expect(printed.json()).toEqual({ ok: false, error: { code: 'usage', message: 'Não conheço a opção --fast.' } });
  });

  it('shows one line of an error nobody foresaw, without its password', async () => {
    const printed = await typed(['fails'], verbs);
    expect(printed.code).toBe(1);
    expect(printed.err).toBe('Falhou: no route to postgresql://db.example.com:5432/x\n');
  });

  it.each([
    [['--lang', 'en'], { LANG: 'pt_BR.UTF-8' }, 'en'],
    [['--lang=pt-BR'], { LANG: 'en_US.UTF-8' }, 'pt-BR'],
    [[], { LANG: 'en_US.UTF-8' }, 'en'],
    [[], { LANG: 'en_US.UTF-8', LC_ALL: 'pt_BR.UTF-8' }, 'pt-BR'],
    [[], { LANG: 'C.UTF-8' }, 'pt-BR'],
    [[], {}, 'pt-BR'],
  ])('speaks by %j and %j', async (flags, env, locale) => {
    expect((await typed(['doctor', '--json', ...flags], verbs, env)).json().locale).toBe(locale);
  });
});
