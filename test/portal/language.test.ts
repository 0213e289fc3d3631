import { afterEach, beforeEach, expect, it } from 'vitest';
import { consentOf } from '../../src/connections/consent.ts';
import { inviteFrom, padaria, previewOf } from '../connections/fixture.ts';
import { button, menu } from '../house.ts';
import { publicUrl, type Site, site } from './fixture.ts';

const rosa = padaria.email;
let s: Site;
let cookies: Map<string, string>;
beforeEach(async () => {
  s = await site();
  cookies = new Map();
});
afterEach(() => s.stop());

const own = { host: new URL(publicUrl).host, origin: publicUrl };
const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } }) as never;

/** As a browser that keeps its cookies. */
async function ask(
  path: string,
  { fields, ip = '203.0.113.7', more = {} }: { fields?: Record<string, string>; ip?: string; more?: object } = {},
) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const form = fields && { method: 'POST', body: new URLSearchParams(fields) };
  const answer = await s.pages.request(path, { headers: { ...own, cookie, ...more }, ...form }, from(ip));
  for (const set of answer.headers.getSetCookie()) {
    const [name = '', value = ''] = set.split(';')[0]!.split('=');
    cookies.set(name, value);
  }
  return { status: answer.status, text: await answer.text(), at: answer.headers.get('location') };
}
const english = { 'accept-language': 'en-GB' };
const lang = (text: string) => /<html lang="([\w-]+)"/.exec(text)?.[1];

it('a page speaks the browser’s language, then the chosen one; what is agreed to is what was shown', async () => {
  await inviteFrom(s.house.admin, padaria);
  const link = await s.linkTo(rosa);
  expect(lang((await ask(link)).text)).toBe('pt-BR');
  expect(lang((await ask(link, { more: english })).text)).toBe('en');
  const switched = await ask('/my-accountant/language', { fields: { locale: 'en', back: link } });
  expect([switched.status, switched.at]).toEqual([303, link]);
  const page = await ask(link);
  expect(page.text).toContain('I authorize Horizonte');
  expect(page.text).toContain('name="shown" value="en"');
  // Chosen in another tab after this form was shown.
  await ask('/my-accountant/language', { fields: { locale: 'pt-BR', back: link } });
  expect((await ask(`${link}/accept`, { fields: { name: 'Padaria', agree: 'on', shown: 'en' } })).status).toBe(200);
  const { db } = s.database.data;
  const firm = await db.firm.findUniqueOrThrow({ where: { id: s.house.firmId } });
  const { textHash, textVersion } = await db.consent.findFirstOrThrow({});
  expect(textVersion).toMatch(/\/en$/);
  expect(textHash).toBe(consentOf('en', firm.name).hash);
  expect(await s.portal.language(rosa)).toBe('pt-BR');
});

it('the choice goes with the account to another browser, and its letters speak it', async () => {
  await inviteFrom(s.house.admin, padaria);
  const link = await s.linkTo(rosa);
  await ask('/my-accountant/language', { fields: { locale: 'en', back: link } });
  await ask(`${link}/accept`, { fields: { name: 'Padaria', agree: 'on', shown: 'en' } });
  cookies = new Map();
  await ask('/my-accountant/sign-in', { fields: { email: rosa } });
  await expect.poll(() => s.database.data.db.link.count({ where: { kind: 'sign_in' } })).toBe(1);
  await ask(await s.linkTo(rosa, '/my-accountant/enter/'), { fields: {} });
  const mine = await ask('/my-accountant');
  expect(lang(mine.text)).toBe('en');
  expect(mine.text).toContain('Português');
});

it('nobody is sent elsewhere by the switch', async () => {
  for (const back of ['https://evil.example', '//evil.example/connect', '/connectevil', '/docs'])
    expect((await ask('/my-accountant/language', { fields: { locale: 'en', back } })).at).toBe('/my-accountant');
});

it('the language of an invitation can be chosen before it is sent, and after', async () => {
  const preview = await previewOf(s.house.admin, padaria);
  const chosen = await s.house.admin.press(menu(preview, 'Idioma do convite'), ['en']);
  const sent = await s.house.admin.press(button(chosen, /^Convidar para/));
  const { db } = s.database.data;
  expect((await db.connectionRequest.findFirstOrThrow({})).locale).toBe('en');
  await s.outbox.drain();
  expect(s.smtp.arrived).toHaveLength(1);
  await s.house.admin.press(button(sent, 'Reenviar em português'));
  expect((await db.connectionRequest.findFirstOrThrow({})).locale).toBe('pt-BR');
  await s.outbox.drain();
  expect(s.smtp.arrived).toHaveLength(2);
});

it('a form that came too soon comes back with what was typed; another site’s does not', async () => {
  const ip = '203.0.113.9';
  for (let n = 0; n < 30; n++) await ask('/my-accountant', { ip });
  const late = await ask(`/connect/${'x'.repeat(43)}/accept`, { fields: { name: 'Padaria & Vila', agree: 'on' }, ip });
  expect(late.status).toBe(429);
  expect(late.text).toContain('value="Padaria &amp; Vila"');
  expect(late.text).toContain('Enviar de novo');
  const signIn = await ask('/my-accountant/sign-in', { fields: { email: rosa }, ip });
  expect([signIn.status, signIn.text.includes(`value="${rosa}"`)]).toEqual([429, true]);
  const foreign = await ask('/my-accountant/ask', {
    fields: { name: 'Mallory' },
    ip,
    more: { origin: 'https://evil.example' },
  });
  expect([foreign.status, foreign.text.includes('Mallory')]).toEqual([429, false]);
});
