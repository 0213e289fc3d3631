import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { consoleWords as w } from '../../../src/words/pt-BR/console.ts';
import { type Browser, browserSuite, launch, type Tab } from '../../browser.ts';
import { createSample } from '../sample.ts';
import { type Stand, stand } from './fixture.ts';
import { answered } from './page-driver.ts';

browserSuite('reading the console', () => {
  let browser: Browser;
  let room: Stand;
  let tab: Tab;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    room = await stand(createSample().core);
    tab = await browser.open(room.address, { viewport: { width: 1100, height: 460 } });
    page = tab.page;
    await composer().waitFor();
  });
  afterEach(async () => {
    await tab.context.close();
    await room.stop();
    expect(tab.troubles).toEqual([]);
  });

  const composer = () => page.getByRole('textbox', { name: w.message });
  const cards = () => page.locator('.message.bot:not(.typing) .card');
  const say = (text: string) =>
    answered(page, room, 'ana', async () => {
      await composer().fill(text);
      await composer().press('Escape');
      await composer().press('Enter');
    });
  const topOf = async (what: Locator) =>
    (await what.boundingBox())!.y - (await page.locator('.scroller').boundingBox())!.y;
  const stopsIn = (card: Locator) => card.locator('button:not([tabindex="-1"]), [tabindex="0"]').count();
  const focused = () => page.locator(':focus');

  test('the top of each answer is in view, also of one that grows higher than the window', {
    timeout: 60_000,
  }, async () => {
    for (const text of ['/lista', '/mural', '/lista']) {
      await say(text);
      await expect.poll(() => topOf(cards().last())).toBeGreaterThanOrEqual(0);
      // Something that comes in late, as a picture does.
      const grown = await cards()
        .last()
        .evaluate((card) => {
          const lines = Array.from({ length: 40 }, () =>
            Object.assign(card.ownerDocument.createElement('p'), { textContent: 'late' }),
          );
          card.querySelector('.blocks').append(...lines);
          return card.offsetHeight as number;
        });
      expect(grown).toBeGreaterThan(500);
      await page.waitForTimeout(200);
      expect(await topOf(cards().last())).toBeGreaterThanOrEqual(0);
      expect(await topOf(cards().last())).toBeLessThan(200);
    }
  });

  test('old cards are one stop of the keyboard; Enter goes in, Escape comes out', { timeout: 60_000 }, async () => {
    await say('/lista');
    expect(await stopsIn(cards().first())).toBeGreaterThan(2);
    await say('/lista');
    const old = cards().first();
    expect([await old.getAttribute('tabindex'), await stopsIn(old)]).toEqual(['0', 0]);
    expect(await stopsIn(cards().last())).toBeGreaterThan(2);
    await old.focus();
    await page.keyboard.press('Enter');
    expect(await stopsIn(old)).toBeGreaterThan(2);
    expect(await old.locator(':focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect([await old.evaluate((card) => card === card.ownerDocument.activeElement), await stopsIn(old)]).toEqual([
      true,
      0,
    ]);
  });

  test('keys go from answer to answer, and one leads past all to where one types', { timeout: 60_000 }, async () => {
    for (const text of ['/lista', '/mural', '/lista']) await say(text);
    const at = async () => cards().evaluateAll((all) => all.indexOf(all[0].ownerDocument.activeElement));
    await page.keyboard.press('Alt+ArrowUp');
    expect(await at()).toBe(2);
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
    expect(await at()).toBe(0);
    expect(await topOf(cards().first())).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Alt+ArrowDown');
    expect(await at()).toBe(1);
    await page.getByRole('button', { name: w.skip }).focus();
    await page.keyboard.press('Enter');
    expect(await focused().getAttribute('aria-label')).toBe(w.message);
  });
});
