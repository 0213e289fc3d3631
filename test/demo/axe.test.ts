import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bot, start } from '../../src/boot.ts';
import { readConfig } from '../../src/config.ts';
import { words } from '../../src/words/index.ts';
import { type Browser, browserSuite, launch, type Tab } from '../browser.ts';

const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };
const looks = [
  ['desktop, light', { colorScheme: 'light' as const }],
  ['phone, dark', { ...phone, colorScheme: 'dark' as const }],
] as const;
const w = words['pt-BR'];

/** What axe finds, each with where it is. It is evaluated, for a page's policy lets no script in. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"], iframes: false })',
  )) as axe.AxeResults;
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

browserSuite('what axe finds in the demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-axe-'));
  let bot: Bot;
  let browser: Browser;
  let tab: Tab;
  let at: string;
  beforeAll(async () => {
    const config = readConfig({
      DATABASE_URL: `file:${folder}/demo.db`,
      APP_SECRET: 's'.repeat(32),
      PORT: '0',
      CONSOLE: 'on',
    });
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    bot = (await start({ ...config, demo: true }, { log, w, say: (line) => expect.unreachable(line) }))!;
    at = `http://localhost:${bot.port}`;
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await bot.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const visit = async (path: string) => {
    await tab.page.goto(path.startsWith('http') ? path : at + path);
    expect([path.replace(/[\w-]{43}/, '…'), await faults(tab.page)]).toEqual([path.replace(/[\w-]{43}/, '…'), []]);
  };
  const press = async (name: string) => {
    await Promise.all([tab.page.waitForNavigation(), tab.page.getByRole('button', { name, exact: true }).click()]);
    expect([name, await faults(tab.page)]).toEqual([name, []]);
  };

  for (const [name, options] of looks) {
    test(`the console: ${name}`, { timeout: 120_000 }, async () => {
      tab = await browser.open(bot.open!, options);
      const { page } = tab;
      const composer = page.getByRole('textbox', { name: w.platforms.console.says.message });
      await composer.waitFor();
      await page.locator('.guide').waitFor();
      expect(['first', await faults(page)]).toEqual(['first', []]);
      const answers = page.locator('.message.bot:not(.typing)');
      for (const text of [
        '/carteira',
        '/clientes',
        '/cliente padaria',
        '/licencas',
        '/conexoes',
        '/resumo',
        '/equipe',
        '/configurar',
        '/ajuda',
      ]) {
        const before = await answers.count();
        await composer.fill(text);
        await composer.press('Escape');
        await composer.press('Enter');
        await expect.poll(() => answers.count(), { timeout: 10_000 }).toBeGreaterThan(before);
        await page.waitForFunction('!document.querySelector("[aria-busy=true], .typing:not([hidden])")');
      }
      // All of them stand there now, the old ones as one stop of the keyboard each.
      expect(['answers', await faults(page)]).toEqual(['answers', []]);
      await composer.fill('/cli');
      expect(['completion', await faults(page)]).toEqual(['completion', []]);
      await composer.fill('/convidar');
      await composer.press('Escape');
      await composer.press('Enter');
      await page.locator('dialog[open]').waitFor();
      expect(['form', await faults(page)]).toEqual(['form', []]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: w.platforms.console.says.switchPerson }).locator('visible=true').click();
      expect(['people', await faults(page)]).toEqual(['people', []]);
      await tab.context.close();
    });
  }

  test('the mailbox and the pages of clients', { timeout: 120_000 }, async () => {
    tab = await browser.open(bot.open!, { ...phone, javaScriptEnabled: true });
    const { page } = tab;
    await page.getByRole('textbox', { name: w.platforms.console.says.message }).waitFor();
    await visit('/');
    await visit('/mailbox');
    const letterOf = async (who: string) => {
      await page.goto(`${at}/mailbox`);
      const href = await page.locator('.mails a', { hasText: who }).first().getAttribute('href');
      await visit(href!);
      // The frame around a letter lets nothing run, so that it is looked at without.
      const letter = (await (await page.request.get(`${at}${href}/html`)).text()) as string;
      await page.goto('about:blank');
      await page.setContent(letter);
      expect([`letter to ${who}`, await faults(page)]).toEqual([`letter to ${who}`, []]);
      return (await page.locator('.press a').first().getAttribute('href'))!.replace(/^https?:\/\/[^/]+/, '');
    };
    await visit(await letterOf('financeiro@transportadorarota.com.br'));
    await visit(await letterOf('financeiro@acougueboi.com.br'));
    await press(w.portal.invitation.decline);
    await visit(await letterOf('financeiro@tecelagemfio.com.br'));
    await page.getByLabel(w.portal.invitation.agree).check();
    await press(w.portal.invitation.acceptOn);
    expect(await page.locator('.step').textContent()).toBe(w.portal.step(2));
    await visit('/my-accountant');
    await page.getByLabel(w.portal.mine.email).fill('financeiro@padariapao.com.br');
    await press(w.portal.mine.signIn);
    await expect
      .poll(async () => {
        await page.goto(`${at}/mailbox`);
        return page.locator('.mails a', { hasText: 'financeiro@padariapao.com.br' }).count();
      })
      .toBe(1);
    await visit(await letterOf('financeiro@padariapao.com.br'));
    await press(w.portal.mine.enter);
    for (const path of [
      '/my-accountant',
      '/my-accountant/erase',
      '/connect/nothing',
      '/nowhere',
      '/address/nothing',
      '/handover/nothing',
      '/oauth/conta-azul/callback',
    ])
      await visit(path);
    await page.goto(`${at}/my-accountant`);
    await visit((await page.locator('a[href*="/disconnect/"]').first().getAttribute('href'))!);
    await page.goto(`${at}/my-accountant`);
    await visit((await page.locator('a[href*="/send/from/"]').first().getAttribute('href'))!);
    await tab.context.close();
  });
});
