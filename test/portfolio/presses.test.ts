import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packedKeys } from '../../src/data/packed.ts';
import { purgeDeleted } from '../../src/rights/service/client.ts';
import { parts } from '../connections/fixture.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, file, type House, house, shown, testNow } from '../house.ts';
import { cnpj } from './fixture.ts';

describe.each(databases)('the preview of an import on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let now = testNow;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data, { clock: () => now });
  });
  afterAll(() => database.drop());

  const db = () => database.data.db;
  const importing = async (content: string, name = 'lista.csv') => {
    const outcome = await h.admin.ask({ kind: 'command', command: 'importar', options: { file: file(name, content) } });
    if (outcome.kind !== 'view') throw new Error(JSON.stringify(outcome));
    return outcome.view;
  };
  type View = Awaited<ReturnType<typeof importing>>;
  const menu = (view: View, label: string) => {
    const block = view.blocks.find((each) => each.kind === 'choice' && each.label.includes(label));
    if (block?.kind !== 'choice') throw new Error(`no menu ${label} in ${JSON.stringify(view.blocks)}`);
    return block;
  };

  it('shows the first clients, what each column was taken for, and what was corrected, set aside and left out', async () => {
    const view = await importing(
      `Nome;C.N.P.J.;E-mail;Cor\nAlfa;${cnpj(11)}.0;"a@x.example; b@x.example";azul\nBeta;${cnpj(12)};não tem;\nTotal: 2;;;\n`,
    );
    const text = shown(view);
    expect(view.title).toBe('2 clientes novos · 3 dados para conferir');
    for (const said of [
      'Planilha: lista.csv',
      'Como ficam os primeiros clientes',
      'Coluna da planilha: C.N.P.J.; Entendida como: CNPJ/CPF',
      'Coluna da planilha: Cor; Entendida como: não usada',
      'Corrigidos na leitura: 2',
      'Não incluídos: 1',
      'Linhas separadas, que não parecem clientes: 1 (Total: 1)',
    ])
      expect(text).toContain(said);
    await h.admin.press(button(view, 'Cancelar'));
  });

  it('takes lines without what is wrong, all or some of them', async () => {
    const content = 'Nome;E-mail;Telefone\nUm;errado;11 1111\nDois;torto;22 2222\nTrês;c@x.example;33 3333\n';
    const view = await importing(content);
    expect(shown(view)).toContain('1 de 3');
    const some = menu(view, 'Incluir sem este dado');
    const one = await h.admin.press(some.press, [some.options[0]!.value]);
    expect(shown(one)).toContain('2 de 3');
    const all = await h.admin.press(button(view, 'Incluir sem este dado (2 linhas)'));
    expect(shown(all)).toContain('3 de 3');
    const done = await h.admin.press(button(all, 'Importar'));
    expect(shown(done)).toContain('Incluído sem este dado: 2');
    expect(await db().client.count({ where: { firmId: h.firmId, name: { in: ['Um', 'Dois', 'Três'] } } })).toBe(3);
  });

  it('takes in lines that have only a name, by a press', async () => {
    const view = await importing(`Nome;CNPJ\nAlfa;${cnpj(21)}\nSó Nome;\nBeta;${cnpj(22)}\n`);
    expect(shown(view)).toContain('Só o nome: 1');
    const with1 = await h.admin.press(button(view, 'Incluir a linha só com nome'));
    expect(shown(with1)).toContain('3 de 3');
    await h.admin.press(button(with1, 'Cancelar'));
  });

  it('learns what a column is, also where the names are, and remembers it for the next file', async () => {
    const content = 'Sujeito;Quem cuida;Tipo\nPadaria Nova;Ana;x1\n';
    const refused = await importing(content);
    expect(shown(refused)).toContain('Não encontrei a coluna');
    const named = await h.admin.press(menu(refused, 'nome da empresa').press, ['Sujeito']);
    expect(shown(named)).toContain('Clientes novos: 1');
    const placed = await h.admin.press(menu(named, '“Quem cuida”: esta coluna é…').press, ['contactName']);
    expect(shown(placed)).toContain('Coluna da planilha: Quem cuida; Entendida como: Responsável');
    const other = await h.admin.press(menu(placed, 'outra coisa').press, ['1']);
    expect(menu(other, '“Quem cuida”').options.map((each) => each.value)).toContain('none');
    await h.admin.press(button(other, 'Cancelar'));
    // The next month's file, whatever it is called.
    const next = await importing(content, 'outro mês.csv');
    expect(shown(next)).toContain('Coluna da planilha: Quem cuida; Entendida como: Responsável');
    await h.admin.press(button(next, 'Cancelar'));
  });

  it('undoes an import: what it made and changed, and nothing that somebody changed since', async () => {
    const clients = () => db().client.findMany({ where: { firmId: h.firmId }, orderBy: { id: 'asc' } });
    const licenses = () => db().license.findMany({ where: { firmId: h.firmId }, orderBy: { id: 'asc' } });
    const rows = (phone: string) =>
      [
        'Nome;CNPJ;Telefone;Plano;Vencimento',
        ...[31, 32, 33].map((n) => `Cliente n${n};${cnpj(n)};${phone};Controle I;31/12/2027`),
      ].join('\n');
    const first = await importing(rows('11 1111'));
    await h.admin.press(button(first, 'Importar'));
    const before = { clients: await clients(), licenses: await licenses(), events: await db().licenseEvent.count() };
    now = new Date(testNow.getTime() + 60_000);
    const changed = `${rows('22 2222').replaceAll('31/12/2027', '31/12/2028')}\nNova;${cnpj(34)};;;\nOutra;${cnpj(35)};;;`;
    const done = await h.admin.press(button(await importing(changed), 'Importar'));
    expect(shown(await h.analyst.press(button(done, 'Desfazer esta importação')))).toContain('Só um administrador');
    // Since then somebody has written two of them.
    now = new Date(testNow.getTime() + 120_000);
    const touched = (await clients()).find((each) => each.document === cnpj(31))!;
    await db().client.update({ where: { id: touched.id }, data: { phone: '99 9999', updatedAt: now } });
    await db().client.updateMany({ where: { document: cnpj(35) }, data: { notes: 'ligou', updatedAt: now } });
    const undone = await h.admin.press(button(done, 'Desfazer esta importação'));
    expect(shown(undone)).toContain('Saiu 1 cliente que a importação criou; 3 voltaram a ser como eram');
    expect(shown(undone)).toContain('2 clientes ficaram');
    const after = await clients();
    const plain = (all: typeof after) =>
      all.filter((each) => each.document !== cnpj(35)).map(({ updatedAt: _, ...each }) => each);
    expect(plain(after)).toEqual(
      plain(before.clients).map((each) => (each.id === touched.id ? { ...each, phone: '99 9999' } : each)),
    );
    expect(await licenses()).toEqual(before.licenses);
    expect(await db().licenseEvent.count()).toBe(before.events);
    expect(after.find((each) => each.document === cnpj(35))?.notes).toBe('ligou');
    expect(shown(await h.admin.press(button(done, 'Desfazer esta importação')))).toContain('já foi desfeita');
    now = testNow;
  });

  it('offers to undo where an import begins, for 24 hours', async () => {
    await h.admin.press(button(await importing(`Nome;CNPJ\nTarde;${cnpj(41)}\n`, 'tarde.csv'), 'Importar'));
    const start = await h.admin.type('/importar');
    expect(shown(start)).toContain('A última importação (tarde.csv) ainda pode ser desfeita');
    now = new Date(testNow.getTime() + 24 * 3_600_000 + 1);
    expect(shown(await h.admin.press(button(start, 'Desfazer esta importação')))).toContain('passaram as 24 horas');
    expect(shown(await h.admin.type('/importar'))).not.toContain('tarde.csv');
    now = testNow;
  });

  it('names who is no longer in the next file of the same columns, and nobody whose line is only wrong', async () => {
    const row = (n: number, mail = `c${n}@x.example`) => `Lista ${n};${cnpj(n)};${mail};${n}`;
    const list = (...rows: string[]) => ['Nome;CNPJ;E-mail;Código interno', ...rows].join('\n');
    const first = await importing(list(row(51), row(52), row(53), row(54)), 'outubro.csv');
    expect(shown(first)).not.toContain('não está mais');
    await h.admin.press(button(first, 'Importar'));
    const second = await importing(list(row(51), row(53, 'errado')), 'novembro.csv');
    expect(shown(second)).toContain('2 clientes da importação anterior não estão mais na planilha (antes: outubro.csv');
    expect(shown(second)).toContain('Lista 52');
    expect(shown(second)).toContain('Lista 54');
    // Another system's columns say nothing of them, and nobody is removed.
    expect(shown(await importing(`Nome;CNPJ\nLista 51;${cnpj(51)}\n`))).not.toContain('não estão mais');
    const changed = await importing(
      list(`Lista 51 Nova;${cnpj(51)};c51@x.example;51`, row(52), row(53)),
      'dezembro.csv',
    );
    const done = await h.admin.press(button(changed, 'Importar'));
    expect(shown(done)).toContain('1 cliente da importação anterior não está mais');
    expect(await db().client.count({ where: { firmId: h.firmId, name: 'Lista 54', deletedAt: null } })).toBe(1);
    // Undone, the file before it is again what the next one is held against.
    await h.admin.press(button(done, 'Desfazer esta importação'));
    expect(shown(await importing(list(row(51), row(52), row(53))))).toContain('antes: outubro.csv');
  });

  it('takes back with an import the connections that it recorded, and names whom something was sent about', async () => {
    const rows = (some: string) => `Nome;CNPJ;Situação\nVelha;${cnpj(61)};${some}\nOutra;${cnpj(62)};${some}\n`;
    await h.admin.press(button(await importing(rows('Não conectado')), 'Importar'));
    const before = await db().portfolioEvent.findMany({ where: { firmId: h.firmId } });
    now = new Date(testNow.getTime() + 60_000);
    const done = await h.admin.press(
      button(await importing(`${rows('Conectado')}Nova;${cnpj(63)};Conectado\n`), 'Importar'),
    );
    expect(await db().portfolioEvent.findMany({ where: { firmId: h.firmId, at: now } })).toMatchObject([
      { kind: 'connected', count: 3 },
    ]);
    const velha = await db().client.findFirstOrThrow({ where: { document: cnpj(61) } });
    now = new Date(testNow.getTime() + 120_000);
    const message = { platform: 'slack', workspace: 'T1', channel: 'C1', message: '1.2', kind: 'notice' };
    await db().postedMessage.create({
      data: { id: crypto.randomUUID(), firmId: h.firmId, clientId: velha.id, createdAt: now, ...message },
    });
    const undone = await h.admin.press(button(done, 'Desfazer esta importação'));
    expect(shown(undone)).toContain('Depois da importação saíram e-mails ou mensagens sobre 1 cliente: Velha');
    expect(await db().portfolioEvent.findMany({ where: { firmId: h.firmId } })).toEqual(before);
    expect((await db().client.findUniqueOrThrow({ where: { id: velha.id } })).situation).toBe('not_connected');
    now = testNow;
  });

  it('leaves with the row of a client whom a message names the way to take that message back, and erases it as any removed client', async () => {
    const list = (...names: string[]) =>
      `Nome;CNPJ;Posto\n${names.map((name, i) => `${name};${cnpj(71 + i)};${i}\n`).join('')}`;
    now = new Date(testNow.getTime() + 180_000);
    const done = await h.admin.press(button(await importing(list('Avisada', 'Calada')), 'Importar'));
    const avisada = await db().client.findFirstOrThrow({ where: { document: cnpj(71) } });
    const message = { platform: 'slack', workspace: 'T1', channel: 'C1', message: '7.1', kind: 'notice' };
    await db().postedMessage.create({
      data: { id: crypto.randomUUID(), firmId: h.firmId, clientId: avisada.id, createdAt: now, ...message },
    });
    expect(shown(await h.admin.press(button(done, 'Desfazer esta importação')))).toContain(
      'Saíram 2 clientes que a importação criou',
    );
    expect(await db().client.findFirst({ where: { document: cnpj(72) } })).toBeNull();
    expect(await db().client.findUniqueOrThrow({ where: { id: avisada.id } })).toMatchObject({ deletedAt: now });
    expect(await db().postedMessage.count({ where: { clientId: avisada.id } })).toBe(1);
    const later = new Date(now.getTime() + 61 * 60_000);
    await purgeDeleted(parts(database.data), later);
    expect(await db().client.findFirst({ where: { id: avisada.id } })).toBeNull();
    expect(
      await db().outbox.count({ where: { firmId: h.firmId, kind: 'rights.blank', payload: { contains: '"7.1"' } } }),
    ).toBe(1);
    now = testNow;
  });

  it('forgets in the list of whom a file named whoever is erased', async () => {
    const row = (n: number) => `Listada ${n};${cnpj(n)};${n}`;
    await h.admin.press(
      button(await importing(['Nome;CNPJ;Armário', row(81), row(82), row(83)].join('\n'), 'armario.csv'), 'Importar'),
    );
    const gone = await db().client.findFirstOrThrow({ where: { document: cnpj(82) } });
    const idsOf = async () =>
      packedKeys(
        (await db().importList.findFirstOrThrow({ where: { firmId: h.firmId, file: 'armario.csv' } })).clients,
      );
    const key = gone.id.replaceAll('-', '');
    expect(await idsOf()).toContain(key);
    await db().client.update({
      where: { id: gone.id },
      data: { deletedAt: new Date(testNow.getTime() - 61 * 60_000) },
    });
    await purgeDeleted(parts(database.data), testNow);
    expect(await idsOf()).toHaveLength(2);
    expect(await idsOf()).not.toContain(key);
    // Who was erased has not left the list: nobody is named.
    expect(shown(await importing(['Nome;CNPJ;Armário', row(81), row(83)].join('\n')))).not.toContain('não está mais');
  });
});
