import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { folderFiles } from '../../src/data/files/folder.ts';
import { newId } from '../../src/data/id.ts';
import { keepViewState } from '../../src/data/viewstate.ts';
import { runDue } from '../../src/digests/service/run.ts';
import { received } from '../../src/documents/topics.ts';
import { features } from '../../src/features.ts';
import { contextOf } from '../../src/firms/context.ts';
import { createOutbox } from '../../src/jobs/outbox.ts';
import { runsOf } from '../../src/jobs/runs.ts';
import { createPost } from '../../src/kit/post.ts';
import { keepStanding } from '../../src/notices/service/posted.ts';
import { tell } from '../../src/notices/service/tell.ts';
import { eraseClient } from '../../src/rights/service/client.ts';
import { discordOutbound } from '../adapters/discord/outbound.ts';
import { inviteFrom, parts } from '../connections/fixture.ts';
import { databases, type TestDatabase } from '../database.ts';
import { addClient } from '../digests/fixture.ts';
import { slackOutbound } from '../fakes/slack/outbound.ts';
import { button, house, person, quiet, testNow, testSecret } from '../house.ts';
import { unpaced } from '../unpaced.ts';

const name = 'Padaria Marcada do Zé';
const email = 'rosa@padaria-marcada.com.br';
const names = /marcada/i;

const cases = [
  ['Slack', () => slackOutbound('http')],
  ['Discord', () => discordOutbound('gateway')],
] as const;

describe.each(databases)('what chat still shows after an erasure, on $provider', ({ open }) => {
  let database: TestDatabase;
  afterEach(() => database.drop());

  it.each(cases)('is nothing of the client, in %s', async (_, make) => {
    database = await open();
    const { data } = database;
    let now = testNow;
    const clock = () => now;
    const h = await house(data, { clock });
    const dataDir = mkdtempSync(join(tmpdir(), 'carteira-files-'));
    const there = make();
    const surface = await there.start(h.core);
    try {
      const { platform, workspace, channel } = there.channel;
      const known = { firmId: h.firmId, platform, workspace };
      await data.db.workspace.create({ data: { id: newId(), ...known, channel, createdAt: now } });
      await data.db.chatIdentity.create({
        data: { id: newId(), ...known, user: there.person.channel, memberId: h.admin.memberId, createdAt: now },
      });
      const admin = person(h.core, { platform, workspace, user: there.person.channel, channel }, h.admin.memberId);
      const all = parts(data);
      const post = createPost([surface], (firmId, stored) => keepViewState(data, firmId, stored, clock()));
      const { senders } = runsOf(features, {
        house: all,
        post,
        linkTo: () => undefined,
        files: folderFiles(dataDir),
        clock,
      });
      const mail = { send: async () => ({ ok: true as const, message: 'm' }) };
      const outbox = createOutbox({
        data,
        secret: testSecret,
        senders: unpaced({ ...senders, mail }),
        clock,
        log: quiet,
      });
      const settle = async () => {
        for (let n = 0; n < 3; n++) {
          now = new Date(now.getTime() + 6 * 60_000);
          await outbox.drain();
        }
      };

      // A digest that lists the client and another, a card of their invitation, a notice, and a message with their documents.
      const expiresOn = '2026-11-10';
      const clientId = await addClient(data, h.firmId, { name, expiresOn });
      await addClient(data, h.firmId, { name: 'Oficina Vizinha', expiresOn });
      const form = await admin.open(button(await admin.type('/resumo'), 'Novo resumo'));
      await admin.submit(form, { kind: 'expiry', when: 'dias úteis às 8h', place: 'channel', channel });
      now = new Date('2026-11-17T11:00:00Z');
      expect(await runDue(all, now)).toHaveLength(1);
      await inviteFrom(admin, { name, email });
      await data.db.connectionRequest.updateMany({ where: { firmId: h.firmId }, data: { clientId } });
      const row = await data.db.firm.findUniqueOrThrow({ where: { id: h.firmId } });
      const firm = { id: row.id, name: row.name, timeZone: row.timeZone, version: 0 };
      const ctx = () => contextOf(all, { firm, actor: { kind: 'system', id: 'test' }, from: 'test', now });
      await data.db.$transaction((tx) => tell({ tx, now }, h.firmId, received, [{ clientId }], true));
      await settle();
      const zip = { name: 'marcada-2026-10.zip', type: 'application/zip', bytes: Buffer.from('zip') };
      for (const at of [there.channel, there.person]) {
        const sent = await surface.deliver(
          at,
          { title: `Documentos de ${name}`, blocks: [], files: [zip] },
          { key: newId() },
        );
        if (!sent.ok) throw new Error(sent.reason);
        const { message } = sent;
        await data.db.$transaction((tx) =>
          keepStanding(tx, { firmId: h.firmId, clientIds: [clientId], kind: 'documents', at, message, now }),
        );
      }
      const before = [...(await there.standing('channel')), ...(await there.standing('person'))];
      const naming = before.filter((each) => names.test(JSON.stringify(each)));
      expect(naming.length).toBeGreaterThanOrEqual(5);
      expect(before.flatMap(({ files }) => files)).toEqual([zip.name, zip.name]);

      // Connected, or invited, nobody is erased: both have ended, and what chat says of it has not changed.
      await data.db.client.update({ where: { id: clientId }, data: { situation: 'not_connected' } });
      await data.db.connectionRequest.updateMany({
        where: { firmId: h.firmId },
        data: { state: 'cancelled', pendingKey: null },
      });
      expect(await eraseClient(ctx(), clientId)).toBe(true);
      await settle();
      const after = [...(await there.standing('channel')), ...(await there.standing('person'))];
      expect(after.filter((each) => names.test(JSON.stringify(each)))).toEqual([]);
      expect(names.test(there.held())).toBe(false);
      // What named others as well still does.
      expect(after.some(({ text }) => text.includes('Oficina Vizinha'))).toBe(true);
    } finally {
      await there.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
