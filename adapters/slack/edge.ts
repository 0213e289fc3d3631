import type { Receiver, ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from '../../src/kit/ctx.ts';

/*
 * What must be there to be answered. Whatever else is there passes; what we can do without counts as absent when it is of another kind.
 */
const need = z.string().min(1);
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const text = optional(z.string());
const option = z.object({ value: z.string() });

export const commandBody = z.object({
  command: need,
  user_id: need,
  team_id: need,
  enterprise_id: text,
  text,
  user_name: text,
  channel_id: text,
  channel_name: text,
  trigger_id: text,
  response_url: text,
});

export const file = z.object({
  id: need,
  name: text,
  size: optional(z.number()),
  url_private_download: text,
  url_private: text,
});

const value = z.object({
  value: z.string().nullish().catch(undefined),
  selected_option: option.nullish().catch(undefined),
  selected_options: optional(z.array(option)),
  selected_user: z.string().nullish().catch(undefined),
  selected_conversation: z.string().nullish().catch(undefined),
  files: optional(z.array(file)),
});

const view = z.object({
  id: need,
  type: text,
  hash: text,
  callback_id: text,
  private_metadata: text,
  app_installed_team_id: optional(need),
  title: optional(z.object({ text: z.string() })),
  state: optional(z.object({ values: z.record(z.string(), z.record(z.string(), value)) })),
});

const files = optional(z.array(file));
const pointedAt = z.object({
  text,
  ts: text,
  thread_ts: text,
  user: text,
  username: text,
  user_profile: optional(z.object({ real_name: text })),
  files,
  attachments: optional(z.array(z.object({ text, fallback: text, files }))),
});

const action = z.object({
  type: z.string(),
  action_id: z.string(),
  value: text,
  selected_option: option.nullish().catch(undefined),
  selected_options: optional(z.array(option)),
});

const who = {
  user: z.object({ id: need, name: text, username: text, team_id: optional(need) }),
  // Nobody's own where an app is installed for a whole Enterprise Grid: the person's counts then.
  team: z.object({ id: need, domain: text }).nullish().catch(undefined),
  enterprise: z.object({ id: need }).nullish().catch(undefined),
  channel: optional(z.object({ id: z.string(), name: text })),
  container: optional(z.object({ message_ts: text, channel_id: text, is_ephemeral: optional(z.boolean()) })),
  message: optional(z.object({ ts: text })),
  trigger_id: text,
  response_url: text,
};

/** Whose workspace it is about. */
export const teamOf = (body: {
  user: { team_id?: string };
  team?: { id: string } | null;
  view?: { app_installed_team_id?: string };
}): string | undefined => body.view?.app_installed_team_id ?? body.team?.id ?? body.user.team_id;

const fromTeam = [
  (body: Parameters<typeof teamOf>[0]) => teamOf(body) !== undefined,
  { path: ['team'] as PropertyKey[] },
] as const;

export const actionsBody = z
  .object({ ...who, view: optional(view), actions: z.array(action).min(1) })
  .refine(...fromTeam);
export const optionsBody = z
  .looseObject({ ...who, view: optional(view), action_id: text, block_id: text, value: text })
  .refine(...fromTeam);
export const submitBody = z.object({ ...who, view }).refine(...fromTeam);
export const shortcutBody = z.object({ ...who, callback_id: need, message: optional(pointedAt) }).refine(...fromTeam);
export const homeBody = z.object({
  team_id: need,
  enterprise_id: text,
  event_id: text,
  event: z.object({ user: need, tab: text, channel: text }),
});

const written = { user: text, bot_id: text, text, ts: text, thread_ts: text };

/** A message in the direct messages with the app, or one that mentions it; whatever else is said nobody sends us. */
export const saidBody = z.object({
  team_id: need,
  enterprise_id: text,
  event: z.object({
    type: z.enum(['message', 'app_mention']),
    channel: need,
    channel_type: text,
    subtype: text,
    ...written,
    message: optional(z.object(written)),
  }),
  authorizations: optional(z.array(z.object({ user_id: text }))),
});

/** Links to pages of ours, in what somebody wrote or is about to write. */
export const linkBody = z.object({
  team_id: need,
  enterprise_id: text,
  event: z.object({
    links: z.array(z.object({ url: z.string() })),
    channel: text,
    message_ts: text,
    unfurl_id: text,
    source: text,
  }),
});

const eventBody = z.object({ event: z.object({ type: z.string() }) });

/** Where the app is has changed: it was taken out, its tokens taken back, or its organisation let some of its workspaces have it, or no more. */
const takenOut: ReadonlySet<unknown> = new Set([
  ...['app_uninstalled', 'tokens_revoked', 'team_access_granted', 'team_access_revoked'],
]);

/** What says so. Where the app was in a whole organisation, no workspace may be named. */
export const outBody = z.object({
  team_id: optional(need),
  enterprise_id: optional(need),
  event_time: optional(z.number()),
  event: z.object({
    type: z.string(),
    tokens: optional(z.object({ bot: optional(z.array(z.string())) })),
    team_ids: optional(z.array(need)),
  }),
});

const parts = z.object({
  type: text,
  event: optional(z.object({ type: z.string() })),
  view: optional(z.object({ callback_id: text })),
});

/** What is for us, by what must be in it; nothing for what is not. */
function schemaFor(body: Record<string, unknown>): z.ZodType | undefined {
  if ('command' in body) return commandBody;
  const { type, event, view } = parts.parse(body);
  if (type === 'block_actions') return actionsBody;
  if (type === 'block_suggestion') return optionsBody;
  if (type === 'message_action' || type === 'shortcut') return shortcutBody;
  // Of another form than ours, there is nothing to be read.
  if (type === 'view_submission')
    return view?.callback_id === undefined || view.callback_id === 'form' ? submitBody : undefined;
  if (type === 'event_callback') {
    if (!event) return eventBody;
    if (event.type === 'message' || event.type === 'app_mention') return saidBody;
    if (event.type === 'link_shared') return linkBody;
    return event.type === 'app_home_opened' ? homeBody : takenOut.has(event.type) ? z.object({}) : undefined;
  }
  return type === undefined ? z.object({ type: z.string() }) : undefined;
}

/** `left` is of a kind that is not for us; `lacks` names the parts that are missing. */
export type Arrived = 'ours' | 'left' | { lacks: string };

export function arrived(body: Record<string, unknown>): Arrived {
  const schema = schemaFor(body);
  if (!schema) return 'left';
  const read = schema.safeParse(body);
  if (read.success) return 'ours';
  return { lacks: [...new Set(read.error.issues.map(({ path }) => path.join('.')))].join(', ').slice(0, 200) };
}

export const lacking = (log: Log, lacks: string): void =>
  log.warn({ platform: 'slack', lacks }, 'a delivery lacks what is needed to answer it');

/** The way in over a socket: what is not for Bolt is acknowledged, and goes no further. */
export const guarded = (receiver: Receiver, log: Log): Receiver => ({
  init: (app) => {
    const processEvent = async (event: ReceiverEvent): Promise<void> => {
      const what = arrived(event.body as Record<string, unknown>);
      if (what === 'ours') return app.processEvent(event);
      if (what !== 'left') lacking(log, what.lacks);
      await event.ack();
    };
    receiver.init({ processEvent } as typeof app);
  },
  start: (...given) => receiver.start(...given),
  stop: (...given) => receiver.stop(...given),
});
