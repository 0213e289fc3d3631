import { generateKeyPairSync, sign } from 'node:crypto';
import type { Part } from './limits.ts';
import { applicationId, type FakeDiscord, home } from './server.ts';
import { type Interaction, type Message, Refused } from './state.ts';

const keys = generateKeyPairSync('ed25519');

/** As it stands in the developer portal. */
export const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');

export const signed = (
  body: string | Buffer,
  timestamp = String(Math.floor(Date.now() / 1000)),
): Record<string, string> => ({
  'content-type': 'application/json',
  'x-signature-timestamp': timestamp,
  'x-signature-ed25519': sign(
    null,
    Buffer.concat([Buffer.from(timestamp), Buffer.from(body)]),
    keys.privateKey,
  ).toString('hex'),
});

export interface Someone {
  user?: string;
  guild?: string | null;
  locale?: string;
  permissions?: string;
}

/** Who writes messages that others point at. */
const bia = { id: '1000000000000000009', username: 'bia', discriminator: '0', global_name: 'Bia', avatar: null };

type Option = { name: string; value: string; type?: number; focused?: boolean };
export interface Attached {
  name: string;
  bytes: Uint8Array;
}

/** Somebody at a keyboard. `endpoint`: interactions are posted there, signed; without it they go out over the gateway. */
export function createPerson(fake: FakeDiscord, someone: Someone = {}, endpoint?: string) {
  const { user = '1000000000000000001', guild = '1100000000000000001', locale = 'pt-BR', permissions = '0' } = someone;
  // Whoever speaks in no server speaks in private with the bot.
  const own = guild && guild !== '1100000000000000001' ? fake.servers.channelOf(guild) : home;
  const channel = guild ? own : fake.state.direct(user);
  let last: { interaction: Interaction; payload: object } | undefined;

  const payloadOf = (interaction: Interaction, data: object) => {
    const who = { id: user, username: 'ana', discriminator: '0', global_name: 'Ana', avatar: null };
    const member = {
      user: who,
      nick: null,
      roles: [],
      permissions,
      joined_at: new Date().toISOString(),
      deaf: false,
      mute: false,
      flags: 0,
      avatar: null,
    };
    return {
      id: interaction.id,
      application_id: applicationId,
      type: interaction.type,
      token: interaction.token,
      version: 1,
      data,
      channel_id: channel,
      channel: { id: channel, type: guild ? 0 : 1, name: 'geral' },
      locale,
      entitlements: [],
      authorizing_integration_owners: {},
      app_permissions: '0',
      attachment_size_limit: 10 * 1024 * 1024,
      ...(guild
        ? {
            guild_id: guild,
            guild_locale: 'pt-BR',
            guild: { id: guild, locale: 'pt-BR', features: [] },
            member,
            context: 0,
          }
        : { user: who, context: 1 }),
      ...(interaction.message && { message: fake.messageJson(interaction.message.id) }),
    };
  };

  /** Hands an interaction to the bot; over HTTP, what stands in the response is the first response. */
  const deliver = async (interaction: Interaction, payload: object): Promise<void> => {
    last = { interaction, payload };
    fake.touch();
    if (!endpoint) {
      await fake.gateway.joined();
      return fake.gateway.dispatch('INTERACTION_CREATE', payload);
    }
    const body = JSON.stringify(payload);
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: signed(body),
      body,
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    fake.touch();
    if (response.status === 200) {
      try {
        fake.state.respond(interaction.id, interaction.token, JSON.parse(text) as object, []);
        interaction.inline = true;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        fake.refusals.push(`inline: ${error.code} ${error.message}`);
      }
    } else if (response.status !== 202) fake.refusals.push(`inline: HTTP ${response.status}`);
  };

  const send = async (type: number, data: object, message?: Message): Promise<Interaction> => {
    const interaction = fake.state.open(type, channel, message);
    await deliver(interaction, payloadOf(interaction, data));
    return interaction;
  };

  const resolved = (files: readonly Attached[]) => {
    const attachments = files.map((file) => ({
      id: fake.state.nextId(),
      filename: file.name,
      size: file.bytes.byteLength,
      url: fake.fileUrl(file.name, file.bytes),
      proxy_url: '',
    }));
    return {
      ids: attachments.map((each) => each.id),
      resolved: { attachments: Object.fromEntries(attachments.map((each) => [each.id, each])) },
    };
  };

  /** What somebody writes, as the gateway brings it: the words of what is not for the bot are left out. */
  const write = async (text: string, more: Record<string, unknown> = {}, event = 'MESSAGE_CREATE') => {
    const ours = guild === null || new RegExp(`<@!?${applicationId}>`).test(text);
    const mentioned = [...text.matchAll(/<@!?(\d+)>/g)].map(([, id]) => ({
      id,
      username: id === applicationId ? 'carteira' : 'bia',
    }));
    const message = {
      id: fake.state.nextId(),
      channel_id: channel,
      type: 0,
      author: { id: user, username: 'ana', global_name: 'Ana', discriminator: '0', avatar: null },
      content: ours ? text : '',
      mentions: mentioned,
      mention_roles: [],
      mention_everyone: false,
      attachments: [],
      embeds: [],
      components: [],
      pinned: false,
      tts: false,
      flags: 0,
      timestamp: new Date().toISOString(),
      edited_timestamp: null as string | null,
      ...(guild ? { guild_id: guild, member: { nick: null, roles: [] } } : {}),
      ...more,
    };
    fake.written.set(message.id, message);
    fake.touch();
    await fake.gateway.joined();
    fake.gateway.dispatch(event, message);
    return message;
  };

  return {
    write,
    /** The bot's name, and words behind it. */
    mention: (text: string, more?: Record<string, unknown>) => write(`<@${applicationId}> ${text}`, more),
    edit: (id: string, text: string, more: Record<string, unknown> = {}) =>
      write(text, { id, edited_timestamp: new Date().toISOString(), ...more }, 'MESSAGE_UPDATE'),
    command: (name: string, options: readonly Option[] = [], file?: { option: string } & Attached) => {
      const attached = resolved(file ? [file] : []);
      const given = [...options, ...(file ? [{ name: file.option, value: attached.ids[0]!, type: 11 }] : [])];
      return send(2, {
        id: fake.state.nextId(),
        name,
        type: 1,
        options: given.map((each) => ({ type: 3, ...each })),
        resolved: attached.resolved,
      });
    },
    /** An entry of the app's in the menu of a message that somebody else wrote, by its registered name. */
    useOnMessage: (name: string, { text, files = [] }: { text: string; files?: readonly Attached[] }) => {
      const id = fake.state.nextId();
      const { resolved: given } = resolved(files);
      const message = {
        id,
        channel_id: channel,
        type: 0,
        content: text,
        author: bia,
        attachments: Object.values(given.attachments),
        embeds: [],
        components: [],
        mentions: [],
        mention_roles: [],
        mention_everyone: false,
        pinned: false,
        tts: false,
        flags: 0,
        timestamp: new Date().toISOString(),
        edited_timestamp: null,
      };
      return send(2, {
        id: fake.state.nextId(),
        name,
        type: 3,
        target_id: id,
        resolved: { messages: { [id]: message } },
      });
    },
    /** The same in the menu of a person. */
    useOnPerson: (name: string) =>
      send(2, {
        id: fake.state.nextId(),
        name,
        type: 2,
        target_id: bia.id,
        resolved: { users: { [bia.id]: bia }, members: { [bia.id]: { nick: null, roles: [], permissions: '0' } } },
      }),
    type: (name: string, options: readonly Option[]) =>
      send(4, { id: fake.state.nextId(), name, type: 1, options: options.map((each) => ({ type: 3, ...each })) }),
    press: (message: Message, id: string) => send(3, { custom_id: id, component_type: 2 }, message),
    pick: (message: Message, id: string, values: readonly string[]) =>
      send(3, { custom_id: id, component_type: 3, values }, message),
    /** Sends a modal; `values` by the inputs' ids, files as files. */
    submit: (opened: Interaction, values: Readonly<Record<string, string | readonly string[] | Attached>>) => {
      const modal = opened.modal as { custom_id: string; components: Part[] };
      const files: Record<string, unknown> = {};
      const components = modal.components.map((row, i) => {
        const input = row.component as Part;
        const id = String(input.custom_id);
        const value = values[id];
        const base = { type: input.type, id: i * 2 + 2, custom_id: id };
        if (typeof value === 'object' && 'bytes' in value) {
          const attached = resolved([value]);
          Object.assign(files, attached.resolved.attachments);
          return { type: 18, id: i * 2 + 1, component: { ...base, values: attached.ids } };
        }
        const list = value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value;
        return {
          type: 18,
          id: i * 2 + 1,
          component:
            input.type === 4
              ? { ...base, value: list[0] ?? '' }
              : input.type === 21
                ? { ...base, value: list[0] ?? null }
                : { ...base, values: list },
        };
      });
      return send(5, { custom_id: modal.custom_id, components, resolved: { attachments: files } }, opened.message);
    },
    /** The last delivery once more, to the byte. */
    again: async (): Promise<Interaction> => {
      await deliver(last!.interaction, last!.payload);
      return last!.interaction;
    },
  };
}
