import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OwnAssistant } from './own.ts';
import type { Option, SealedView } from './view.ts';

/** A program that asks as somebody, with a key of theirs. */
export interface Assistant {
  /** Of the key. */
  id: string;
  /** What the person calls it. */
  name: string;
  /** `read`: nothing else. `prepare`: acts wait for a press of the person. `act`: what can be undone happens at once. */
  may: 'read' | 'prepare' | 'act';
  /** What the button or form that is pressed here was called when it was shown, and the title above it: in words of ours. */
  shown?: { label: string; title: string };
}

/** What the platforms are called: each adds its own name, in its platform.ts. */
// biome-ignore lint/suspicious/noEmptyInterface: platforms add to it
export interface Platforms {}
export type PlatformName = keyof Platforms;
/** Where something is done by nobody's message; '' where another line says it. */
export type Origin =
  | 'accounts'
  | 'cli'
  | 'clock'
  | 'documents'
  | 'mcp'
  | 'outbox'
  | 'portal'
  | 'start'
  | 'storage'
  | '';

/** Where something came from. All ids are the platform's own. */
export interface Place {
  platform: PlatformName | Origin;
  /** Empty in private on a platform that does not say there for which workspace somebody speaks. */
  workspace: string;
  /** What the workspace belongs to, where the platform has such a thing and says so. */
  organisation?: string;
  user: string;
  userName?: string;
  /** Where others read along: none in private. */
  channel?: string;
  /** What people call a channel there, where the platform says so. */
  channelName?(channel: string): string | undefined | Promise<string | undefined>;
  /** What the platform says about the person's language, as it says it. */
  locale?: string;
  /** Without a workspace: whether the message that was pressed was sent for this one. Absent when nothing says so. */
  sentFor?(workspace: string): boolean;
  /** Which shortcuts people have here; none where the platform has none. */
  shortcuts?: readonly ShortcutOn[];
  /** Set when a program asks as this person. */
  assistant?: Assistant;
  /**
   * Whether the platform itself calls this person an administrator, or undefined when it does not say; asked only when nobody of the
   * workspace is known yet.
   */
  isAdmin(): Promise<boolean | undefined>;
}

/** A file as it comes in; nothing is read before `read` is called. `read` refuses (UserError) what is larger than `max` bytes. */
export interface FileIn {
  name: string;
  size: number;
  read(max: number): Promise<Uint8Array>;
}

/** One raw value of an option or a form field: text, several texts, or a file. */
export type Raw = string | readonly string[] | FileIn | undefined;

/** Where a shortcut stands: in the menu of a message, in that of a person, or nowhere in particular. */
export type ShortcutOn = 'message' | 'person' | 'anywhere';

/** What a shortcut was used on. Somebody else wrote it: it is read, and never obeyed. */
export interface Pointed {
  /** Of the message; '' where it has none, and for a person. */
  text: string;
  files: readonly FileIn[];
  /** Who wrote the message, or the person; the name where the platform says it. */
  author?: { id: string; name?: string };
  /** Where a browser shows the message. */
  link?: string;
}

export type Asked =
  /** Typed as text (Slack, console): still to be parsed. */
  | { kind: 'typed'; command: string; text: string }
  /** Options already taken apart by the platform (Discord), by the field's code name. */
  | { kind: 'command'; command: string; options: Readonly<Record<string, Raw>> }
  /** The person's own page of the bot, where a platform has one. */
  | { kind: 'home' }
  /** A sentence in somebody's own words: no command, no option. */
  | { kind: 'words'; text: string }
  /** A button, or a menu with what was picked. */
  | { kind: 'press'; id: string; picked?: readonly string[] }
  | { kind: 'submit'; id: string; fields: Readonly<Record<string, Raw>> }
  /** A shortcut, by its name, and what it was used on. */
  | { kind: 'shortcut'; name: string; pointed: Pointed }
  /**
   * Suggestions while typing: for a command's option, or for a `search` block by its id, or for a form's field by the form's id; for none of these, what
   * this person may want to ask: the label is short, the value is the question.
   */
  | { kind: 'search'; command?: string; id?: string; field?: string; typed: string };

/** One delivery of a platform. `key` is the same when the platform repeats itself, and is unique over all platforms. */
export interface Incoming {
  key: string;
  place: Place;
  asked: Asked;
  /** Shows how far long work has come, where the answer will stand. */
  progress?(view: SealedView): Promise<void>;
}

/** How an answer stands: for the person alone, for the channel, in the place of the message that was pressed, or as a form. */
export type Answers = 'private' | 'channel' | 'update' | 'form';

export interface SealedField {
  name: string;
  kind: FieldKind;
  label: string;
  hint?: string;
  required: boolean;
  max?: number;
  options?: readonly Option[];
  value?: string | readonly string[];
  error?: string;
  /** Of a file: how its name may end, without the dot. */
  endings?: readonly string[];
}

/** What a field asks for. `search` offers suggestions while typing where a platform can, and is plain text elsewhere. */
export type FieldKind = 'text' | 'long' | 'choice' | 'choices' | 'search' | 'user' | 'channel' | 'file';

/** A form ready to be shown: at most 5 fields; `id` at most 100 bytes. */
export interface SealedForm {
  id: string;
  title: string;
  submit: string;
  fields: readonly SealedField[];
}

/**
 * What the core answers. `form` after a submit means: the same form again, with its field errors. `workspace`: what was asked without
 * one was answered for this one.
 */
export type Outcome =
  | { kind: 'view'; answers: Exclude<Answers, 'form'>; view: SealedView; refused?: Refused; workspace?: string }
  | { kind: 'form'; form: SealedForm; workspace?: string }
  | { kind: 'options'; options: readonly Option[] };

/** Nothing was done. `form`: what was filled in, to be offered once more with the view's sentence. */
export interface Refused {
  form?: SealedForm;
}

/** The whole of the core, as an adapter sees it. */
export interface Core {
  /** How the answer to this will stand; known before any work is done. */
  plan(asked: Asked): Answers;
  /** Never throws, always answers. */
  handle(incoming: Incoming): Promise<Outcome>;
}

/** What somebody has typed and cannot send yet, kept so that they come back for it by any process; forgotten after some days. */
export interface Drafts {
  /** Its token; `life` in milliseconds, where it is to be forgotten sooner. Never throws: what cannot be written is remembered here. */
  keep(place: Place, value: object, life?: number): Promise<string>;
  /** For the same person only; undefined when it is forgotten. */
  find(place: Place, token: string): Promise<unknown>;
  /** It was sent. */
  drop(place: Place, token: string): Promise<void>;
}

/** What a workspace, a channel or a message is called may be no longer than this. */
export const longestPlace = 300;

/**
 * Where a view can be sent without being asked; `message` when it replaces one that stands there. To the core all of it is opaque, kept as
 * the platform gave it and given back: a name may hold whatever the platform needs to find the place again, such as the address of a
 * service beside an id.
 */
export interface Address {
  platform: string;
  workspace: string;
  /** With `direct`, the platform's own id of the person who is written to in private. */
  channel: string;
  direct?: boolean;
  message?: string;
}

/**
 * How a delivery went. `wait`: try again after so many milliseconds; `gone`: the place does not exist any more, never try again; `unsure`:
 * it may stand there all the same, for nobody said that it does not; `final`: the place is there, but another try would come to the same.
 */
export type Delivered =
  | { ok: true; message: string }
  | { ok: false; reason: string; wait?: number; gone?: boolean; unsure?: boolean; final?: boolean };

/** What a message is known by, so that it stands once however often it is tried. */
export interface Once {
  key: string;
  /** Set when an earlier try may have arrived without our hearing of it: it stands there since then, if it does. */
  since?: Date;
  /** Throws when it is not ours to send any more: whoever was frozen wakes in the middle of it. Asked right before something leaves. */
  held?(): void;
}

/** The whole port between the core and a platform. */
export interface Surface {
  platform: PlatformName;
  /** What it answers over HTTP, if anything. */
  mounts: readonly Mount[];
  /** Does once what its first answer would pay for; nothing leaves the process. */
  warm?(views: readonly SealedView[]): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Sends or replaces a message; one that stands there already is not sent again. */
  deliver(address: Address, view: SealedView, once: Once): Promise<Delivered>;
  /** The platform's own assistant, where it has one that may ask here. */
  assistant?: OwnAssistant;
  health(): { ok: boolean; detail: string };
  /**
   * Which of these people read a channel, where the platform says so; undefined where it does not, or not soon. They are the platform's
   * own ids.
   */
  readers?(
    place: { workspace: string; channel: string },
    among: readonly string[],
  ): Promise<readonly string[] | undefined>;
  /** Takes the app out of a workspace that added it by the link; what was taken out already is out. */
  leave?(place: { workspace: string }): Promise<Delivered>;
  /** Where a browser shows one of its channels, or a message in it; all of the workspace for a channel of "". */
  linkTo?(place: { workspace: string; channel: string; message?: string }): string | undefined;
}

/** A part of the one HTTP server: what answers under a path and everything below it. */
export interface Mount {
  path: string;
  handle(request: IncomingMessage, response: ServerResponse): void;
}
