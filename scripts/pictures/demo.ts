// The demo as Slack and Discord would show it, and in the console: what the README shows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { renderMessage } from '../../adapters/discord/render.ts';
import { openProvider } from '../../src/boot/provider.ts';
import { start } from '../../src/boot.ts';
import { readConfig } from '../../src/config.ts';
import { createCore } from '../../src/core.ts';
import { openData } from '../../src/data/client.ts';
import { folderFiles } from '../../src/data/files/folder.ts';
import { createSecret } from '../../src/data/secret.ts';
import { cast } from '../../src/demo/schema.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { appSecret } from '../../src/secret.ts';
import { words } from '../../src/words/index.ts';
import { menu, person, quiet } from '../../test/house.ts';
import { discordPage } from './discord.ts';
import { slackPage } from './slack.ts';

const w = words['pt-BR'];
const publicUrl = 'http://localhost:3000';
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The demo with everything that has happened in it, in a folder of its own. */
export async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-pictures-'));
  const url = `file:${join(folder, 'demo.db')}`;
  const config = readConfig({ DATABASE_URL: url, APP_SECRET: 's'.repeat(32), PORT: '0', CONSOLE: 'on' });
  const bot = (await start({ ...config, demo: true }, { log, w, say: (line) => void process.stderr.write(line) }))!;
  const close = async () => {
    await bot.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, folder, bot, close, config: { ...config, demo: true } };
}

/** The core and the data of the demo, while nothing else writes into them, and with its clients' accounts. */
export async function behind() {
  const demo = await open();
  await demo.bot.stop();
  const data = openData(demo.url);
  const { provider, standIn } = await openProvider(demo.config, publicUrl, data, quiet);
  const core = createCore({
    data,
    secret: createSecret(appSecret(demo.config)),
    publicUrl,
    files: folderFiles(demo.folder),
    provider,
    clock: () => new Date(),
    limit: () => 0,
    log: quiet,
  });
  const close = async () => {
    await standIn?.stop();
    await data.close();
    rmSync(demo.folder, { recursive: true, force: true });
  };
  return { core, data, close };
}

type Shoot = (html: string, path: string) => Promise<void>;

/** Cards of the demo, drawn from what the platforms are sent. */
export async function chats(folder: string, shoot: Shoot): Promise<void> {
  const { core, data, close } = await behind();
  try {
    const { id } = await data.db.member.findFirstOrThrow({ where: { role: 'admin' } });
    const admin = person(core, { platform: 'console', workspace: 'console', user: id }, id);
    const request = await data.db.connectionRequest.findFirstOrThrow({ where: { document: cast.asks } });
    const views: [string, SealedView][] = [
      ['pedido', await admin.press(menu(await admin.type('/conexoes'), /Abrir/), [request.id])],
      ['clientes', await admin.type('/clientes vencimento:7d')],
      ['carteira', await admin.type('/carteira')],
      ['cliente', await admin.type('/cliente padaria')],
    ];
    for (const [name, view] of views) {
      const pictures = view.blocks.flatMap((block) => (block.kind === 'image' ? [block.png] : []));
      await shoot(slackPage(view, w), join(folder, `slack-${name}.png`));
      await shoot(
        discordPage(renderMessage(view, w.platforms.discord.says).body, pictures),
        join(folder, `discord-${name}.png`),
      );
    }
  } finally {
    await close();
  }
}

export const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['desktop-light', { viewport: { width: 1180, height: 760 }, colorScheme: 'light' }],
  ['desktop-dark', { viewport: { width: 1180, height: 760 }, colorScheme: 'dark' }],
  [
    'phone-light',
    {
      viewport: { width: 390, height: 780 },
      colorScheme: 'light',
      isMobile: true,
      hasTouch: true,
      deviceScaleFactor: 2,
    },
  ],
  [
    'phone-dark',
    {
      viewport: { width: 390, height: 780 },
      colorScheme: 'dark',
      isMobile: true,
      hasTouch: true,
      deviceScaleFactor: 2,
    },
  ],
];
export const firsts = [
  'carteira',
  'clientes',
  'cliente padaria',
  'conexoes',
  'licencas',
  'convidar',
  'documentos',
  'resumo',
  'importar',
  'equipe',
  'configurar',
  'ajuda',
];

export const composer = (page: Page) => page.getByRole('textbox', { name: w.platforms.console.says.message });
const quietly = (page: Page) =>
  page.waitForFunction('!document.querySelector("[aria-busy=true], .typing:not([hidden])")');

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Escape');
  await composer(page).press('Enter');
  await page.waitForTimeout(700);
  await quietly(page);
}

/** The first answer of each command in the console, and the pages of clients, each in four looks. */
export async function screens(browser: Browser, folder: string, only: string): Promise<void> {
  for (const [look, options] of looks) {
    if (!look.includes(only)) continue;
    const demo = await open();
    const context = await browser.newContext({ locale: 'pt-BR', timezoneId: 'America/Sao_Paulo', ...options });
    const page = await context.newPage();
    const shot = (name: string, fullPage = false) =>
      page.screenshot({ path: join(folder, `${look}-${name}.png`), fullPage });
    await page.goto(demo.bot.open!);
    await composer(page).waitFor();
    await page.waitForTimeout(1500);
    await shot('first');
    for (const text of firsts) {
      await say(page, `/${text}`);
      await shot(text.split(' ')[0]!);
      await page.keyboard.press('Escape');
    }
    const at = `http://localhost:${demo.bot.port}`;
    await page.goto(`${at}/mailbox`);
    await shot('mailbox');
    const href = await page.locator('.mails a', { hasText: 'tecelagem' }).first().getAttribute('href');
    await page.goto(at + href);
    await shot('letter', true);
    await page.goto(`${at}${href}/html`);
    const link = (await page.locator('.press a').first().getAttribute('href'))!.replace(/^https?:\/\/[^/]+/, at);
    await page.goto(link);
    await shot('invitation', true);
    await page.getByLabel(w.portal.invitation.agree).check();
    await page.getByRole('button', { name: w.portal.invitation.acceptOn }).click();
    await page.locator('.step').waitFor();
    await shot('authorize');
    await page.goto(`${at}/my-accountant`);
    await shot('mine', true);
    await context.close();
    await demo.close();
  }
}

/** The main job, frame after frame: the request of a client, accepted; the plan that ends today; the invitation as the client sees it. */
export async function film(browser: Browser, folder: string): Promise<void> {
  const demo = await open();
  const window = { width: 1180, height: 840 };
  const context = await browser.newContext({
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    viewport: window,
  });
  const page = await context.newPage();
  let frame = 0;
  const shot = () => page.screenshot({ path: join(folder, `film-${String(frame++).padStart(2, '0')}.png`) });
  const card = () => page.locator('.message.bot:not(.typing)').last();
  await page.goto(demo.bot.open!);
  await page.getByRole('button', { name: w.connections.accept, exact: true }).waitFor();
  await page.reload();
  await page.locator('.guide').waitFor();
  await page.waitForTimeout(1000);
  /** A card whole, with nothing of the page before it. */
  const keep = async (name: string, of = card()) => {
    await page.setViewportSize({ ...window, height: 2600 });
    await of.locator('.card').screenshot({ path: join(folder, `${name}.png`) });
    await page.setViewportSize(window);
  };
  await keep('resumo', page.locator('.message.bot', { hasText: w.digests.open }).first());
  await shot();
  await card().getByRole('button', { name: w.connections.accept, exact: true }).hover();
  await shot();
  await card().getByRole('button', { name: w.connections.accept, exact: true }).click();
  await page.waitForTimeout(1500);
  await shot();
  for (const text of ['/carteira', '/clientes vencimento:7d', '/cliente padaria']) {
    await composer(page).fill(text);
    await composer(page).press('Escape');
    await shot();
    await composer(page).press('Enter');
    await page.waitForTimeout(1200);
    await quietly(page);
    await shot();
    await keep(text.slice(1).split(' ').join('-').replace(':', '-'));
  }
  await card().getByRole('button', { name: w.kit.more }).click();
  await page.getByRole('option', { name: w.accounts.button }).click();
  await page.waitForTimeout(2500);
  await keep('financas');
  await context.close();
  await demo.close();
}
