// Pictures of what people see, to be looked at: `tsx scripts/pictures.ts digests [FOLDER] [expiry-40]`. Made of the JSON that Slack and Discord are sent,
// drawn as they draw it, and of the letter itself. `chats`, `screens` and `film` are of the demo: as Slack and Discord show it, as the console
// and the pages of clients do, its main job frame by frame, `imports` is the
// preview of a list, and `commands` has a sheet for each command: its first answer everywhere.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { renderMessage } from '../adapters/discord/render.ts';
import { type Data, openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { readPayload } from '../src/data/payload.ts';
import { sampleClients } from '../src/demo/schema.ts';
import { type Kind, kinds } from '../src/digests/schema.ts';
import { runDue } from '../src/digests/service/run.ts';
import { addDays } from '../src/kit/days.ts';
import type { SealedView } from '../src/kit/view.ts';
import { type Locale, locales } from '../src/kit/words.ts';
import { words } from '../src/words/index.ts';
import { chat, outboxTo, parts } from '../test/digests/fixture.ts';
import { house, testSecret } from '../test/house.ts';
import { commands } from './pictures/commands.ts';
import { chats, film, screens } from './pictures/demo.ts';
import { discordPage } from './pictures/discord.ts';
import { imports } from './pictures/imports.ts';
import { slackPage } from './pictures/slack.ts';

/** A Monday, eight o'clock in São Paulo. */
const now = new Date('2026-11-16T11:00:00Z');
const today = '2026-11-16';

/** What a digest looks like as it is sent. */
interface Shown {
  view: SealedView;
  letter: string;
}

/** So many clients whose plans expire around today, most of them ahead; a few with much longer names. */
async function fill({ db }: Data, firmId: string, analystId: string, count: number): Promise<void> {
  const towns = ['', ' de Campinas', ' do Norte', ' Vila Mariana', ' & Irmãos', ' Santo André'];
  const rows = Array.from({ length: count }, (_, i) => {
    const { name, plan = 'Controle I', contactName } = sampleClients[i % sampleClients.length]!;
    const left = ((i * 7) % 43) - 12;
    const full = `${name}${towns[Math.floor(i / sampleClients.length) % towns.length]}`;
    return {
      id: newId(),
      firmId,
      name: full,
      contactName,
      nameKey: full,
      searchKey: full,
      email: 'c@example.com',
      situation: i % 6 === 5 ? 'invited' : 'connected',
      analystId: i % 2 === 0 ? analystId : null,
      plan,
      payer: i % 3 === 0 ? 'firm' : 'client',
      autoRenew: i % 3 !== 1,
      expiresOn: addDays(today, count === 1 ? 5 : left),
      lastExportOn: i % 4 === 0 ? '' : addDays(today, -20 - (i % 60)),
      createdAt: now,
      updatedAt: now,
    };
  });
  for (let from = 0; from < rows.length; from += 1000)
    await db.client.createMany({ data: rows.slice(from, from + 1000) });
}

/** What may have happened in a week, so that a summary has something to tell. */
async function live({ db }: Data, firmId: string): Promise<void> {
  const clients = await db.client.findMany({ where: { firmId }, take: 12, orderBy: { id: 'asc' } });
  const at = new Date(now.getTime() - 3 * 86_400_000);
  for (const [i, { id: clientId, name }] of clients.entries()) {
    const kind = (['renewed', 'active', 'expired'] as const)[i % 3]!;
    if (i < 5)
      await db.licenseEvent.create({ data: { id: newId(), firmId, clientId, kind, source: 'system', actor: '', at } });
    const direction = i % 3 === 0 ? 'client_to_firm' : 'firm_to_client';
    const common = {
      id: newId(),
      firmId,
      clientId,
      companyName: name,
      direction,
      email: 'c@example.com',
      expiresAt: addDaysTo(20),
    };
    if (i >= 5) await db.connectionRequest.create({ data: { ...common, state: 'pending', createdAt: at } });
  }
}
const addDaysTo = (days: number) => new Date(now.getTime() + days * 86_400_000);

/** The digest of a firm with so many clients that expire. */
async function digest(kind: Kind, count: number, locale: Locale): Promise<Shown> {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-pictures-'));
  const url = `file:${join(folder, 'pictures.db')}`;
  await migrate(url);
  const data = openData(url);
  try {
    const h = await house(data, { clock: () => now });
    await data.db.firm.update({ where: { id: h.firmId }, data: { locale } });
    await fill(data, h.firmId, h.analyst.memberId, count);
    if (kind === 'portfolio' || kind === 'requests') await live(data, h.firmId);
    const stamps = { nextAt: now, settledUntil: new Date(now.getTime() - 60_000), createdAt: now, updatedAt: now };
    const common = { firmId: h.firmId, kind, rule: 'weekdays 08:00', onHoliday: 'next', sendEmpty: true, ...stamps };
    const channel = { id: newId(), place: 'channel', platform: 'test', workspace: 'w1', channel: 'C1' };
    const mail = { id: newId(), place: 'mail', platform: 'mail', workspace: '', channel: 'marina@horizonte.com.br' };
    await data.db.schedule.createMany({ data: [channel, mail].map((place) => ({ ...common, ...place })) });
    await runDue(parts(data), now);
    const there = chat();
    const mailed = { mail: { keep: true, send: async () => ({ ok: true as const, message: '' }) } };
    await outboxTo(data, there, () => now, mailed).drain();
    const row = await data.db.outbox.findFirstOrThrow({ where: { kind: 'mail' } });
    const { html } = readPayload(row.payload, testSecret) as { html: string };
    return { view: there.standing[0]!.views[0]!, letter: html };
  } finally {
    await data.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function shoot(browser: Browser, html: string, path: string, where = '#shown'): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 }, deviceScaleFactor: 1.5 });
  await page.setContent(html);
  await page.locator(where).screenshot({ path });
  await page.close();
}

async function digests(browser: Browser, folder: string, only: string): Promise<void> {
  const sizes = [0, 1, 40, 300, 30_000];
  const all = [
    ...sizes.map((count) => ({ kind: 'expiry' as const, count })),
    ...kinds.slice(1).map((kind) => ({ kind, count: 40 })),
  ];
  for (const locale of locales) {
    for (const { kind, count } of all) {
      if (!`${kind}-${count}-${locale}`.includes(only)) continue;
      const { view, letter } = await digest(kind, count, locale);
      const pictures = view.blocks.flatMap((block) => (block.kind === 'image' ? [block.png] : []));
      const name = (platform: string) => join(folder, `${kind}-${count}-${locale}-${platform}.png`);
      await shoot(browser, slackPage(view, words[locale]), name('slack'));
      await shoot(
        browser,
        discordPage(renderMessage(view, words[locale].platforms.discord.says).body, pictures),
        name('discord'),
      );
      await shoot(browser, letter, name('mail'), 'body');
    }
  }
}

const kindsOf: Readonly<Record<string, (browser: Browser, folder: string, only: string) => Promise<void>>> = {
  digests,
  commands,
  chats: (browser, folder) => chats(folder, (html, path) => shoot(browser, html, path)),
  imports: (browser, folder) => imports(browser, folder, (html, path) => shoot(browser, html, path)),
  screens,
  film,
};
const [what = '', folder = join(tmpdir(), 'carteira-pictures'), only = ''] = process.argv.slice(2);
const make = kindsOf[what];
if (!make) {
  process.stderr.write(`tsx scripts/pictures.ts ${Object.keys(kindsOf).join('|')} [FOLDER] [ONLY]\n`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  await make(browser, folder, only);
} finally {
  await browser.close();
}
process.stdout.write(`${folder}\n`);
process.exit(0);
