import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firmCreateVerb, firmLinkVerb } from '../../src/cli/firm.ts';
import { createCore } from '../../src/core.ts';
import { createSecret } from '../../src/data/secret.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, person, quiet, shown, testNow } from '../house.ts';
import { typed } from './terminal.ts';

describe.each(databases)('firms from the command line, on $provider', ({ open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());

  const cli = (...line: string[]) => typed(line, [firmCreateVerb, firmLinkVerb], { DATABASE_URL: database.url });
  const core = () =>
    createCore({
      data: database.data,
      secret: createSecret('x'.repeat(40)),
      publicUrl: 'http://localhost:3000',
      clock: () => testNow,
      log: quiet,
    });
  const create = (name: string, ...more: string[]) =>
    cli(
      'firm',
      'create',
      '--name',
      name,
      '--email',
      'contato@horizonte.com.br',
      '--admin',
      'Marina Lopes',
      '--json',
      ...more,
    );

  it('says that there is no firm yet', async () => {
    const printed = await cli('firm', 'link', '--firm', 'only');
    expect(printed.code).toBe(1);
    expect(printed.err).toContain('node dist/cli.js firm create');
  });

  it('makes a firm whose admin can type at once, and leaves a trace', async () => {
    const printed = await create('Horizonte Contábil', '--slack', 'T0HORIZON:U0MARINA');
    expect(printed.code).toBe(0);
    const { firm, member, code } = printed.json();
    expect(code).toBeUndefined();
    const admin = person(core(), { platform: 'slack', workspace: 'T0HORIZON', user: 'U0MARINA' });
    expect(shown(await admin.type('/equipe'))).toContain('Marina Lopes');
    const [row] = await database.data.db.audit.findMany({ where: { firmId: firm } });
    expect(row).toMatchObject({ actor: 'system:cli', verb: 'firm.created', platform: 'cli' });
    expect(await database.data.db.member.findUnique({ where: { id: member } })).toMatchObject({ role: 'admin' });
  });

  it('refuses a workspace that has a firm, and makes nothing', async () => {
    const printed = await create('Outro', '--slack', 'T0HORIZON:U0OUTRA');
    expect(printed.code).toBe(1);
    expect(printed.json().error.code).toBe('workspace-taken');
    expect(await database.data.db.firm.count()).toBe(1);
  });

  it('gives a code with which a workspace joins, once', async () => {
    const printed = await cli('firm', 'link', '--firm', 'horizonte contabil', '--json');
    expect(printed.code).toBe(0);
    const { code } = printed.json();
    const newcomer = person(core(), {
      platform: 'discord',
      workspace: '900001',
      user: '77',
      isAdmin: async () => true,
    });
    const form = await newcomer.open(button(await newcomer.type('/equipe'), /Configurar/));
    const fields = { name: 'Ana Prado', email: 'ana@horizonte.com.br', code };
    const joined = await newcomer.submit(form, fields);
    expect(joined.kind === 'view' && shown(joined.view)).toContain('Horizonte Contábil');
    const late = person(core(), { platform: 'discord', workspace: '900002', user: '78', isAdmin: async () => true });
    const again = await late.submit(await late.open(button(await late.type('/equipe'), /Configurar/)), fields);
    expect(JSON.stringify(again)).toContain('Código inválido');
  });

  it('gives a code for a firm that was made without a seat', async () => {
    const printed = await create('Aurora Contábil');
    expect(printed.json().code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    const people = await cli('firm', 'link', '--firm', printed.json().firm);
    expect(people.code).toBe(0);
    expect(people.out).toContain('Código de uso único');
  });

  it('asks which firm, when the name does not say', async () => {
    const only = await cli('firm', 'link', '--firm', 'only');
    expect(only.code).toBe(1);
    expect(only.err).toContain('Aurora Contábil');
    expect((await cli('firm', 'link', '--firm', 'Nenhum')).err).toContain('Não há escritório “Nenhum”');
  });

  it.each([
    [['--slack', 'T1U1'], '--slack'],
    [['--discord', 'abc:1'], '--discord'],
    [['--slack', 'T1:U1', '--discord', '12345:67890'], '--slack ou --discord'],
  ])('refuses %j', async (more, says) => {
    const printed = await create('Errado', ...more);
    expect(printed.code).toBe(2);
    expect(printed.json().error.message).toContain(says);
  });

  it('refuses an e-mail that is none', async () => {
    const printed = await cli('firm', 'create', '--name', 'A', '--email', 'nada', '--admin', 'B');
    expect(printed.code).toBe(2);
    expect(printed.err).toContain('--email');
  });
});
