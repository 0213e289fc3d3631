import { InteractionType } from 'discord.js';
import { z } from 'zod';
import type { Interaction } from './translate.ts';

/** What must be there to be answered. Whatever else is there passes; what we can do without counts as absent when it is of another kind. */
export const need = z.string().min(1);
export const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const listOf = <T extends z.ZodType>(schema: T) => z.array(schema).catch([]);

export const person = z.looseObject({
  id: need,
  username: optional(z.string()),
  global_name: z.string().nullish().catch(undefined),
});
const attachment = z.looseObject({ filename: z.string(), size: z.number(), url: z.string() });
const attachments = z.record(z.string(), attachment);
const said = { content: optional(z.string()), attachments: optional(z.array(attachment)) };
const snapshot = z.looseObject({ message: optional(z.looseObject(said)) });
const messages = z.record(
  z.string(),
  z.looseObject({ id: need, author: optional(person), message_snapshots: optional(z.array(snapshot)), ...said }),
);
const members = z.record(z.string(), z.looseObject({ nick: z.string().nullish().catch(undefined) }));
const resolved = optional(
  z.looseObject({
    attachments: optional(attachments),
    messages: optional(messages),
    users: optional(z.record(z.string(), person)),
    members: optional(members),
  }),
);

const common = {
  id: need,
  token: need,
  guild_id: optional(need),
  channel_id: optional(z.string()),
  channel: optional(z.looseObject({ id: z.string() })),
  locale: optional(z.string()),
  user: optional(person),
  member: optional(
    z.looseObject({
      user: optional(person),
      nick: z.string().nullish().catch(undefined),
      permissions: optional(z.string().regex(/^\d{1,30}$/)),
    }),
  ),
  message: optional(
    z.looseObject({
      components: listOf(z.looseObject({ type: z.number() })),
      attachments: listOf(z.looseObject({ id: need })),
    }),
  ),
};
const withData = (data: z.ZodType) =>
  z
    .looseObject({ ...common, type: z.number(), data })
    .refine(({ member, user }) => member?.user ?? user, { path: ['user'] });

const options = listOf(z.looseObject({ name: z.string() }));
const command = z.looseObject({ name: need, options: optional(options), resolved, target_id: optional(need) });
const input = z.looseObject({ custom_id: need });
const kinds = new Map<number, ReturnType<typeof withData>>([
  [InteractionType.ApplicationCommand, withData(command)],
  [InteractionType.ApplicationCommandAutocomplete, withData(command)],
  [
    InteractionType.MessageComponent,
    withData(z.looseObject({ custom_id: need, values: optional(z.array(z.string())) })),
  ],
  [
    InteractionType.ModalSubmit,
    withData(
      z.looseObject({
        custom_id: need,
        components: listOf(z.looseObject({ component: optional(input), components: optional(listOf(input)) })),
        resolved,
      }),
    ),
  ],
]);

const kindOf = z.looseObject({ type: z.number() });

/** `ping` wants to be answered as such; `left` is of a kind that is not for us; `lacks` names the parts that are missing. */
export type Arrived = { interaction: Interaction } | 'ping' | 'left' | { lacks: string };

/** What Discord hands us, as far as it can be answered. */
export function readInteraction(value: unknown): Arrived {
  const kind = kindOf.safeParse(value);
  if (!kind.success) return { lacks: 'type' };
  const { type } = kind.data;
  if (type === InteractionType.Ping) return 'ping';
  const schema = kinds.get(type);
  if (!schema) return 'left';
  const read = schema.safeParse(value);
  if (read.success) return { interaction: read.data as unknown as Interaction };
  return { lacks: [...new Set(read.error.issues.map(({ path }) => path.join('.')))].join(', ').slice(0, 200) };
}

const someone = { id: '1', username: 'x', global_name: 'x' };
const file = { filename: 'x', size: 1, url: 'x' };
/** One of each kind with all of its parts. A schema is compiled by the first that it reads, part by part: these are read before anybody asks. */
export function warmReading(): void {
  const member = { user: someone, nick: 'x', permissions: '0' };
  const message = { components: [{ type: 1 }], attachments: [{ id: '1' }] };
  const components = [{ component: { custom_id: 'x' }, components: [{ custom_id: 'x' }] }];
  const data = {
    name: 'x',
    custom_id: 'x',
    options: [{ name: 'x' }],
    values: ['x'],
    components,
    resolved: { attachments: { 1: file } },
  };
  for (const type of kinds.keys())
    readInteraction({
      id: '1',
      token: 'x',
      type,
      data,
      member,
      message,
      user: someone,
      channel: { id: '1' },
      channel_id: '1',
    });
}
