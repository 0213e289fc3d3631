import type { z } from 'zod';
import type { Asked, FileIn, Raw } from '../../src/kit/incoming.ts';
import { realName } from './channels.ts';
import {
  type actionsBody,
  type commandBody,
  type file,
  type homeBody,
  type optionsBody,
  type submitBody,
  teamOf,
} from './edge.ts';
import { type Memory, readMemory } from './form.ts';
import { homeAction } from './home.ts';
import { carried } from './option-ids.ts';
import { askedBelow } from './unfurl.ts';

export type CommandBody = z.infer<typeof commandBody>;
export type ActionsBody = z.infer<typeof actionsBody>;
type OptionsBody = z.infer<typeof optionsBody>;
type SubmitBody = z.infer<typeof submitBody>;
type HomeBody = z.infer<typeof homeBody>;
type ActionBody = ActionsBody['actions'][number];
export type SlackFile = z.infer<typeof file>;
type Value = NonNullable<SubmitBody['view']['state']>['values'][string][string];
type Body = ActionsBody | OptionsBody | SubmitBody;

/** Who asked what, and where the answer can go. */
export interface Delivery {
  key: string;
  asked: Asked;
  team: string;
  organisation?: string;
  user: string;
  userName?: string;
  channel?: string;
  /** What Slack calls that channel, where it says so. */
  channelName?: string;
  /** The thread it was said in. */
  thread?: string;
  trigger?: string;
  responseUrl?: string;
  /** The message whose button was pressed. */
  message?: { ts?: string; ephemeral: boolean };
  /** Below something that is no message of ours: the answer is for whoever pressed, and leaves it alone. */
  alone?: boolean;
  /** It was pressed on the person's own page. */
  home?: boolean;
  /** The modal it came out of. */
  view?: { id: string; title: string; memory: Memory; fields: readonly string[]; files: readonly string[] };
}

/**
 * Typed text as the person typed it. Slack writes mentions as `<@U1|name>`, which fields of people and channels read; its links
 * and entities are taken away.
 */
export const typedText = (text: string): string => (/[<&]/.test(text) ? unmarked(text) : text);
const unmarked = (text: string): string =>
  text
    .replace(/<mailto:([^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replace(/<(https?:\/\/[^|>]+)(?:\|([^>]*))?>/g, (_, url: string, label?: string) => label || url)
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

export function fromCommand(body: CommandBody, fallback: () => string): Delivery {
  return {
    key: `slack:${body.trigger_id ?? fallback()}`,
    asked: { kind: 'typed', command: body.command.replace(/^\//, ''), text: typedText(body.text ?? '') },
    team: body.team_id,
    organisation: body.enterprise_id || undefined,
    user: body.user_id,
    userName: body.user_name,
    channel: body.channel_id,
    channelName: realName(body.channel_name),
    trigger: body.trigger_id,
    responseUrl: body.response_url,
  };
}

const common = (body: Body, key: string) => ({
  key: `slack:${key}`,
  team: teamOf(body)!,
  organisation: body.enterprise?.id,
  user: body.user.id,
  userName: body.user.username ?? body.user.name,
  channel: body.channel?.id ?? body.container?.channel_id,
  channelName: realName(body.channel?.name),
  trigger: body.trigger_id,
  responseUrl: body.response_url,
});

/** Somebody opens their own page of the app. */
export const fromHome = (body: HomeBody, fallback: () => string): Delivery => ({
  key: `slack:${body.event_id ?? fallback()}`,
  asked: { kind: 'home' },
  team: body.team_id,
  organisation: body.enterprise_id || undefined,
  user: body.event.user,
  home: true,
});

/** Nothing for a press that means nothing to the core: a link, or a block somebody else made. */
export function fromAction(body: ActionsBody, action: ActionBody, fallback: () => string): Delivery | undefined {
  const menu =
    action.selected_options?.map((option) => option.value) ??
    (action.selected_option ? [action.selected_option.value] : undefined);
  const id = action.type === 'button' ? carried(action.value) : carried(action.action_id);
  const home = body.view?.type === 'home';
  const key = body.trigger_id ?? fallback();
  if (home && action.action_id === homeAction) return { ...common(body, key), asked: { kind: 'home' }, home };
  const below = askedBelow(action.action_id);
  if (below) return { ...common(body, key), asked: below, alone: true };
  if (id === undefined) return undefined;
  if (home)
    return {
      ...common(body, key),
      asked: menu === undefined ? { kind: 'press', id } : { kind: 'press', id, picked: menu },
      home,
    };
  return {
    ...common(body, key),
    asked: menu === undefined ? { kind: 'press', id } : { kind: 'press', id, picked: menu },
    message: { ts: body.container?.message_ts ?? body.message?.ts, ephemeral: body.container?.is_ephemeral ?? false },
  };
}

/** What is typed into a menu that searches: in a message by the menu's own id, in a form by the form's id and the field. */
export function fromOptions(body: OptionsBody, key: string): Delivery {
  const typed = body.value ?? '';
  const asked: Asked = body.view
    ? { kind: 'search', id: readMemory(body.view.private_metadata).form, field: body.block_id, typed }
    : { kind: 'search', id: carried(body.action_id) ?? '', typed };
  return { ...common(body, key), asked };
}

function raw(value: Value, fileIn: (file: SlackFile) => FileIn): Raw {
  if (value.files) return value.files[0] ? fileIn(value.files[0]) : undefined;
  if (value.selected_options) return value.selected_options.map((option) => option.value);
  return value.value ?? value.selected_option?.value ?? value.selected_user ?? value.selected_conversation ?? undefined;
}

export function fromSubmit(body: SubmitBody, fileIn: (file: SlackFile) => FileIn, fallback: () => string): Delivery {
  const memory = readMemory(body.view.private_metadata);
  const values = Object.entries(body.view.state?.values ?? {}).map(
    ([block, elements]) => [block, Object.values(elements)[0]] as const,
  );
  const fields = Object.fromEntries(values.flatMap(([block, value]) => (value ? [[block, raw(value, fileIn)]] : [])));
  return {
    // A refused form keeps its id and hash when it is sent again corrected: the trigger tells the two apart.
    ...common(body, body.trigger_id ?? `${body.view.id}:${body.view.hash ?? ''}:${fallback()}`),
    asked: { kind: 'submit', id: memory.form, fields },
    channel: memory.channel,
    channelName: memory.channelName,
    responseUrl: memory.responseUrl,
    message: memory.message ? { ts: memory.message, ephemeral: memory.ephemeral ?? false } : undefined,
    view: {
      id: body.view.id,
      title: body.view.title?.text ?? '',
      memory,
      fields: values.map(([block]) => block),
      files: values.flatMap(([block, value]) => (value?.files?.length ? [block] : [])),
    },
  };
}
