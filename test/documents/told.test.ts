import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { receive } from '../../src/documents/service/receive.ts';
import { databases } from '../database.ts';
import { button, labels, shown } from '../house.ts';
import { pdfOf } from './files.ts';
import { type Scene, scene, small } from './fixture.ts';

const pdf = (text: string) => ({ name: `${text}.pdf`, bytes: new Uint8Array(pdfOf(text)) });

describe.each(databases)('what clients send, on $provider', ({ open }) => {
  let s: Scene;
  let bakery: string;
  let garage: string;
  const firmId = () => s.house.firmId;
  beforeEach(async () => {
    s = await scene(open);
    bakery = await s.client('Padaria da Vila', { document: small[0]!.document, email: 'rosa@padaria.com.br' });
    garage = await s.client('Oficina do Zé', { email: 'ze@oficina.com.br' });
    for (const [id, email] of [
      [bakery, 'rosa@padaria.com.br'],
      [garage, 'ze@oficina.com.br'],
    ] as const) {
      const account = { id: newId(), email, createdAt: s.time.now };
      await s.database.data.db.account.create({ data: account });
      await s.database.data.db.client.update({ where: { id }, data: { accountId: account.id } });
    }
    await s.database.data.db.workspace.updateMany({ where: { firmId: firmId() }, data: { channel: 'C1' } });
  });
  afterEach(() => s.stop());

  const send = (clientId: string, email: string, ...files: string[]) =>
    receive(s.inside, s.files, { email, clientId }, files.map(pdf), { note: '', now: s.time.now });
  const later = async () => {
    s.time.now = new Date(s.time.now.getTime() + 6 * 60_000);
    await s.settle();
  };

  it('is told in one message, each client with how many, and leads to them', async () => {
    await send(bakery, 'rosa@padaria.com.br', 'aluguel', 'luz');
    await send(garage, 'ze@oficina.com.br', 'nota');
    await send(bakery, 'rosa@padaria.com.br', 'água', 'luz');
    await s.settle();
    expect(s.channels.posted).toEqual([]);
    await later();
    expect(s.channels.posted).toHaveLength(1);
    const { view, address } = s.channels.posted[0]!;
    expect(address.channel).toBe('C1');
    const text = shown(view);
    expect(text).toContain('2 novidades');
    // The same document sent again is none.
    expect(text).toContain('Padaria da Vila enviou 3 documentos');
    expect(text).toContain('Oficina do Zé enviou 1 documento');
    expect(labels(view)).toEqual(['Documentos de Padaria da Vila', 'Documentos de Oficina do Zé']);
    const list = await s.house.admin.press(button(view, 'Documentos de Padaria da Vila'));
    expect(shown(list)).toContain('3 documentos recebidos');
    // It is posted for all, and is an analyst's only for their own clients.
    expect(shown(await s.house.analyst.press(button(view, 'Documentos de Padaria da Vila')))).toContain(
      'não está mais na sua carteira',
    );
  });

  it('is told elsewhere when the firm has chosen where, and not at all what was refused', async () => {
    const { platform, workspace } = await s.database.data.db.workspace.findFirstOrThrow({
      where: { firmId: firmId() },
    });
    const rule = {
      id: newId(),
      firmId: firmId(),
      topic: 'received',
      platform,
      workspace,
      channel: 'C2',
      createdAt: s.time.now,
    };
    await s.database.data.db.noticeRule.create({ data: rule });
    await send(bakery, 'rosa@padaria.com.br', 'aluguel');
    await receive(
      s.inside,
      s.files,
      { email: 'ze@oficina.com.br', clientId: garage },
      [{ name: 'x.pdf', bytes: new Uint8Array([1]) }],
      {
        note: '',
        now: s.time.now,
      },
    );
    await later();
    expect(s.channels.posted.map(({ address, view }) => [address.channel, shown(view)])).toEqual([
      ['C2', expect.stringContaining('Padaria da Vila enviou 1 documento')],
    ]);
    expect(shown(s.channels.posted[0]!.view)).not.toContain('Oficina');
  });
});
