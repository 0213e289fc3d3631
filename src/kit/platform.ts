import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Log } from './ctx.ts';
import type { Duty } from './duty.ts';
import type { Core, Drafts, FieldKind, PlatformName, ShortcutOn, Surface } from './incoming.ts';
import type { Installs } from './installs.ts';
import type { LocalKey } from './local.ts';
import type { Permission } from './permission.ts';
import { capital } from './text.ts';
import type { Locale, Words } from './words.ts';

/** A command in every language: what platforms register and complete. `field` is the code name that an answer comes back under. */
export interface CommandEntry {
  name: string;
  /** Nobody but an administrator of the firm may use it. */
  admins: boolean;
  title: Record<Locale, string>;
  description: Record<Locale, string>;
  options: readonly {
    field: string;
    name: Record<Locale, string>;
    description: Record<Locale, string>;
    kind: FieldKind;
    required: boolean;
    choices?: readonly { value: string; label: Record<Locale, string> }[];
    autocomplete: boolean;
    /** Takes the typed words that name no option. */
    rest: boolean;
  }[];
}

/** A shortcut in every language: what platforms register. `name` is what its use comes back under. */
export interface ShortcutEntry {
  name: string;
  on: ShortcutOn;
  title: Record<Locale, string>;
  description: Record<Locale, string>;
}

/** A command as a tool of a program that asks for somebody, in one language; `inputSchema` is JSON Schema. */
export interface ToolEntry {
  name: string;
  title: string;
  description: string;
  permission: Permission;
  inputSchema: { type: 'object'; properties: Record<string, object>; required?: string[] };
}

/** What stands in the environment, as far as a platform looks at it. */
export interface Environs {
  /** The variables that are set. */
  given: Readonly<Record<string, string | undefined>>;
  /** Whether a chat is configured. */
  chats: boolean;
  /** Whether the server listens on this machine only. */
  local: boolean;
  /** Whether others reach it, by what PUBLIC_URL says. */
  open: boolean;
}

/** A variable and what is wrong with it, by the name that the words have for it. Never its value. */
export interface VariableProblem {
  variable: string;
  wrong: string;
}

/** What the platform itself says to the doctor. `off`: it is not set up, for want of these variables. */
export type PlatformCheck =
  | { off: string }
  | { off?: undefined; ok: true; as: string; how?: string }
  | { off?: undefined; ok: false; code: string };

/** One thing that somebody new may try, and whether it has been done. */
export interface GuideStep {
  name: string;
  label: string;
  /** Where and how. */
  how: string;
  done: boolean;
  /** What is typed for it, or … */
  say?: string;
  /** … where it is done. */
  href?: string;
}

/** What a platform has found out and would have to find out again, kept over a restart until its time is over. Never about a person. */
export interface Learnt {
  all(): Promise<readonly { name: string; value: string; until: Date }[]>;
  keep(name: string, value: string, until: Date): Promise<void>;
  drop(name: string): Promise<void>;
}

/** A page that says one thing, and where to go on. */
export interface PageMessage {
  title: string;
  text: string;
  link?: { label: string; href: string };
}

/** What a platform is handed when it is loaded. */
export interface PlatformParts {
  core: Core;
  /** For what people have typed where the platform itself does not keep it. */
  drafts: Drafts;
  learnt(platform: PlatformName): Learnt;
  /** What one process does for all of them. */
  duty(platform: PlatformName): Duty;
  /** The words for a language as the platform calls it. */
  words(said: string | undefined): Words;
  localeOf(said: string | undefined): Locale;
  commands: readonly CommandEntry[];
  shortcuts: readonly ShortcutEntry[];
  /** Everybody, for a page on this machine where one chooses who to be. */
  people(): Promise<{ id: string; name: string; role: string }[]>;
  /** The first steps of a demo, for a page on this machine; none where there is nothing to be shown round. */
  guide(said: string | undefined): Promise<readonly GuideStep[]>;
  /** Where the local mailbox is, where mail goes there. */
  mailbox: string | undefined;
  /** What opens the pages of this machine. */
  localKey: LocalKey;
  publicUrl: string;
  /** Where the app was added by its link. */
  installs(platform: PlatformName): Installs;
  /** Answers a browser with a page of the house, in the language that it said. */
  page(response: ServerResponse, status: number, said: string | undefined, message: PageMessage): void;
  log: Log;
}

/** What a platform can do at all, and its adapter with it. The contract that every surface keeps asks for no more. */
export interface Abilities {
  /** Forms with fields to fill in. */
  forms: boolean;
  /** Files among those fields. */
  filesInForms: boolean;
  /** Answers in a channel that one person sees alone; where there are none, what is for one person goes to their own conversation. */
  privateInChannel: boolean;
  /** What was posted can be replaced in its place. */
  edits: boolean;
  /** Suggestions while somebody types. */
  typingAhead: boolean;
  /** Files below a message. */
  files: boolean;
  /** Buttons under one message. */
  buttons: number;
  /** Where people find shortcuts; nowhere, where it has none. */
  shortcuts: readonly ShortcutOn[];
}

/** All that a platform brings. Its libraries are loaded by `load` and `check` only: they are most of what a start costs. */
export interface Platform<N extends PlatformName = PlatformName, V extends z.ZodRawShape = z.ZodRawShape> {
  name: N;
  /** Whether people write to it from elsewhere: with a chat it is no demo, and a secret is required. */
  chat: boolean;
  can: Abilities;
  variables: V;
  isConfigured(environs: Environs): boolean;
  /** What is wrong among its variables beyond each by itself. */
  problems(environs: Environs): readonly VariableProblem[];
  load(values: z.infer<z.ZodObject<V>>, parts: PlatformParts): Promise<Surface>;
  /** Where a browser begins to add the app to a workspace, on this server; where anybody may. */
  installAt?(values: z.infer<z.ZodObject<V>>): string | undefined;
  /** Asks the platform whether it knows us; for the doctor. */
  check?(values: z.infer<z.ZodObject<V>>): Promise<PlatformCheck>;
  /** How somebody is named on the command line: `--name VALUE`, of which the pattern takes workspace and user. */
  seat?: { value: string; pattern: RegExp };
}

export const platform = <const N extends PlatformName, V extends z.ZodRawShape>(
  definition: Platform<N, V>,
): Platform<N, V> => definition;

/** What several variables are made of. A refused value carries its code where zod has its message. */
export const variable = {
  text: z.string().trim().min(1).optional(),
  url: z.url({ protocol: /^https?$/, error: 'address' }),
  number: z.string().regex(/^\d+$/, 'number').optional(),
};

/** What people read about a platform, in one language. */
export interface PlatformWords {
  /** In a list of what runs here. */
  name: string;
  /** Among other words of a sentence. */
  short: string;
  /** What a place with its own people is called there; a workspace where it says nothing. */
  space?: string;
  /** Where somebody did something: `no Slack`. */
  at: string;
  /** What a firm adds the bot to: `ao Slack`. Not for what is there on this machine only. */
  to?: string;
  /** The link by which anybody adds it there, on the first page. */
  add?: { title: string; text: string };
  /** How options are typed there, as a part of a sentence that begins with where. */
  typed: string;
  /** What the option of the command line is for. */
  seat?: string;
  /** What is wrong with a variable, behind its name. */
  wrongs: Readonly<Record<string, string>>;
  /** What the platform answered the doctor, and what to do. */
  refused: Readonly<Record<string, string>>;
  connected?(as: string, how?: string): string;
  /** What each of its scopes is for, where whoever adds the app allows them. */
  scopes?: Readonly<Record<string, string>>;
  /** The sentences that the adapter says itself. */
  says: object;
}

type Table<T extends Record<string, PlatformWords>> = Readonly<Record<string, PlatformWords>> & {
  readonly [K in keyof T]: PlatformWords & { says: T[K]['says'] };
};

/** What people read about each platform, in one language: an entry each. */
export const wordsOfPlatforms = <T extends Record<string, PlatformWords>>(entries: T): Table<T> => entries;

/** One thing of each platform, by its name. */
export const ofEach = <T>(
  platforms: Readonly<Record<string, PlatformWords>>,
  pick: (words: PlatformWords) => T | undefined,
): Record<string, T> =>
  Object.fromEntries(
    Object.entries(platforms).flatMap(([name, words]) => {
      const picked = pick(words);
      return picked === undefined ? [] : [[name, picked]];
    }),
  );

/** What is said of the chats that firms use, one after the other. */
export const ofChats = (
  platforms: Readonly<Record<string, PlatformWords>>,
  pick: (words: PlatformWords) => string | undefined,
): string[] => Object.values(platforms).flatMap((words) => (words.to === undefined ? [] : [pick(words) ?? []].flat()));

/** How options are typed on each platform, as one sentence. */
export const howTyped = (platforms: Readonly<Record<string, PlatformWords>>): string => {
  const said = Object.values(platforms)
    .map(({ typed }) => typed)
    .join('; ');
  return `${capital(said)}.`;
};

/** All codes of all platforms, with their words. */
export const codesOf = (
  platforms: Readonly<Record<string, PlatformWords>>,
  pick: 'wrongs' | 'refused',
): Record<string, string> => Object.assign({}, ...Object.values(platforms).map((words) => words[pick]));
