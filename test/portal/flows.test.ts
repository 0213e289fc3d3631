import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { consentVersion } from '../../src/connections/consent.ts';
import type { Locale } from '../../src/kit/words.ts';
import { words } from '../../src/words/index.ts';
import { type Browser, browserSuite, launch, type Tab } from '../browser.ts';
import { inviteFrom, padaria, standsFor } from '../connections/fixture.ts';
import { button, person, shown } from '../house.ts';
import { type Site, site } from './fixture.ts';

const phone = { width: 375, height: 740 };
const rosa = padaria.email;

browserSuite('a client on their phone', () => {
  let browser: Browser;
  let s: Site;
  let url: string;
  let tab: Tab;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    s = await site();
    url = await s.listen();
    const { db } = s.database.data;
    await db.firm.update({ where: { id: s.house.firmId }, data: { phone: '(11) 4002-8922' } });
    await standsFor(s.database.data, s.house.firmId);
    await db.workspace.updateMany({ where: { firmId: s.house.firmId }, data: { channel: 'clientes' } });
  });
  afterEach(async () => {
    // Neither a script error, nor anything the content policy had to refuse.
    expect(tab.troubles.filter((trouble) => !/status of 4(10|22)/.test(trouble))).toEqual([]);
    expect(await tab.page.evaluate('document.scripts.length')).toBe(0);
    await tab.context.close();
    await s.stop();
  });

  const open = async (path: string, locale: Locale) => {
    tab = await browser.open(`${url}${path}`, { locale, viewport: phone, isMobile: true, javaScriptEnabled: true });
    return tab.page;
  };
  const heading = () => tab.page.locator('h1').textContent();
  /** By the role and the name that a screen reader tells. */
  const press = (name: string) => tab.page.getByRole('button', { name, exact: true }).click();
  const type = (label: string, text: string) => tab.page.getByLabel(label, { exact: true }).fill(text);
  const situation = async () =>
    (await s.database.data.db.client.findFirst({ where: { firmId: s.house.firmId } }))?.situation;
  const cards = () => s.channels.posted.map(({ view, address }) => `${address.message ?? 'new'}: ${shown(view)}`);
  const subjects = async (to: string) => {
    await s.outbox.drain();
    return s.smtp.arrived.filter((mail) => mail.to[0] === to).length;
  };
  const admin = (locale: Locale) => {
    const { place, memberId } = s.house.admin;
    return person(s.house.core, { ...place, locale: locale === 'en' ? 'en-GB' : 'pt-BR' }, memberId);
  };
  const signIn = async (locale: Locale, email = rosa) => {
    const w = words[locale].portal.mine;
    const page = await open('/my-accountant', locale);
    await type(w.email, email);
    await press(w.signIn);
    expect(await heading()).toBe(w.sent.title);
    await expect.poll(() => s.database.data.db.link.count({ where: { kind: 'sign_in' } })).toBe(1);
    await page.goto(url + (await s.linkTo(email, '/my-accountant/enter/')));
    expect(await heading()).toBe(w.enterTitle);
    await press(w.enter);
    await expect.poll(() => page.getByText(w.signedIn(email)).count()).toBe(1);
    return page;
  };
  const wish = async (locale: Locale, accountantEmail = 'marina@horizonte.com.br') => {
    const { mine } = words[locale].portal;
    const { field } = mine;
    await type(field.name, 'Padaria da Vila');
    await type(field.document, '12.ABC.345/01DE-35');
    await type(field.accountantEmail, accountantEmail);
    await type(field.firmName, 'Horizonte');
    await type(field.firmPhone, '(11) 4002-8922');
    await type(field.responsible, 'Marina');
    await tab.page.getByLabel(mine.agree).check();
    await press(mine.ask);
    expect(await heading()).toBe(mine.askSent.title);
  };

  for (const locale of ['pt-BR', 'en'] as const) {
    const w = words[locale].portal;

    it(`is invited, registers and consents, ${locale}`, async () => {
      await inviteFrom(admin(locale), padaria);
      const page = await open(await s.linkTo(rosa), locale);
      expect(await page.getAttribute('html', 'lang')).toBe(locale);
      expect(await heading()).toBe(w.invitation.title('Horizonte Contábil'));
      expect(await page.getByRole('listitem').count()).toBe(words[locale].connections.consent('x').length);
      // What the browser itself would stop goes to the server: it says so at the field, and there the focus is.
      await page.evaluate('for (const each of document.querySelectorAll("[required]")) each.required = false');
      await type(w.invitation.company, 'Padaria da Vila LTDA');
      await type(w.invitation.document, '12.345.678/0001-99');
      await press(w.invitation.accept);
      expect(await page.getByRole('alert').textContent()).toBe(w.formWrong);
      expect(await page.getByLabel(w.invitation.company).inputValue()).toBe('Padaria da Vila LTDA');
      const wrong = page.getByLabel(w.invitation.document);
      expect(
        await wrong.evaluate(
          (each: unknown) =>
            each === (globalThis as never as { document: { activeElement: unknown } }).document.activeElement,
        ),
      ).toBe(true);
      const described = await wrong.getAttribute('aria-describedby');
      expect(await page.locator(`#${described}`).textContent()).toBe(w.wrong.document);

      // By keyboard alone from here: the field, the box, the button.
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('12.ABC.345/01DE-35');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect.poll(heading).toBe(w.done.accepted('Horizonte Contábil').title);

      expect(await situation()).toBe('connected');
      expect(shown(await admin(locale).type('/clientes'))).toContain(words[locale].connections.state.accepted);
      expect(await s.database.data.db.consent.findFirstOrThrow({})).toMatchObject({
        ip: '127.0.0.1',
        textVersion: `${consentVersion}/${locale}`,
      });
      expect(await subjects('marina@horizonte.com.br')).toBe(1);
      expect(cards()).toHaveLength(2);
      expect(cards()[1]).toMatch(/^m1: /);
      expect(cards()[1]).toContain('Conectado');

      await page.goto(url + (await s.linkTo(rosa)));
      expect(await heading()).toBe(w.closed.accepted('').title);
    });

    it(`declines with a reason, ${locale}`, async () => {
      await inviteFrom(admin(locale), padaria);
      await open(await s.linkTo(rosa), locale);
      await type(w.invitation.reason, 'Já tenho <b>contador</b>');
      await press(w.invitation.decline);
      expect(await heading()).toBe(w.done.declined('').title);
      expect(await situation()).toBe('not_connected');
      await s.outbox.drain();
      expect(cards().at(-1)).toContain('Já tenho <b>contador</b>');
      expect(await subjects('marina@horizonte.com.br')).toBe(1);
    });

    it(`asks, is accepted, disconnects, takes the data along and leaves, ${locale}`, async () => {
      const page = await signIn(locale);
      await wish(locale);
      expect(await subjects('marina@horizonte.com.br')).toBe(1);
      expect(s.channels.posted).toHaveLength(1);
      const { view } = s.channels.posted[0]!;
      await page.goto(`${url}/my-accountant`);
      expect(await page.getByText(w.mine.asked).count()).toBe(1);

      const done = await admin(locale).press(button(view, words['pt-BR'].connections.accept));
      expect(shown(done)).toContain('Marina');
      const mails = await subjects(rosa);
      expect(mails).toBe(2);
      expect(s.smtp.arrived.at(-1)?.to).toEqual([rosa]);
      expect(cards().at(-1)).toMatch(/^m1: .*Conectado/s);
      await page.goto(`${url}/my-accountant`);
      expect(await page.locator('.badge').textContent()).toBe(w.mine.connected);

      const take = async (name: string) => {
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
        return readFileSync(await download.path(), 'utf8');
      };
      const readable = await take(w.mine.download);
      for (const each of [rosa, 'Horizonte Contábil', 'Padaria da Vila']) expect(readable).toContain(each);
      const taken = await take(w.mine.downloadJson);
      expect(JSON.parse(taken)).toMatchObject({ email: rosa });
      for (const each of ['Horizonte Contábil', 'Padaria da Vila']) expect(taken).toContain(each);

      await page.getByRole('link', { name: w.mine.disconnect }).click();
      expect(await heading()).toBe(w.mine.disconnectTitle('Horizonte Contábil'));
      await press(w.mine.disconnectYes);
      expect(await page.getByRole('status').textContent()).toBe(w.mine.changed);
      expect(await page.getByText(w.mine.noTies).count()).toBe(1);
      expect(await situation()).toBe('disconnected');

      await page.getByRole('link', { name: w.mine.erase }).click();
      await press(w.mine.eraseYes);
      expect(await heading()).toBe(w.mine.erased.title);
      expect(await s.database.data.db.account.count()).toBe(0);
      await page.goto(`${url}/my-accountant`);
      expect(await page.getByRole('button', { name: w.mine.signIn }).count()).toBe(1);
      await s.outbox.drain();
      expect(cards().at(-1)).not.toContain('Padaria');
    });
  }

  it('asks for a firm that nobody has, and for one it takes back; an invitation that waits gets a fresh link', async () => {
    const { mine, closed } = words['pt-BR'].portal;
    const page = await signIn('pt-BR');
    await wish('pt-BR', 'ninguem@lugar.com.br');
    expect(await subjects('ninguem@lugar.com.br')).toBe(1);
    await page.goto(`${url}/my-accountant`);
    await wish('pt-BR');
    await page.goto(`${url}/my-accountant`);
    // The one that nobody has waits like the other, and looks like it.
    const withdraw = page.getByRole('button', { name: mine.withdraw, exact: true });
    expect(await withdraw.count()).toBe(2);
    await withdraw.first().click();
    await expect.poll(() => withdraw.count()).toBe(1);
    await withdraw.first().click();
    await expect.poll(() => page.getByText(mine.noTies).count()).toBe(1);
    await s.outbox.drain();
    expect(cards().at(-1)).toContain('Cancelado');

    await inviteFrom(s.house.admin, padaria);
    const first = await s.linkTo(rosa);
    await page.goto(`${url}/my-accountant`);
    await press(mine.answer);
    expect(await heading()).toBe(closed.renewed.title);
    expect(await s.linkTo(rosa)).not.toBe(first);
    await page.goto(url + (await s.linkTo(rosa)));
    // The account is there by now: only the consent is asked for.
    expect(await page.getByLabel(words['pt-BR'].portal.invitation.company).count()).toBe(0);
    await page.getByLabel(words['pt-BR'].portal.invitation.agree).check();
    await press(words['pt-BR'].portal.invitation.accept);
    expect(await situation()).toBe('connected');
  });
});
