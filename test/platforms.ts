import { expect } from 'vitest';
import { renderMessage } from '../adapters/discord/render.ts';
import { renderSlack } from '../adapters/slack/render.ts';
import type { SealedView } from '../src/kit/view.ts';
import { words } from '../src/words/index.ts';
import { checkMessage } from './fakes/discord/limits.ts';
import { refuseMessage } from './fakes/slack/limits.ts';

/** Each text stands in what Slack and Discord show of a View, and neither refuses it; the console shows the View itself. */
export function shownEverywhere(view: SealedView, ...texts: readonly string[]): void {
  const slack = renderSlack(view, words['pt-BR'].platforms.slack.says);
  expect(refuseMessage(slack)).toEqual([]);
  const newest = renderSlack(view, words['pt-BR'].platforms.slack.says, { table: true, acts: true, chart: true });
  expect(refuseMessage(newest)).toEqual([]);
  const { body, files } = renderMessage(view, words['pt-BR'].platforms.discord.says);
  const attached = files.map((file) => ({ name: file.name, size: file.data.byteLength }));
  expect(checkMessage(body as unknown as Record<string, unknown>, attached)).toEqual({ problems: [], breaks: false });
  const both = [JSON.stringify(slack), JSON.stringify(body)];
  for (const text of texts) for (const each of both) expect(each).toContain(text);
}
