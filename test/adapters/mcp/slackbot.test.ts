import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSlackbot } from '../../../adapters/slack/slackbot.ts';
import { newId } from '../../../src/data/id.ts';
import { words } from '../../../src/words/index.ts';
import { seedClients } from '../../clients/seed.ts';
import { databases, type TestDatabase } from '../../database.ts';
import { type House, house, testNow } from '../../house.ts';
import { cards, keyOf, type McpStand, mcpStand, textOf } from './fixture.ts';

const secret = 'what only Slack and we know';
const minute = 60_000;
const who = { admin: 'UADMIN1', analyst: 'UANALYST1', other: 'UOTHER1', stranger: 'USTRANGER1' };

interface Element {
  type: string;
  action_id?: string;
  value?: string;
  url?: string;
  text?: { text: string };
  options?: { text: { text: string }; value: string }[];
}
interface Said {
  content?: { text?: string }[];
  isError?: boolean;
  tools?: { name: string; _meta?: object }[];
  _meta?: { slack?: { blocks: { type: string; elements?: Element[]; accessory?: Element }[] } };
}

describe.each(databases)('Slackbot, which signs who asks, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let stand: McpStand;
  let now = testNow;
  let teams: { ours: string; theirs: string };
  let n = 0;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    now = testNow;
    n++;
    teams = { ours: `TOURS${n}`, theirs: `TTHEIRS${n}` };
    h = await house(database.data, { clock: () => now });
    const seats = [
      [h.firmId, h.admin.memberId, teams.ours, who.admin],
      [h.firmId, h.analyst.memberId, teams.ours, who.analyst],
      [h.otherFirmId, h.outsider.memberId, teams.theirs, who.other],
    ] as const;
    for (const [firmId, memberId, workspace, user] of seats)
      await database.data.db.chatIdentity.create({
        data: { id: newId(), firmId, memberId, platform: 'slack', workspace, user, createdAt: testNow },
      });
    await seedClients(database.data, h.firmId, [
      { name: 'Padaria da Vila', analystId: h.analyst.memberId },
      { name: 'Posto Alto' },
    ]);
    await seedClients(database.data, h.otherFirmId, [{ name: 'De Outros' }]);
    const slackbot = createSlackbot({
      signingSecret: secret,
      words: words['pt-BR'].platforms.slack.says,
      now: () => now.getTime(),
    });
    stand = await mcpStand(database.data, h.core, () => now, undefined, { own: [slackbot] });
    return () => stand.stop();
  });

  let id = 0;
  const bodyOf = (method: string, params: object, user?: string, team = teams.ours): string => {
    id++;
    const _meta = user ? { slack: { user_id: user, team_id: team } } : {};
    return JSON.stringify({ jsonrpc: '2.0', id, method, params: { ...params, _meta } });
  };
  const sign = (body: string, { at = now, with: key = secret } = {}): Record<string, string> => {
    const seconds = String(Math.floor(at.getTime() / 1000));
    const signature = `v0=${createHmac('sha256', key).update(`v0:${seconds}:${body}`).digest('hex')}`;
    return { 'x-slack-request-timestamp': seconds, 'x-slack-signature': signature };
  };
  const send = (body: string, headers: Record<string, string> = sign(body), key?: string) =>
    stand.post(key, body, headers);
  const resultOf = async (response: Response): Promise<Said> => {
    const text = await response.text();
    const data = [...text.matchAll(/^data: ?(\{.*)$/gm)].at(-1)?.[1] ?? text;
    return (JSON.parse(data) as { result: Said }).result;
  };
  const call = async (user: string, name: string, args: object = {}, team = teams.ours): Promise<Said> =>
    resultOf(await send(bodyOf('tools/call', { name, arguments: args }, user, team)));

  it('asks as the person whom Slack names: role, firm and portfolio as everywhere', async () => {
    const all = textOf(await call(who.admin, 'clientes'));
    expect([all.includes('Padaria da Vila'), all.includes('Posto Alto'), all.includes('De Outros')]).toEqual([
      true,
      true,
      false,
    ]);
    const own = textOf(await call(who.analyst, 'clientes'));
    expect([own.includes('Padaria da Vila'), own.includes('Posto Alto')]).toEqual([true, false]);
    expect(textOf(await call(who.other, 'clientes', {}, teams.theirs))).toContain('De Outros');
    // A person of one workspace is nobody in another's.
    for (const [user, team] of [
      [who.stranger, teams.ours],
      [who.admin, teams.theirs],
      [who.other, teams.ours],
    ] as const) {
      const said = await call(user, 'clientes', {}, team);
      expect(textOf(said)).not.toMatch(/Padaria|Posto|De Outros/);
      expect(textOf(said).length).toBeGreaterThan(60);
    }
  });

  it('is refused without a hint where the signature is forged, old, from the future, of another body, or came before', async () => {
    const body = () => bodyOf('tools/call', { name: 'clientes', arguments: {} }, who.admin);
    const refused: Response[] = [];
    const forged = body();
    refused.push(await send(forged, sign(forged, { with: 'another secret' })));
    for (const minutes of [-6, 6]) {
      const late = body();
      refused.push(await send(late, sign(late, { at: new Date(now.getTime() + minutes * minute) })));
    }
    const changed = body();
    refused.push(await send(changed.replace(who.admin, who.analyst), sign(changed)));
    refused.push(await send(changed, { ...sign(changed), 'x-slack-signature': 'v0=' }));
    const { 'x-slack-signature': signature } = sign(changed) as { 'x-slack-signature': string };
    refused.push(await send(changed, { 'x-slack-signature': signature }));
    const once = body();
    expect((await send(once)).status).toBe(200);
    refused.push(await send(once));
    now = new Date(now.getTime() + 4 * minute);
    refused.push(await send(once, sign(once, { at: testNow })));
    const none = await stand.post(undefined, body());
    const expected = [none.status, await none.text(), none.headers.get('www-authenticate')];
    expect(expected[0]).toBe(401);
    for (const each of refused)
      expect([each.status, await each.text(), each.headers.get('www-authenticate')]).toEqual(expected);
  });

  it('is answered once, whoever sends it again at the same moment', async () => {
    const body = bodyOf('tools/call', { name: 'clientes', arguments: {} }, who.admin);
    const headers = sign(body);
    const statuses = await Promise.all(Array.from({ length: 6 }, async () => (await send(body, headers)).status));
    expect(statuses.sort()).toEqual([200, 401, 401, 401, 401, 401]);
  });

  it('is nobody where what was signed names nobody, and nobody is taken for whom an unsigned request names', async () => {
    const nameless = bodyOf('tools/call', { name: 'clientes', arguments: {} });
    expect((await send(nameless)).status).toBe(401);
    for (const slack of [{ user_id: 'x', team_id: teams.ours }, { user_id: who.admin }, [who.admin], 'x']) {
      const odd = JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'clientes', arguments: {}, _meta: { slack } },
      });
      expect((await send(odd)).status).toBe(401);
    }
    const several = `[${bodyOf('tools/call', { name: 'clientes', arguments: {} }, who.admin)}]`;
    expect((await send(several)).status).toBe(401);
    expect((await send('{"x":')).status).toBe(401);
    const unsigned = bodyOf('tools/call', { name: 'clientes', arguments: {} }, who.admin);
    expect((await send(unsigned, {})).status).toBe(401);
    // Whose key it is asks, whatever the request says of somebody else; also where it is signed.
    const key = await keyOf(h.analyst);
    for (const headers of [{}, sign(unsigned)]) {
      const text = textOf(await resultOf(await send(unsigned, headers, key)));
      expect([text.includes('Padaria da Vila'), text.includes('Posto Alto')]).toEqual([true, false]);
    }
  });

  it('finds the tools before it says for whom, with what they look like there', async () => {
    const { tools = [] } = await resultOf(await send(bodyOf('tools/list', {})));
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['clientes', 'ask', 'click', 'fill']));
    for (const each of tools) expect(each._meta).toEqual({ slack: { supportsBlockKit: true } });
    const listed = await resultOf(await stand.post(await keyOf(h.admin), bodyOf('tools/list', {})));
    expect(listed.tools!.some(({ _meta }) => _meta)).toBe(false);
  });

  const elementsOf = (said: Said): Element[] =>
    said._meta!.slack!.blocks.flatMap(({ type, elements = [], accessory }) => [
      ...(type === 'actions' ? elements : []),
      ...(accessory ? [accessory] : []),
    ]);

  it('shows blocks of its own kinds, whose buttons call the tool that clicks, and nothing at once', async () => {
    for (const [name, args] of [
      ['clientes', {}],
      ['cliente', { client: 'Padaria da Vila' }],
      ['ajuda', {}],
      ['configurar', {}],
      ['carteira', {}],
    ] as const) {
      const said = await call(who.admin, name, args);
      const { blocks } = said._meta!.slack!;
      expect(blocks.length).toBeLessThanOrEqual(50);
      for (const { type, elements = [], accessory } of blocks) {
        expect(['actions', 'context', 'header', 'rich_text', 'section', 'table']).toContain(type);
        if (type !== 'actions' && !accessory) continue;
        const clicked = accessory ? [accessory] : elements;
        expect(clicked).toHaveLength(1);
        const [{ type: kind, action_id, value, url, options = [] }] = clicked as [Element];
        expect(['button', 'static_select']).toContain(kind);
        if (url) continue;
        expect(action_id).toBe('tool:click');
        for (const each of kind === 'button' ? [value!] : options.map((option) => option.value)) {
          expect(each.length).toBeLessThanOrEqual(150);
          expect(JSON.parse(each)).toEqual({ id: expect.stringMatching(/^m[\w-]{21}\.\d+$/) });
        }
      }
    }
    await seedClients(database.data, h.firmId, [{ name: 'Oficina do Zé', situation: 'not_connected' }]);
    const card = await call(who.admin, 'cliente', { client: 'Oficina do Zé' });
    const acts = elementsOf(card).flatMap(({ text, value, options = [] }) => [
      ...(text && value ? [{ label: text.text, value }] : []),
      ...options.map((option) => ({ label: option.text.text, value: option.value })),
    ]);
    const removing = acts.find(({ label }) => /^Excluir|^Remover/.test(label));
    const prepared = await call(who.admin, 'click', JSON.parse(removing!.value));
    expect(textOf(prepared)).toContain('Nada foi feito ainda');
    expect(await database.data.db.client.count({ where: { firmId: h.firmId, deletedAt: null } })).toBe(3);
    const [sent] = await cards(database.data, 'slack');
    expect(sent).toMatchObject({
      address: { platform: 'slack', channel: who.admin },
      view: { title: expect.stringContaining('Slackbot') },
    });
    const where = { firmId: h.firmId, verb: 'assistant.prepared' };
    const row = await database.data.db.audit.findFirstOrThrow({ where });
    expect(row).toMatchObject({ actor: `member:${h.admin.memberId}`, subject: `assistant:slack:${h.admin.memberId}` });
    // What was shown to one is nothing to another.
    expect((await call(who.analyst, 'click', JSON.parse(removing!.value))).isError).toBe(true);
  });
});
