import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedClients } from '../../clients/seed.ts';
import { databases, type TestDatabase } from '../../database.ts';
import { button, type House, house, labels, shown, testNow } from '../../house.ts';
import { cards, dataOf, idOf, keyOf, type McpStand, mcpStand, textOf } from './fixture.ts';

describe.each(databases)('what an assistant would change, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let stand: McpStand;
  let padaria: string;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.data.db.$transaction((tx) => tx.outbox.deleteMany());
    h = await house(database.data);
    stand = await mcpStand(database.data, h.core);
    const soon = { plan: 'Pro', payer: 'client', expiresOn: '2026-11-20', analystId: h.analyst.memberId };
    [padaria] = (await seedClients(database.data, h.firmId, [
      { name: 'Padaria da Vila', situation: 'not_connected', ...soon },
    ])) as [string];
    return () => stand.stop();
  });

  const audits = async (verb: RegExp) =>
    (await database.data.db.audit.findMany({ where: { firmId: h.firmId }, orderBy: { at: 'asc' } })).filter((each) =>
      verb.test(each.verb),
    );
  const there = async () =>
    (await database.data.db.client.findUniqueOrThrow({ where: { id: padaria } })).deletedAt === null;

  /** Asks for the client's card, and presses what removes the client. */
  async function askToRemove(scope: string) {
    const client = await stand.client(await keyOf(h.admin, { scope }));
    const call = (name: string, args: Record<string, unknown>) => client.callTool({ name, arguments: args });
    const card = await call('cliente', { client: 'padaria' });
    const last = { id: idOf(card, /^Excluir|^Remover/), label: /Excluir/ };
    return { call, last, result: await call('click', { id: last.id }) };
  }

  it('waits for a press in the person’s own chat, in words of ours', async () => {
    const { result, last } = await askToRemove('prepare');
    expect(textOf(result)).toContain('Nada foi feito ainda');
    expect(await there()).toBe(true);
    const [card, ...more] = await cards(database.data);
    expect(more).toEqual([]);
    expect(card!.address).toEqual({
      platform: 'test',
      workspace: h.admin.place.workspace,
      channel: h.admin.place.user,
      direct: true,
    });
    expect(shown(card!.view)).toContain('Claude preparou isto para você');
    expect(shown(card!.view)).toContain('Padaria da Vila');
    expect(labels(card!.view)).toEqual([expect.stringMatching(last.label), 'Descartar']);
    expect(await audits(/^assistant.prepared/)).toMatchObject([
      { actor: `member:${h.admin.memberId}`, platform: expect.stringMatching(/^mcp:[\w-]{36}$/) },
    ]);

    const id = button(card!.view, last.label);
    // Nobody else's press does it: not a colleague's, not another firm's.
    for (const other of [h.analyst, h.outsider]) await other.press(id);
    expect(await there()).toBe(true);
    const done = await h.admin.press(id);
    expect(await there()).toBe(false);
    expect(labels(done)).toContain('Desfazer');
    expect(await audits(/^assistant.done/)).toHaveLength(1);
    const again = await h.admin.press(id);
    expect(shown(again)).toContain('não espera mais');
    expect(await audits(/^client.delete/)).toHaveLength(1);
  });

  it('happens once, whoever presses twice at the same moment', async () => {
    const { last } = await askToRemove('prepare');
    const [card] = await cards(database.data);
    const id = button(card!.view, last.label);
    await Promise.all([h.admin.press(id), h.admin.press(id)]);
    expect(await audits(/^client.delete/)).toHaveLength(1);
  });

  it('goes when it is discarded', async () => {
    const { last } = await askToRemove('prepare');
    const [card] = await cards(database.data);
    expect(shown(await h.admin.press(button(card!.view, 'Descartar')))).toContain('Nada foi feito');
    expect(shown(await h.admin.press(button(card!.view, last.label)))).toContain('não espera mais');
    expect(await there()).toBe(true);
    expect(await cards(database.data)).toEqual([]);
  });

  it('is refused to a key that only reads', async () => {
    const { result } = await askToRemove('read');
    expect(textOf(result)).toContain('Esta chave só lê');
    expect(result.isError).toBe(true);
    expect(await cards(database.data)).toEqual([]);
    expect(await there()).toBe(true);
  });

  it('happens at once only where it can be undone, the key may and the firm allows it', async () => {
    const marked = () => database.data.db.digestDeed.count({ where: { clientId: padaria } });
    const key = await keyOf(h.admin, { scope: 'act' });
    const client = await stand.client(key);
    const call = (name: string, args: Record<string, unknown>) => client.callTool({ name, arguments: args });
    const mark = async () => {
      const id = await doneId();
      return call('click', { id });
    };
    // A button that a digest shows: told to the assistant as the desk tells it what it was shown.
    const doneId = async () => {
      const { createDesk } = await import('../../../src/assistants/service/port.ts');
      const { parts } = await import('../../connections/fixture.ts');
      const { mint } = await import('../../../src/kit/ids.ts');
      const { registry } = await import('../../../src/core.ts');
      const desk = createDesk(parts(database.data), () => testNow);
      const who = (await desk.open(key))!;
      const minted = mint('digests.done', registry.actions.get('digests.done')!.input, { id: padaria });
      return (await desk.show(who, [{ kind: 'press', id: minted.id, label: 'Tratado', title: 'Padaria da Vila' }]))[0]!;
    };
    expect(textOf(await mark())).toContain('Nada foi feito ainda');
    expect(await marked()).toBe(0);
    const keys = await h.admin.press(button(await h.admin.type('/configurar'), 'Assistentes'));
    await h.admin.press(button(keys, 'Deixar agir'));
    expect(textOf(await mark())).not.toContain('Nada foi feito ainda');
    expect(await marked()).toBe(1);
    expect(await audits(/^digest.*done|^client.done|deed/)).toMatchObject([
      { platform: expect.stringMatching(/^mcp:/) },
    ]);
    // A removal waits all the same.
    const { result } = await askToRemove('act');
    expect(textOf(result)).toContain('Nada foi feito ainda');
    expect(await there()).toBe(true);
  });

  it('waits with what was filled in, and refuses what is filled in wrong at once', async () => {
    const client = await stand.client(await keyOf(h.admin));
    const call = (name: string, args: Record<string, unknown>) => client.callTool({ name, arguments: args });
    const settings = await call('configurar', {});
    const opened = await call('click', { id: idOf(settings, 'Dados do escritório') });
    const { id } = dataOf(opened).form!;
    const wrong = await call('fill', { id, fields: { name: 'Novo Nome', email: 'isto não é', phone: '' } });
    expect(wrong.isError).toBe(true);
    expect(dataOf(wrong).form?.fields.find((each) => each.name === 'name')?.value).toBe('Novo Nome');
    await call('fill', { id: dataOf(wrong).form!.id, fields: { name: 'Novo Nome', email: 'a@b.com.br' } });
    const firm = () => database.data.db.firm.findUniqueOrThrow({ where: { id: h.firmId } });
    expect((await firm()).name).toBe('Horizonte Contábil');
    const [card] = await cards(database.data);
    expect(shown(card!.view)).toContain('Novo Nome');
    await h.admin.press(button(card!.view, 'Salvar'));
    expect((await firm()).name).toBe('Novo Nome');
  });

  it('never is a key, nor what lets assistants act, nor a press on its own card', async () => {
    const client = await stand.client(await keyOf(h.admin, { scope: 'act' }));
    const call = (name: string, args: Record<string, unknown>) => client.callTool({ name, arguments: args });
    const settings = await call('configurar', {});
    const refused = await call('click', { id: idOf(settings, 'Assistentes') });
    expect(refused.isError).toBe(true);
    expect(textOf(refused)).toContain('Isto só a própria pessoa faz');
    await askToRemove('prepare');
    const [card] = await cards(database.data);
    // Neither the id of a button in the chat nor one that somebody else's assistant was shown says anything here.
    const theirs = await stand.client(await keyOf(h.outsider));
    const shownToThem = await theirs.callTool({ name: 'configurar', arguments: {} });
    for (const id of [button(card!.view, 'Descartar'), idOf(shownToThem, 'Dados do escritório'), 'x', ''])
      expect(textOf(await call('click', { id }))).toContain('não veio de uma resposta');
    const analysts = await stand.client(await keyOf(h.analyst));
    const id = idOf(settings, 'Assistentes');
    expect(textOf(await analysts.callTool({ name: 'click', arguments: { id } }))).toContain('não veio de uma resposta');
    expect(
      await database.data.db.draft.count({ where: { firmId: h.firmId, person: { startsWith: 'assistant:' } } }),
    ).toBe(1);
  });

  it('waits no more than ten at a time', async () => {
    const { call, last } = await askToRemove('prepare');
    for (let i = 0; i < 9; i++) await call('click', { id: last.id });
    const one = await call('click', { id: last.id });
    expect(one.isError).toBe(true);
    expect(textOf(one)).toContain('10 ações');
    expect(await cards(database.data)).toHaveLength(10);
  });
});
