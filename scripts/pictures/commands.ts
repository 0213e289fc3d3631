// The first answer of each command on all three faces, on phone and desktop, in light and dark: a sheet for each command.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { renderModal } from '../../adapters/discord/modal.ts';
import { renderMessage } from '../../adapters/discord/render.ts';
import { renderForm } from '../../adapters/slack/form.ts';
import { newId } from '../../src/data/id.ts';
import type { Outcome } from '../../src/kit/incoming.ts';
import { words } from '../../src/words/index.ts';
import { person } from '../../test/house.ts';
import { behind, composer, firsts, looks, open, say } from './demo.ts';
import { discordModal, discordPage } from './discord.ts';
import { type Look, safe } from './page.ts';
import { slackModal, slackPage } from './slack.ts';

const w = words['pt-BR'];
const alone = 'Only visible to you';
const faces = ['slack', 'discord', 'console'] as const;
const named = (look: string): Look => ({ dark: look.endsWith('dark'), phone: look.startsWith('phone') });
const keyOf = (...parts: string[]) => parts.join(' ');

const drawers: Readonly<Record<'slack' | 'discord', (outcome: Outcome, look: Look) => string>> = {
  slack: (outcome, look) => {
    if (outcome.kind === 'form') return slackModal(renderForm(outcome.form, {}, w.platforms.slack.says), look);
    if (outcome.kind !== 'view') throw new Error('neither a view nor a form');
    return slackPage(outcome.view, w, { ...look, alone });
  },
  discord: (outcome, look) => {
    const says = { close: 'Cancel', submit: 'Submit' };
    if (outcome.kind === 'form') return discordModal(renderModal(outcome.form), look, says);
    if (outcome.kind !== 'view') throw new Error('neither a view nor a form');
    const { blocks } = outcome.view;
    const pictures = blocks.flatMap((block) => (block.kind === 'image' ? [block.png] : []));
    return discordPage(renderMessage(outcome.view, w.platforms.discord.says).body, pictures, { ...look, alone });
  },
};

/** What Slack and Discord are sent, drawn: HTML by face, look and command. */
async function chatted(): Promise<Map<string, string>> {
  const { core, data, close } = await behind();
  const out = new Map<string, string>();
  try {
    const { id: memberId, firmId } = await data.db.member.findFirstOrThrow({ where: { role: 'admin' } });
    for (const platform of ['slack', 'discord'] as const) {
      const seat = { firmId, platform, workspace: 'w', createdAt: new Date() };
      await data.db.workspace.create({ data: { id: newId(), ...seat } });
      await data.db.chatIdentity.create({ data: { id: newId(), memberId, user: 'u', ...seat } });
      const admin = person(core, { platform, workspace: 'w', user: 'u', userName: 'Marina' }, memberId);
      for (const first of firsts) {
        const [command = '', ...rest] = first.split(' ');
        const outcome = await admin.ask({ kind: 'typed', command, text: rest.join(' ') });
        for (const [look] of looks) out.set(keyOf(platform, look, first), drawers[platform](outcome, named(look)));
      }
    }
    return out;
  } finally {
    await close();
  }
}

async function pictured(browser: Browser, html: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  await page.setContent(html);
  const png = await page.locator('#shown').screenshot();
  await page.close();
  return png;
}

/** The console itself: PNG by look and command. */
async function seen(browser: Browser, texts: readonly string[]): Promise<Map<string, Buffer>> {
  const out = new Map<string, Buffer>();
  for (const [look, options] of looks) {
    const demo = await open();
    // Narrower than most windows, so that a sheet can show it large enough to be read.
    const viewport = named(look).phone ? options.viewport : { width: 940, height: 760 };
    const context = await browser.newContext({
      locale: 'pt-BR',
      timezoneId: 'America/Sao_Paulo',
      ...options,
      viewport,
    });
    const page = await context.newPage();
    await page.goto(demo.bot.open!);
    await composer(page).waitFor();
    await page.waitForTimeout(1500);
    for (const text of texts) {
      await say(page, `/${text}`);
      out.set(keyOf('console', look, text), await page.screenshot());
      await page.keyboard.press('Escape');
    }
    await context.close();
    await demo.close();
  }
  return out;
}

const sheetCss = `body{margin:0;background:#8b9097;font:600 15px/1.3 Arial,sans-serif;color:#fff}table{border-spacing:14px}td{vertical-align:top;padding:0}
  h1{font-size:26px;margin:16px 18px 0}img{display:block;border-radius:6px}small{display:block;margin:0 0 6px;font-size:15px}`;

const sheet = (title: string, rows: readonly (readonly { name: string; png: Buffer; width: number }[])[]): string =>
  `<!doctype html><meta charset="utf-8"><style>${sheetCss}</style><body><h1>${safe(title)}</h1><table>${rows
    .map(
      (row) =>
        `<tr>${row.map(({ name, png, width }) => `<td><small>${safe(name)}</small><img width="${width}" src="data:image/png;base64,${png.toString('base64')}"></td>`).join('')}</tr>`,
    )
    .join('')}</table>`;

/** What the page does: written as text, for it runs in the browser. */
const toWebp = `async (url) => {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', 0.7).split(',')[1];
}`;
const asWebp = async (page: Page, png: Buffer): Promise<Buffer> =>
  Buffer.from(await page.evaluate<string>(`(${toWebp})('data:image/png;base64,${png.toString('base64')}')`), 'base64');

export async function commands(browser: Browser, folder: string, only: string): Promise<void> {
  const wanted = firsts.filter((each) => each.includes(only));
  const drawn = await chatted();
  const screens = await seen(browser, wanted);
  for (const text of wanted) {
    const rows = [];
    for (const face of faces) {
      const row = [];
      for (const [look] of looks) {
        const key = keyOf(face, look, text);
        const png = screens.get(key) ?? (await pictured(browser, drawn.get(key)!));
        row.push({ name: `${face} · ${look.replace('-', ' · ')}`, png, width: named(look).phone ? 390 : 760 });
      }
      rows.push(row);
    }
    const page = await browser.newPage({ viewport: { width: 2400, height: 900 } });
    await page.setContent(sheet(`/${text}`, rows));
    const webp = await asWebp(page, await page.screenshot({ fullPage: true }));
    writeFileSync(join(folder, `${text.split(' ')[0]}.webp`), webp);
    await page.close();
  }
}
