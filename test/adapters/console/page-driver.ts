import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import type { Message, WireView } from '../../../adapters/console/wire.ts';
import { type Line, plainLine, type Span } from '../../../src/kit/view.ts';
import { consoleWords } from '../../../src/words/pt-BR/console.ts';
import type { Browser, Tab } from '../../browser.ts';
import type { Driver, Shown, ShownForm, Upload } from '../contract.ts';
import { createClient } from './client.ts';
import { type Stand, stand } from './fixture.ts';

const answers = '.messages > .bot';
/** Every element of a page, for what is read there at once. */
const root = (page: Page) => page.locator('html');

const spanText = (span: Span) => {
  if (typeof span !== 'object') return span;
  if ('link' in span) return span.link;
  return plainLine('channel' in span && span.channel === 'console' ? { ...span, name: consoleWords.channel } : span);
};
const lineText = (line: Line) => (Array.isArray(line) ? line : [line]).map(spanText).join('');

/** What the newest answer must show before it counts as there. */
const linesOf = (view: WireView | undefined): string[] => [
  view?.title ?? '',
  ...(view?.blocks ?? []).flatMap((block) =>
    block.kind === 'text' || block.kind === 'note' ? [lineText(block.text)] : [],
  ),
];

const isAsk = (request: Request) =>
  request.url().endsWith('/api/ask') && request.postDataJSON().asked.kind !== 'search';

/** Does something and waits until its answer has come and the page shows all that the server says. */
export async function answered(page: Page, room: Stand, person: string, act: () => Promise<void>): Promise<Request> {
  const [response] = await Promise.all([page.waitForResponse((each) => isAsk(each.request())), act()]);
  await response.finished();
  await settled(page, await createClient(room, person).transcript());
  return response.request();
}

/** Waits until the page shows these messages, and nothing is being worked on. */
export async function settled(page: Page, messages: readonly Message[]): Promise<void> {
  const newest = messages.filter((message) => message.view).at(-1);
  const wanted = { ids: messages.map((message) => message.id), id: newest?.id, lines: linesOf(newest?.view) };
  const isThere = () =>
    root(page).evaluate((html, { ids, id, lines }) => {
      const shown = [...html.querySelectorAll('.messages > [data-id]')];
      const words = shown.find((each) => each.dataset.id === id)?.textContent ?? '';
      const quiet = !html.querySelector('[aria-busy="true"]') && !html.querySelector('.typing:not([hidden])');
      return (
        quiet &&
        shown.map((each) => each.dataset.id).join() === ids.join() &&
        lines.every((line) => words.includes(line))
      );
    }, wanted);
  await expect.poll(isThere, { timeout: 12_000, interval: 20 }).toBe(true);
}

const readForm = (page: Page): Promise<ShownForm | undefined> =>
  root(page).evaluate((html) => {
    const dialog = html.querySelector('dialog[open]');
    if (!dialog) return undefined;
    const fields = [...dialog.querySelectorAll('.field')].map((field) => {
      const control = field.querySelector('input, textarea, select');
      return {
        field: field.querySelector('.field-label').firstChild.textContent as string,
        value: (control.tagName === 'SELECT' ? control.selectedOptions[0]?.textContent : control.value) as string,
        message: (field.querySelector('.error:not([hidden])')?.textContent ?? '') as string,
      };
    });
    return {
      title: dialog.querySelector('h2').textContent as string,
      values: Object.fromEntries(fields.map(({ field, value }) => [field, value])),
      errors: [
        ...(fields.some(({ message }) => message)
          ? []
          : [{ message: (dialog.querySelector('.dialog-body > .trouble')?.textContent ?? '') as string }]),
        ...fields.filter(({ message }) => message).map(({ field, message }) => ({ field, message })),
      ].filter(({ message }) => message),
    };
  });

async function readShown(page: Page): Promise<Shown> {
  const all = page.locator(answers);
  const messages = await all.count();
  const form = await readForm(page);
  if (messages === 0) return { text: '', buttons: [], private: true, files: [], pings: [], messages, form };
  const card = all.last().locator('.card');
  // Labels and values of facts stand below each other: a reader joins them.
  const facts = await card
    .locator('.facts > div')
    .evaluateAll((each) => each.map(({ children }) => [...children].map((part) => part.textContent).join(': ')));
  const files = await card
    .locator('a.file')
    .evaluateAll((each) => each.map(({ download, href }) => ({ name: download as string, href: href as string })));
  const title = card.locator('h2');
  return {
    title: (await title.count()) > 0 ? ((await title.textContent()) ?? '') : undefined,
    // biome-ignore lint/performance/useDomNodeTextContent: only what can be seen counts
    text: [await card.innerText(), ...facts].join('\n'),
    buttons: await card
      .locator('.buttons .button')
      .evaluateAll((each) => each.map(({ childNodes }) => childNodes[0].textContent)),
    private: (await all.last().locator('.only').count()) > 0,
    files: await Promise.all(
      files.map(async ({ name, href }) => ({
        name,
        bytes: new Uint8Array(await (await page.request.get(href)).body()),
      })),
    ),
    pings: [],
    messages,
    form,
  };
}

/** The console in a real browser: what a person types, presses and reads. */
export function pageDriver(browser: () => Browser): Driver {
  let room: Stand;
  let tab: Tab;
  let shown: Shown;
  let last: Request;

  const act = async (what: () => Promise<void>): Promise<Shown> => {
    last = await answered(tab.page, room, 'ana', what);
    // A form stands there, or has gone, a moment after its answer.
    await tab.page.waitForTimeout(50);
    shown = await readShown(tab.page);
    return shown;
  };
  const newest = () => tab.page.locator(answers).last();
  const composer = () => tab.page.getByRole('textbox', { name: 'Mensagem' });
  const type = async (text: string) => {
    await composer().fill(text);
    await composer().press('Escape');
    await composer().press('Enter');
  };
  const offered = () => tab.page.locator('.completion .option-label');

  return {
    start: async (core) => {
      room = await stand(core);
      tab = await browser().open(room.address);
      await composer().waitFor();
    },
    stop: async () => {
      await tab.context.close();
      await room.stop();
      if (tab.troubles.length > 0) throw new Error(`the page had troubles: ${tab.troubles.join('; ')}`);
    },
    command: (name, options = {}) =>
      act(() => type([`/${name}`, ...Object.entries(options).map(([word, value]) => `${word}:"${value}"`)].join(' '))),
    press: (label) => act(() => newest().getByRole('button', { name: label, exact: true }).click()),
    pick: (label, option) =>
      act(async () => {
        await newest().getByRole('button', { name: label }).click();
        await tab.page.getByRole('option', { name: option, exact: true }).click();
      }),
    suggest: async (typed) => {
      await composer().fill(`/achar ${typed}`);
      await offered().first().waitFor();
      return offered().allTextContents();
    },
    choose: (typed, label) =>
      act(async () => {
        await composer().fill(`/achar ${typed}`);
        await offered().getByText(label, { exact: true }).click();
        await composer().press('Enter');
      }),
    submit: (values) =>
      act(async () => {
        const dialog = tab.page.getByRole('dialog');
        for (const [label, value] of Object.entries<string | Upload>(values)) {
          const field = dialog.getByLabel(label);
          if (typeof value === 'object')
            await field.setInputFiles({ name: value.name, mimeType: 'text/csv', buffer: Buffer.from(value.bytes) });
          else if (await field.evaluate((element) => element.tagName === 'SELECT'))
            await field.selectOption({ label: value });
          else await field.fill(value);
        }
        await dialog.locator('button[type=submit]').click();
      }),
    again: async () => {
      const body = last.postData() ?? '';
      await tab.page.evaluate(
        (sent) =>
          fetch('/console/api/ask', { method: 'POST', headers: { 'content-type': 'application/json' }, body: sent }),
        body,
      );
      await settled(tab.page, await createClient(room).transcript());
      shown = await readShown(tab.page);
      return shown;
    },
    shown: () => shown,
  };
}
