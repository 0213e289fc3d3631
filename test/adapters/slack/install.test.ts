import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { needed } from '../../../adapters/slack/manifest.ts';
import { databases, type TestDatabase } from '../../database.ts';
import { aurora, startLinked } from '../../fakes/slack/linked.ts';

describe.each(databases)('Slack by a link, on $provider', ({ open }) => {
  let database: TestDatabase;
  let bot: Awaited<ReturnType<typeof startLinked>>;
  beforeEach(async () => {
    database = await open();
    bot = await startLinked(database.data);
  });
  afterEach(async () => {
    await bot.stop();
    await database.drop();
  });
  const firms = () => database.data.db.firm.findMany({ orderBy: { id: 'asc' } });
  const text = (message: { blocks: object[] } | undefined) => JSON.stringify(message?.blocks ?? []);

  it('is added, answers there with that workspace’s own token, and stops when it is taken out', async () => {
    const { page } = await bot.begin();
    const asked = new URL(page).searchParams;
    expect(asked.get('scope')?.split(',')).toEqual(expect.arrayContaining([...needed(bot.url)]));
    expect(asked.get('redirect_uri')).toBe(`${bot.url}/slack/oauth_redirect`);

    expect(await bot.add()).toMatch(/^200 .*Aurora Contábil/s);
    const row = await database.data.db.installation.findFirstOrThrow();
    expect(row).toMatchObject({ workspace: aurora.id, whole: false, state: 'active' });
    expect(row.tokens).not.toMatch(/xox/);
    expect(await firms()).toMatchObject([{ name: aurora.name }]);

    // Whoever added it is the first admin, and is written to.
    await bot.outbox.drain();
    const person = bot.person();
    expect(text(person.messages().at(-1))).toContain('Obrigado por adicionar');
    await person.command('equipe');
    expect(text(person.messages().at(-1))).toContain(aurora.name);
    const told = bot.fake.state.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(told.map(({ as }) => as)).toEqual([aurora.id]);
    expect(bot.fake.state.refused).toEqual([]);

    // Taken out: tokens are gone at once, and whoever still writes is told how it comes back.
    bot.fake.state.oauth.end(aurora.id);
    const later = new Date(Date.now() + 3_600_000);
    expect(await bot.event({ type: 'app_uninstalled' }, { team_id: aurora.id }, later)).toBe(200);
    const left = { state: 'left', tokens: '' };
    await vi.waitFor(async () => expect(await database.data.db.installation.findFirst()).toMatchObject(left));
    await person.command('equipe');
    expect(text(person.messages().at(-1))).toContain('/slack/install');
  });
});
