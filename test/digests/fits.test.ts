import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderMessage } from '../../adapters/discord/render.ts';
import { renderSlack } from '../../adapters/slack/render.ts';
import { readPayload } from '../../src/data/payload.ts';
import { runDue } from '../../src/digests/service/run.ts';
import { addDays } from '../../src/kit/days.ts';
import { words } from '../../src/words/index.ts';
import { databases, type TestDatabase } from '../database.ts';
import { checkMessage } from '../fakes/discord/limits.ts';
import { refuseMessage } from '../fakes/slack/limits.ts';
import { button, type House, house, menu, shown, testNow, testSecret } from '../house.ts';
import { type Chat, chat, outboxTo, parts } from './fixture.ts';

const slot = new Date('2026-11-17T11:00:00Z');
const sizes = [0, 1, 30, 300, 30_000];
describe.each(databases)('a digest of any size, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let there: Chat;
  let now: Date;
  beforeEach(async () => {
    database = await open();
    now = testNow;
    h = await house(database.data, { clock: () => now });
    h.admin.place.channel = 'C1';
    there = chat();
  });
  afterEach(() => database.drop());

  /** Made where the rows are: thousands would take a while on their way there. */
  const fill = async (count: number) => {
    if (count === 0) return;
    const { provider, db } = database.data;
    const [at, yes, no] = provider === 'sqlite' ? ['0', '1', '0'] : [`'1970-01-01'`, 'true', 'false'];
    const id = `'00000000-0000-7000-8000-' || substr('000000000000' || i, length('' || i) + 1)`;
    const days = Array.from({ length: 40 }, (_, n) => `(${n}, '${addDays('2026-11-08', n)}')`).join(', ');
    await db.$executeRawUnsafe(`INSERT INTO "Client" ("id", "firmId", "name", "situation", "nameKey", "searchKey", "plan", "payer", "autoRenew", "expiresOn", "createdAt", "updatedAt")
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1}), days(n, day) AS (VALUES ${days})
      SELECT ${id}, '${h.firmId}', CASE WHEN i % 7 = 0 THEN '<!channel> @everyone ' ELSE '' END || 'Comércio de Alimentos e Distribuidora Irmãos Figueiredo ' || i || ' LTDA',
      'connected', '' || i, '', 'Performance III', 'client', CASE WHEN i % 2 = 0 THEN ${yes} ELSE ${no} END, days.day, ${at}, ${at}
      FROM n JOIN days ON days.n = i % 40`);
  };

  it.each(sizes)(
    'with %i clients that expire fits every platform, and leads to the rest',
    { timeout: 120_000 },
    async (count) => {
      await fill(count);
      await h.admin.press(button(await h.admin.type('/resumo'), /dias úteis às 8h, aqui/));
      await database.data.db.schedule.updateMany({ data: { sendEmpty: true } });
      const form = await h.admin.open(button(await h.admin.type('/resumo'), 'Novo resumo'));
      await h.admin.submit(form, {
        kind: 'expiry',
        when: 'dias úteis às 8h',
        place: 'mail',
        channel: '',
        to: 'x@example.com',
      });
      await database.data.db.schedule.updateMany({ data: { sendEmpty: true } });
      now = slot;
      await runDue(parts(database.data), now);
      await outboxTo(database.data, there, () => now, {
        mail: { send: async () => ({ ok: true, message: '' }), keep: true },
      }).drain();
      const view = there.standing[0]!.views[0]!;

      const slack = renderSlack(view, words['pt-BR'].platforms.slack.says);
      expect(refuseMessage({ ...slack })).toEqual([]);
      const discord = renderMessage(view, words['pt-BR'].platforms.discord.says);
      const attached = discord.files.map((file) => ({ name: file.name, size: file.data.byteLength }));
      expect(checkMessage(discord.body as unknown as Record<string, unknown>, attached)).toEqual({
        problems: [],
        breaks: false,
      });
      // Nothing was cut: what is not listed is counted, and a button leads there.
      expect(JSON.stringify([slack.blocks, discord.body])).not.toMatch(/e mais \d+/);
      const mail = await database.data.db.outbox.findFirstOrThrow({ where: { kind: 'mail' } });
      const letter = readPayload(mail.payload, testSecret) as { html: string };
      expect(Buffer.byteLength(letter.html)).toBeLessThan(100_000);

      if (count === 0) return expect(shown(view)).toContain('Nenhum plano vencido');
      // All within 30 days: of 40 days the last is beyond.
      const all = await database.data.db.client.count({ where: { expiresOn: { lte: '2026-12-17' } } });
      expect(all).toBe(count);
      const listed = view.blocks.find((block) => block.kind === 'choice');
      expect(listed?.kind === 'choice' && listed.options.length).toBe(Math.min(25, count));
      // The overdue do not crowd out what can still be dealt with.
      const groups = view.blocks.flatMap((block) => (block.kind === 'groups' ? block.groups : []));
      expect(groups.map(({ items }) => items.length).every((items) => items > 0)).toBe(true);
      expect(groups).toHaveLength(Math.min(4, count));
      const list = await h.admin.press(button(view, /^Abrir a lista/));
      expect(shown(list)).toContain(`${new Intl.NumberFormat('pt-BR').format(count)} cliente`);
      const one = await h.admin.press(menu(view, 'Tratar um cliente'), [
        listed?.kind === 'choice' ? listed.options.at(-1)!.value : '',
      ]);
      expect(shown(one)).toContain('Performance III');
    },
  );
});
