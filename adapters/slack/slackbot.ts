import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { OwnAssistant, Signed } from '../../src/kit/own.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { limits } from './limits.ts';
import { carried } from './option-ids.ts';
import { renderSlack } from './render.ts';
import { isSigned } from './signature.ts';
import { plain } from './text.ts';
import type { SlackWords } from './words.ts';

/** What Slackbot shows of an answer; one block that it does not know, and it shows none. */
const allowed: ReadonlySet<string> = new Set([
  ...['actions', 'card', 'carousel', 'container', 'context', 'data_table', 'data_visualization', 'divider', 'file'],
  ...['header', 'image', 'input', 'markdown', 'rich_text', 'section', 'table', 'video'],
]);

/** Who asks: read from what was signed, and from nowhere else. */
const asked = z.object({
  params: z.object({
    _meta: z.object({
      slack: z.object({
        user_id: z.string().regex(/^[UW][A-Z0-9]{2,30}$/),
        team_id: z.string().regex(/^T[A-Z0-9]{2,30}$/),
      }),
    }),
  }),
});

type IdOf = (press: string, picked?: string) => string | undefined;
const action_id = 'tool:click';
const given = (id: string): string => JSON.stringify({ id });

function element(of: { type: string }, idOf: IdOf): types.Button | types.StaticSelect | undefined {
  if (of.type === 'button') {
    const button = of as types.Button;
    if (button.url) return button;
    const press = carried(button.value);
    const id = press && idOf(press);
    return id ? { ...button, action_id, value: given(id) } : undefined;
  }
  // Of several options Slackbot would send the last one's code only, and a search needs words: those are asked for in words.
  if (of.type !== 'static_select') return undefined;
  const { initial_option, ...select } = of as types.StaticSelect;
  const press = carried(select.action_id);
  const tooled = (option: types.PlainTextOption) => {
    const id = press && idOf(press, option.value);
    return id ? [{ ...option, value: given(id) }] : [];
  };
  const options = (select.options ?? []).flatMap((each) => tooled(each as types.PlainTextOption));
  const first = initial_option ? tooled(initial_option as types.PlainTextOption)[0] : undefined;
  return options.length > 0
    ? { ...select, action_id, options, ...(first ? { initial_option: first } : {}) }
    : undefined;
}

function tooled(block: types.KnownBlock, idOf: IdOf): types.KnownBlock[] {
  // An action's name stands once in a block: each button has its own.
  if (block.type === 'actions')
    return block.elements.flatMap((each) => {
      const made = element(each, idOf);
      return made ? [{ type: 'actions' as const, elements: [made] }] : [];
    });
  if (block.type !== 'section' || !block.accessory) return [block];
  const { accessory, ...section } = block;
  const made = element(accessory, idOf);
  return [made ? { ...section, accessory: made } : section];
}

/** A view as Slackbot takes it: what is clicked there comes back as a call of the tool that clicks. */
export function slackbotBlocks(
  view: SealedView,
  words: Pick<SlackWords, 'cut' | 'act'>,
  idOf: IdOf,
): types.KnownBlock[] {
  const blocks = renderSlack(view, words)
    .blocks.flatMap((each) => tooled(each, idOf))
    .filter(({ type }) => allowed.has(type));
  const most = limits.message.blocks;
  if (blocks.length <= most) return blocks;
  const left = words.cut(blocks.length - most + 1);
  return [...blocks.slice(0, most - 1), { type: 'context', elements: [plain(left, 200)] }];
}

/** Slackbot, as it asks for somebody in the workspace (`slack_identity_auth`). */
export function createSlackbot({
  signingSecret,
  words,
  now,
}: {
  signingSecret: string;
  words: Pick<SlackWords, 'cut' | 'act'>;
  now(): number;
}): OwnAssistant {
  const read = (header: (name: string) => string | null, body: Uint8Array): Signed | undefined => {
    const [at, signature] = [header('x-slack-request-timestamp'), header('x-slack-signature')];
    if (!isSigned(body, at, signature, signingSecret, now())) return undefined;
    const proof = `slackbot:${signature}`;
    try {
      const found = asked.safeParse(JSON.parse(new TextDecoder().decode(body)));
      const { team_id, user_id } = found.success ? found.data.params._meta.slack : {};
      return { proof, ...(team_id && user_id ? { seat: { workspace: team_id, user: user_id } } : {}) };
    } catch {
      return { proof };
    }
  };
  return {
    platform: 'slack',
    name: 'Slackbot',
    claims: (header) => header('x-slack-signature') !== null,
    read,
    ofTool: { slack: { supportsBlockKit: true } },
    ofView: (view, idOf) => ({ slack: { blocks: slackbotBlocks(view, words, idOf) } }),
  };
}
