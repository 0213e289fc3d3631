import type { z } from 'zod';
import type { FileIn } from '../../src/kit/incoming.ts';
import type { ShortcutEntry } from '../../src/kit/platform.ts';
import { type Delivery, type SlackFile, typedText } from './asked.ts';
import { realName } from './channels.ts';
import { type shortcutBody, teamOf } from './edge.ts';
import { shortcutsOn } from './menus.ts';
import { fitRaw } from './text.ts';

type ShortcutBody = z.infer<typeof shortcutBody>;

/** What the message says: its own words, and those that it passes on from another. */
const saidIn = ({ text = '', attachments = [] }: NonNullable<ShortcutBody['message']>): string =>
  [text, ...attachments.map((each) => each.text ?? each.fallback ?? '')]
    .map((each) => typedText(each).trim())
    .filter(Boolean)
    .join('\n');

/** The address that Slack itself gives to a message, as chat.getPermalink answers it. */
function linkTo({ team, channel, message }: ShortcutBody): string | undefined {
  if (!team?.domain || !channel || !message?.ts) return undefined;
  const { ts, thread_ts: thread } = message;
  const reply = thread && thread !== ts ? `?thread_ts=${thread}&cid=${channel.id}` : '';
  return `https://${team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}${reply}`;
}

/** Somebody uses a shortcut: on a message, or from anywhere. */
export function fromShortcut(
  body: ShortcutBody,
  fileIn: (file: SlackFile) => FileIn,
  fallback: () => string,
): Delivery {
  const { user, channel, message } = body;
  const files = [...(message?.files ?? []), ...(message?.attachments ?? []).flatMap((each) => each.files ?? [])];
  const name = message?.user_profile?.real_name ?? message?.username;
  const link = linkTo(body);
  return {
    key: `slack:${body.trigger_id ?? fallback()}`,
    asked: {
      kind: 'shortcut',
      name: body.callback_id,
      pointed: {
        text: message ? saidIn(message) : '',
        files: files.map(fileIn),
        ...(message?.user ? { author: { id: message.user, ...(name ? { name } : {}) } } : {}),
        ...(link ? { link } : {}),
      },
    },
    team: teamOf(body)!,
    organisation: body.enterprise?.id,
    user: user.id,
    userName: user.username ?? user.name,
    channel: channel?.id,
    channelName: realName(channel?.name),
    trigger: body.trigger_id,
    responseUrl: body.response_url,
  };
}

/** As the manifest has them, in the language of the manifest. */
export const manifestShortcuts = (shortcuts: readonly ShortcutEntry[]): object[] =>
  shortcuts
    .filter(({ on }) => shortcutsOn.some((each) => each === on))
    .map(({ name, on, title, description }) => ({
      name: title['pt-BR'],
      type: on === 'message' ? 'message' : 'global',
      callback_id: name,
      description: fitRaw(description['pt-BR'], 150),
    }));
