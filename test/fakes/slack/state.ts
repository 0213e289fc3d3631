import { createOAuth } from './oauth.ts';

// biome-ignore lint/suspicious/noExplicitAny: payloads as they travel
export type Json = any;

export interface FakeFile {
  id: string;
  name: string;
  bytes: Uint8Array;
}

export interface FakeMessage {
  ts: string;
  channel: string;
  /** Only this person sees it. */
  only?: string;
  text?: string;
  blocks: Json[];
  thread?: string;
  /** What it carries unseen. */
  metadata?: Json;
  files: FakeFile[];
}

export interface FakeView {
  id: string;
  hash: string;
  view: Json;
  /** What is wrong, by block, as the last submission was told. */
  errors: Record<string, string>;
}

interface ResponseUrl {
  channel: string;
  user: string;
  uses: number;
  /** The message it can replace. */
  original?: FakeMessage;
}

/** A channel; `member`: the bot is in it. */
interface FakeChannel {
  member: boolean;
  archived?: boolean;
  name?: string;
  closed?: boolean;
  members?: string[];
}

/** How a request goes wrong: a status, or no answer at all; 'lost' is one that was done all the same. */
export type Trouble = { status: number; retryAfter?: number } | { error: string } | 'hang' | 'lost';

/** Everything that stands in the workspace. */
export function createState() {
  let serial = 0;
  const next = (prefix: string) => `${prefix}${String(++serial).padStart(9, '0')}`;
  const state = {
    next,
    clock: () => Date.now(),
    ts: (): string => `${Math.floor(state.clock() / 1000)}.${String(++serial).padStart(6, '0')}`,
    messages: [] as FakeMessage[],
    /** The modal that is open, the one on top. */
    open: undefined as FakeView | undefined,
    /** What stands on everybody's own page. */
    /** What the app suggests in a conversation. */
    prompts: new Map<string, Json[]>(),
    homes: new Map<string, Json>(),
    /** Links that were shared, and what stands below them. */
    links: new Map<string, Json[] | undefined>(),
    triggers: new Map<string, { at: number; used: boolean }>(),
    responseUrls: new Map<string, ResponseUrl>(),
    channels: new Map<string, FakeChannel>([['C0000001', { member: true }]]),
    /** What the token may besides what every token of the manifest may. */
    scopes: new Set<string>(),
    users: new Map<string, Json>([
      ['U0000001', { id: 'U0000001', name: 'ana', is_admin: true, is_owner: false, locale: 'pt-BR' }],
      ['U0000002', { id: 'U0000002', name: 'bia', is_admin: false, is_owner: false, locale: 'en-US' }],
    ]),
    files: new Map<string, FakeFile & { length: number }>(),
    /** Method and body of every call, response_url and upload included; `as`: whose token it came with, of those that were given by the link. */
    calls: [] as { method: string; body: Json; as?: string }[],
    /** Who added the app where. */
    oauth: createOAuth((): number => state.clock()),
    /** Everything that was refused, and why: tests that expect none compare with []. */
    refused: [] as string[],
    /** What this workspace has of the newest blocks, and what it was asked to show besides. */
    knows: new Set(['data_table', 'data_visualization', 'action_cell', 'slack_file']),
    foreign: [] as string[],
    /** Files are looked into before they are shown. */
    scanned: true,
    /** What goes wrong next, by method; '*' is any. Each is used up once, unless it is said to last. */
    trouble: new Map<string, Trouble[]>(),
    lasting: new Map<string, Trouble>(),
    inFlight: 0,
    lastChange: performance.now(),
  };
  return state;
}
export type State = ReturnType<typeof createState>;

export const directOf = (user: string): string => `D${user.slice(1)}`;
