import { randomBytes } from 'node:crypto';
import { checkMessage, checkModal, checkSuggestions, type Part } from './limits.ts';

export interface Sent {
  name: string;
  bytes: Uint8Array;
}

export interface Message {
  id: string;
  channel: string;
  /** Only the person of the interaction sees it. */
  private: boolean;
  /** "is thinking…" */
  thinking: boolean;
  flags: number;
  components: Part[];
  files: (Sent & { id: string })[];
  allowed?: { parse?: string[] };
  deleted: boolean;
  /** The message that it is a reply to. */
  replyTo?: string;
  /** Grows with every change, over all messages. */
  touched: number;
}

export interface Interaction {
  id: string;
  token: string;
  type: number;
  sentAt: number;
  /** Where it was asked. */
  channel: string;
  /** The message that was pressed. */
  message?: Message;
  response?: number;
  /** What `@original` means. */
  original?: Message;
  modal?: Record<string, unknown>;
  suggestions?: { name: string; value: string }[];
  /** How messages, modals and suggestions were given: in the HTTP response or by REST. */
  inline?: boolean;
}

export class Refused extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

type Body = Record<string, unknown>;
const ephemeral = 64;
const v2 = 1 << 15;
/** How long Discord waits for the first response, and how long an interaction's token lives. */
const firstWithin = 3000;
const tokenLives = 15 * 60_000;

/** `barred`: why nothing can be sent into a channel, which may be somebody's own. */
export function createState(
  channelsGone: ReadonlySet<string>,
  barred: (channel: string, person: string | undefined) => Refused | undefined = () => undefined,
) {
  let last = 1_300_000_000_000_000_000n;
  let changes = 0;
  const messages: Message[] = [];
  const interactions = new Map<string, Interaction>();
  const nonces = new Map<string, Message>();
  /** Direct messages by person, and who takes none. */
  const directs = new Map<string, string>();
  const closed = new Set<string>();
  // As Discord's own ids, a message's begins with the milliseconds since 2015.
  const nextId = () => {
    const now = BigInt(Date.now() - 1_420_070_400_000) << 22n;
    last = now > last ? now : last + 1n;
    return String(last);
  };

  /** What a message then holds: files named anew, and those kept. */
  const filesOf = (body: Body, sent: readonly Sent[], before: Message['files']): Message['files'] => {
    const fresh = sent.map((file) => ({ ...file, id: nextId() }));
    if (!Array.isArray(body.attachments)) return [...before, ...fresh];
    return (body.attachments as { id: string | number; filename?: string }[]).flatMap((each) => {
      const kept = before.find((file) => file.id === String(each.id));
      const index = Number(each.id);
      if (!kept && !sent[index]) throw new Refused(400, 50035, `attachments: there is no file ${each.id}`);
      return kept ?? { ...fresh[index]!, name: each.filename ?? fresh[index]!.name };
    });
  };

  const write = (message: Message, body: Body, sent: readonly Sent[]): Message => {
    const flags = Number(body.flags ?? 0) | (message.flags & v2);
    if (message.flags & v2 && body.flags !== undefined && !(Number(body.flags) & v2))
      throw new Refused(400, 50035, 'flags: V2 stays');
    const files = filesOf(body, sent, message.files);
    const whole = { ...body, flags, components: body.components ?? message.components };
    const verdict = checkMessage(
      whole,
      files.map((file) => ({ name: file.name, size: file.bytes.byteLength })),
    );
    if (verdict.problems.length > 0) throw new Refused(400, 50035, `Invalid Form Body\n${verdict.problems.join('\n')}`);
    if (verdict.breaks) throw new Refused(500, 0, 'Internal Server Error');
    const allowed = body.allowed_mentions as Message['allowed'];
    Object.assign(message, {
      flags,
      files,
      allowed,
      thinking: false,
      components: whole.components,
      touched: ++changes,
    });
    return message;
  };

  const create = (channel: string, isPrivate: boolean): Message => ({
    id: nextId(),
    channel,
    private: isPrivate,
    thinking: false,
    flags: 0,
    components: [],
    files: [],
    deleted: false,
    touched: ++changes,
  });

  const byToken = (token: string): Interaction => {
    const interaction = [...interactions.values()].find((each) => each.token === token);
    if (!interaction || Date.now() - interaction.sentAt > tokenLives)
      throw new Refused(401, 50027, 'Invalid Webhook Token');
    if (!interaction.response) throw new Refused(404, 10015, 'Unknown Webhook');
    return interaction;
  };
  const standing = (message: Message | undefined): Message => {
    if (!message || message.deleted) throw new Refused(404, 10008, 'Unknown Message');
    return message;
  };

  return {
    messages,
    interactions,
    nextId,
    open(type: number, channel: string, message?: Message): Interaction {
      const token = randomBytes(24).toString('base64url');
      const interaction: Interaction = { id: nextId(), token, type, channel, sentAt: Date.now(), message };
      interactions.set(interaction.id, interaction);
      return interaction;
    },
    /** The first response, over REST or inline. */
    respond(id: string, token: string, body: { type?: number; data?: Body }, sent: readonly Sent[]): void {
      const interaction = interactions.get(id);
      if (!interaction || interaction.token !== token) throw new Refused(404, 10062, 'Unknown interaction');
      const { channel } = interaction;
      if (interaction.response) throw new Refused(400, 40060, 'Interaction has already been acknowledged.');
      if (Date.now() - interaction.sentAt > firstWithin) throw new Refused(404, 10062, 'Unknown interaction');
      const { type = 0, data = {} } = body;
      const typing = interaction.type === 4;
      const refuse = (why: string) => {
        throw new Refused(400, 50035, `Invalid Form Body\n${why}`);
      };
      if (typing !== (type === 8)) refuse('type: suggestions answer typing, and only that');
      if (type === 4) {
        const message = write(create(channel, (Number(data.flags ?? 0) & ephemeral) !== 0), data, sent);
        messages.push(message);
        interaction.original = message;
      } else if (type === 5) {
        if (Number(data.flags ?? 0) & ~ephemeral) refuse('data.flags: only EPHEMERAL goes with a deferral');
        const message = create(channel, (Number(data.flags ?? 0) & ephemeral) !== 0);
        message.thinking = true;
        messages.push(message);
        interaction.original = message;
      } else if (type === 6 || type === 7) {
        if (!interaction.message) refuse('type: there is no message to update');
        interaction.original = standing(interaction.message);
        if (type === 7) write(interaction.original, data, sent);
      } else if (type === 8) {
        const problems = checkSuggestions(data.choices);
        if (problems.length > 0) refuse(problems.join('\n'));
        interaction.suggestions = data.choices as Interaction['suggestions'];
      } else if (type === 9) {
        if (interaction.type === 5) refuse('type: a form cannot follow a form');
        const problems = checkModal(data);
        if (problems.length > 0) refuse(problems.join('\n'));
        interaction.modal = data;
      } else refuse(`type: ${type}`);
      interaction.response = type;
    },
    edit(token: string, messageId: string, body: Body, sent: readonly Sent[]): Message {
      const interaction = byToken(token);
      const message = messageId === '@original' ? interaction.original : messages.find((each) => each.id === messageId);
      return write(standing(message), body, sent);
    },
    remove(token: string): void {
      const message = standing(byToken(token).original);
      message.deleted = true;
      message.touched = ++changes;
    },
    follow(token: string, body: Body, sent: readonly Sent[]): Message {
      const { original, channel } = byToken(token);
      // While "thinking" stands there, a further message becomes it, and its own flags count for nothing.
      if (original?.thinking && !original.deleted) return write(original, body, sent);
      const message = write(create(channel, (Number(body.flags ?? 0) & ephemeral) !== 0), body, sent);
      messages.push(message);
      return message;
    },
    closed,
    /** Minutes later nobody knows a nonce any more. */
    forget: () => nonces.clear(),
    /** The direct messages with somebody: opened also with those who take none. */
    direct(user: string): string {
      if (!directs.has(user)) directs.set(user, nextId());
      return directs.get(user)!;
    },
    /** At most so many that came after one, the latest first. */
    after(channel: string, id: string, limit: number): Message[] {
      if (channelsGone.has(channel)) throw new Refused(404, 10003, 'Unknown Channel');
      const later = messages.filter(
        (each) => each.channel === channel && !each.private && !each.deleted && BigInt(each.id) > BigInt(id),
      );
      return later.slice(0, limit).reverse();
    },
    post(channel: string, body: Body, sent: readonly Sent[]): Message {
      if (channelsGone.has(channel)) throw new Refused(404, 10003, 'Unknown Channel');
      const [person] = [...directs].find(([, own]) => own === channel) ?? [];
      const refusal = barred(channel, person);
      if (refusal) throw refusal;
      if (person && closed.has(person)) throw new Refused(403, 50007, 'Cannot send messages to this user');
      const nonce = body.enforce_nonce ? `${channel} ${body.nonce}` : undefined;
      const before = nonce && nonces.get(nonce);
      if (before) return before;
      const message = write(create(channel, false), body, sent);
      message.replyTo = (body.message_reference as { message_id?: string } | undefined)?.message_id;
      messages.push(message);
      if (nonce) nonces.set(nonce, message);
      return message;
    },
    patch(channel: string, id: string, body: Body, sent: readonly Sent[]): Message {
      if (channelsGone.has(channel)) throw new Refused(404, 10003, 'Unknown Channel');
      const message = standing(messages.find((each) => each.id === id && each.channel === channel));
      if (message.private) throw new Refused(404, 10008, 'Unknown Message');
      return write(message, body, sent);
    },
  };
}
