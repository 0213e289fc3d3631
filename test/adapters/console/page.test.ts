import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consoleWords as en } from '../../../src/words/en/console.ts';
import { consoleWords as w } from '../../../src/words/pt-BR/console.ts';
import { type Browser, browserSuite, launch, type Tab } from '../../browser.ts';
import { createSample, nasty, type Sample } from '../sample.ts';
import { createClient } from './client.ts';
import { type Stand, stand } from './fixture.ts';
import { answered, settled } from './page-driver.ts';

const phone: BrowserContextOptions = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };

browserSuite('the console in a browser', () => {
  let browser: Browser;
  let room: Stand;
  let sample: Sample;
  let tab: Tab;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    sample = createSample();
    room = await stand(sample.core);
  });
  afterEach(async () => {
    await tab.context.close();
    await room.stop();
    expect(tab.troubles).toEqual([]);
  });

  const open = async (options?: BrowserContextOptions, query = '') => {
    tab = await browser.open(room.address + query.replace('?', '&'), options);
    page = tab.page;
    await composer().waitFor();
  };
  const composer = () => page.getByRole('textbox', { name: w.message });
  const newest = () => page.locator('.messages > .bot').last();
  const act = (what: () => Promise<void>, person = 'ana') => answered(page, room, person, what);
  const say = (text: string, person = 'ana') =>
    act(async () => {
      await composer().fill(text);
      await composer().press('Escape');
      await composer().press('Enter');
    }, person);
  const until = (what: () => Promise<unknown>) => expect.poll(what, { timeout: 10_000, interval: 30 });
  const focused = () => page.locator(':focus');
  const offered = () => page.locator('.completion .option-label').allTextContents();

  describe('typing', () => {
    test('a slash lists the commands, Enter takes one and then sends it', async () => {
      await open();
      await composer().pressSequentially('/li');
      expect(await offered()).toEqual(['/lista']);
      await composer().press('Enter');
      await until(() => composer().inputValue()).toBe('/lista ');
      await act(() => composer().press('Enter'));
      expect(await page.locator('.mine .bubble').textContent()).toBe('/lista');
      expect(await newest().locator('.only').textContent()).toBe(w.onlyYou);
      expect(await newest().getByRole('table', { name: 'Quem é quem' }).getByRole('row').count()).toBe(3);
      // The first line, which is the news, with its sign, and what can be done.
      expect(await page.locator('[aria-live]').textContent()).toBe('✅ Clientes do escritório. Somar, Editar, Portal');
    });

    test('options and their values are completed with Tab', async () => {
      await open();
      await composer().pressSequentially('/somar ');
      expect(await offered()).toEqual(['vezes:', 'cidade:']);
      await composer().press('Tab');
      await composer().pressSequentially('4 c');
      expect(await offered()).toEqual(['cidade:']);
      await composer().press('Tab');
      await composer().pressSequentially('bra');
      expect(await offered()).toEqual(['Brasília']);
      await composer().press('Tab');
      expect(await composer().inputValue()).toBe('/somar vezes:4 cidade:Brasília ');
      await act(() => composer().press('Enter'));
      expect(await newest().locator('.text').textContent()).toBe('Total 4 em Brasília');
    });

    test('the last commands come back with the arrow', async () => {
      await open();
      await say('/mural');
      await say('/recusa');
      await composer().press('ArrowUp');
      await composer().press('ArrowUp');
      expect(await composer().inputValue()).toBe('/mural');
      await composer().press('ArrowDown');
      expect(await composer().inputValue()).toBe('/recusa');
    });

    test('long work shows how far it is, where its answer will stand', async () => {
      await open();
      await composer().fill('/demora');
      await composer().press('Escape');
      await composer().press('Enter');
      await newest().getByText('Um quarto feito.').waitFor();
      expect(await newest().getByRole('progressbar', { name: w.working }).count()).toBe(1);
      await newest().getByText('Tudo feito.').waitFor();
      expect(await page.locator('.messages > .bot').count()).toBe(1);
      expect(await page.getByRole('progressbar').count()).toBe(0);
    });
  });

  describe('pressing', () => {
    test('a button keeps the keyboard where it was', async () => {
      await open();
      await say('/lista');
      const sum = newest().getByRole('button', { name: 'Somar' });
      await sum.focus();
      await act(() => page.keyboard.press('Enter'));
      await act(() => page.keyboard.press('Enter'));
      expect(await newest().getByText('Contagem:').textContent()).toBe('Contagem: 2');
      expect(await focused().textContent()).toBe('Somar');
    });

    test('a menu is worked with the keys', async () => {
      await open();
      await say('/lista');
      await newest().getByRole('button', { name: 'Cidade' }).press('Enter');
      await page.getByRole('listbox', { name: 'Cidade' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await act(() => page.keyboard.press('Enter'));
      expect(await newest().locator('.text').textContent()).toBe('Cidade: Brasília');
    });

    test('a menu that searches asks while one types, and says when there is nothing', async () => {
      await open();
      await say('/achar');
      await newest().getByRole('button', { name: 'Quem' }).click();
      const field = page.getByRole('combobox', { name: 'Quem' });
      await field.fill('zzz');
      await page.getByText('Nada encontrado para “zzz”.').waitFor();
      await field.fill('zé');
      await page.getByRole('option', { name: 'Oficina do Zé' }).waitFor();
      await act(() => field.press('Enter'));
      expect(await newest().locator('.text').textContent()).toBe('Achado: Oficina do Zé');
    });
  });

  describe('forms', () => {
    const dialog = () => page.getByRole('dialog', { name: 'Editar cliente' });

    test('say at the field what is wrong, keep the rest, and give the focus back', async () => {
      await open();
      await say('/lista');
      await act(() => newest().getByRole('button', { name: 'Editar' }).click());
      expect(await focused().getAttribute('id')).toBe(await dialog().getByLabel('Nome').getAttribute('id'));
      await dialog().getByLabel('Nome').fill(nasty);
      await dialog().getByLabel('E-mail').fill('nada');
      await act(() => dialog().getByRole('button', { name: 'Salvar' }).click());
      const email = dialog().getByLabel('E-mail');
      await until(() => email.getAttribute('aria-invalid')).toBe('true');
      const described = (await email.getAttribute('aria-describedby'))!
        .split(' ')
        .map((id) => page.locator(`#${id}`).textContent());
      expect((await Promise.all(described)).join()).toContain('Não entendi nada em E-mail.');
      expect(await focused().getAttribute('id')).toBe(await email.getAttribute('id'));
      expect(await dialog().getByLabel('Nome').inputValue()).toBe(nasty);
      await email.fill('a@example.com');
      await act(() => email.press('Enter'));
      await dialog().waitFor({ state: 'detached' });
      expect(await newest().locator('.text').textContent()).toContain(nasty);
      await until(() => focused().getAttribute('aria-label')).toBe(w.message);
    });

    test('Escape leaves them, and nothing has happened', async () => {
      await open();
      await say('/lista');
      await act(() => newest().getByRole('button', { name: 'Editar' }).click());
      await page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'detached' });
      expect(sample.runs).toEqual([]);
    });

    test('a file is chosen, taken away, chosen again and sent; the command then stands before its answer', async () => {
      await open();
      await act(async () => {
        await composer().fill('/enviar');
        await composer().press('Escape');
        await composer().press('Enter');
      });
      const form = page.getByRole('dialog', { name: 'Enviar arquivo' });
      const file = { name: 'lista.csv', mimeType: 'text/csv', buffer: Buffer.from('olá') };
      await form.getByLabel('Arquivo').setInputFiles(file);
      await form.getByRole('button', { name: 'Remover lista.csv' }).click();
      expect(await form.getByText('lista.csv').isVisible()).toBe(false);
      await form.getByLabel('Arquivo').setInputFiles(file);
      expect(await page.locator('.mine').count()).toBe(0);
      await act(() => form.getByRole('button', { name: 'Enviar' }).click());
      expect(await page.locator('.messages > li').allTextContents()).toEqual([
        expect.stringContaining('/enviar'),
        expect.stringContaining('Recebido lista.csv: olá'),
      ]);
    });

    test('a file dropped into the conversation goes to the command that takes files', async () => {
      await open();
      await act(async () => {
        await page.locator('html').evaluate((html) => {
          const view = html.ownerDocument.defaultView;
          const dataTransfer = new view.DataTransfer();
          dataTransfer.items.add(new view.File(['olá'], 'solto.csv'));
          for (const type of ['dragover', 'drop'])
            html.dispatchEvent(new view.DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        });
      });
      await page.getByRole('dialog', { name: 'Enviar arquivo' }).waitFor();
    });
  });

  describe('who one is', () => {
    const become = async (name: string) => {
      await page.locator('.me:visible').click();
      await page.getByRole('menuitemradio', { name }).click();
      await page.locator('.me:visible', { hasText: name }).waitFor();
    };
    const shown = () => page.locator('.messages > li').count();

    test('another person sees the channel only, also after a reload; the first finds everything again', async () => {
      await open();
      await say('/lista');
      await say('/mural');
      await become('Bruno Tavares');
      await settled(page, await createClient(room, 'bruno').transcript());
      expect(await shown()).toBe(2);
      expect(await page.locator('.other .who').textContent()).toBe('Ana Ribeiro');
      await page.reload();
      await page.locator('.me:visible', { hasText: 'Bruno Tavares' }).waitFor();
      await until(shown).toBe(2);
      await become('Ana Ribeiro');
      await until(shown).toBe(4);
    });

    test('what one says in the channel appears with the others at once', async () => {
      await open();
      await createClient(room, 'bruno').say('/mural');
      await newest().getByText('Para todos.').waitFor();
      expect(await page.locator('.other .bubble').textContent()).toBe('/mural');
    });

    test('a name that is markup stays text', async () => {
      await open();
      const name = '<img src=x onerror=alert(1)>';
      await become(name);
      await say(`/mural`, 'eve');
      await say(`${name}<script>alert(1)</script>`, 'eve');
      await say('/nomes', 'eve');
      expect(await page.locator('.mine .bubble').allTextContents()).toEqual([
        '/mural',
        `${name}<script>alert(1)</script>`,
        '/nomes',
      ]);
      await become('Ana Ribeiro');
      await until(() => page.locator('.other .who').textContent()).toBe(name);
      expect(await page.locator('img:not([src="/console/assets/icon.svg"]), script:not([src])').count()).toBe(0);
    });

    test('the language changes with the person’s wish, and stays', async () => {
      await open();
      await page.locator('.me:visible').click();
      await page.getByRole('menuitemradio', { name: 'English' }).click();
      await page.getByRole('textbox', { name: en.message }).waitFor();
      await page.reload();
      await page.getByRole('textbox', { name: en.message }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
    });
  });

  describe('on a phone', () => {
    /** How far anything reaches beyond the window. */
    const overflow = () =>
      page.locator('html').evaluate((html) => {
        const scroller = html.querySelector('.scroller');
        return Math.max(html.scrollWidth - html.clientWidth, scroller.scrollWidth - scroller.clientWidth);
      });

    test('nothing is wider than the window: lists, names, forms and menus', async () => {
      await open(phone);
      expect(await overflow()).toBe(0);
      await say(`/${'x'.repeat(300)}`);
      await say('/nomes');
      await say('/lista');
      expect(await overflow()).toBe(0);
      const row = newest().locator('tbody tr').first();
      expect(await row.evaluate((element) => element.getBoundingClientRect().height)).toBeGreaterThan(50);
      await newest().getByRole('button', { name: 'Cidade' }).click();
      const sheet = await page.locator('.menu:popover-open').boundingBox();
      expect([sheet?.x, sheet?.width, Math.round((sheet?.y ?? 0) + (sheet?.height ?? 0))]).toEqual([0, 375, 740]);
      await page.keyboard.press('Escape');
      await act(() => newest().getByRole('button', { name: 'Editar' }).click());
      const box = await page.getByRole('dialog').boundingBox();
      expect([box?.x, box?.width]).toEqual([0, 375]);
      expect(await overflow()).toBe(0);
    });

    test('the commands are one press away', async () => {
      await open(phone);
      await page.getByRole('button', { name: w.commands }).click();
      await until(async () => (await offered()).length).toBe(10);
    });
  });

  describe('the page itself', () => {
    test('gives every control a name', async () => {
      await open();
      await say('/lista');
      await act(() => newest().getByRole('button', { name: 'Editar' }).click());
      const nameless = await page
        .locator('button, input, select, textarea, a, [role=listbox], [role=region]')
        .evaluateAll((all) =>
          all
            .filter((each) => !each.closest('[aria-hidden="true"]'))
            .filter((each) => !(each.textContent?.trim() || each.getAttribute('aria-label') || each.labels?.length))
            .map((each) => each.outerHTML),
        );
      expect(nameless).toEqual([]);
    });

    test('runs no code but its own files', async () => {
      await open();
      await page.addScriptTag({ content: 'document.title = "taken"' }).catch(() => undefined);
      expect(await page.title()).not.toBe('taken');
      expect(tab.troubles.join()).toContain('Content Security Policy');
      tab.troubles.length = 0;
    });

    test('says that the server is away, and goes on when it is back', async () => {
      await open();
      await page.context().setOffline(true);
      await composer().fill('/lista');
      await composer().press('Escape');
      await composer().press('Enter');
      await page.getByRole('alert').getByText(w.failed).waitFor();
      expect(await composer().inputValue()).toBe('/lista');
      await page.context().setOffline(false);
      await act(() => composer().press('Enter'));
      expect(await newest().locator('h2').textContent()).toBe('Clientes do escritório');
      expect(tab.troubles.every((trouble) => trouble.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true);
      tab.troubles.length = 0;
    });
  });
});
