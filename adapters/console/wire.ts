import type { FieldKind, SealedForm } from '../../src/kit/incoming.ts';
import { type FileOut, headline, type Option, type SealedView } from '../../src/kit/view.ts';
import type { ConsoleWords } from './words.ts';

type SealedBlock = SealedView['blocks'][number];

/** A view as the browser gets it: bytes stay here and are fetched by their address. */
export interface WireView {
  title?: string;
  /** What is read out first. */
  news: string;
  tone?: SealedView['tone'];
  blocks: readonly (
    | Exclude<SealedBlock, { kind: 'image' }>
    | { kind: 'image'; name: string; alt: string; url: string }
  )[];
  files: readonly { name: string; size: number; url: string }[];
}

/** A message of the conversation, as it is kept and as the browser gets it. */
export interface Message {
  id: string;
  /** Grows with every message: the order they stand in. */
  order: number;
  /** Grows with every change of this message. */
  revision: number;
  at: number;
  /** Who says it: a person, or the bot when there is none. */
  from?: { id: string; name: string };
  private: boolean;
  /** What a person typed, or … */
  text?: string;
  /** … what the bot shows. */
  view?: WireView;
  /** The answer is still being worked on. */
  working?: boolean;
}

/** What happens to the conversation while the browser listens. */
export type Change = { kind: 'message'; message: Message } | { kind: 'remove'; id: string };

/** Somebody that one can be. */
export interface Person {
  id: string;
  name: string;
  role: string;
}

/** A command as the composer offers it. */
export interface ConsoleCommand {
  name: string;
  summary: string;
  options: readonly {
    /** The field's name in code, by which suggestions are asked for. */
    name: string;
    /** What is written before the colon; the name, when it is absent. */
    typed?: string;
    label: string;
    hint?: string;
    kind?: FieldKind;
    /** Takes the words that name no option. */
    rest?: boolean;
    choices?: readonly { label: string; value: string }[];
  }[];
}

/** What the browser is told first. */
export interface Start {
  words: ConsoleWords;
  people: readonly Person[];
  commands: readonly ConsoleCommand[];
  /** The id of the console's one channel. */
  channel: string;
  /** Where the mail that stays on this machine can be read. */
  mailbox?: string;
  /** What may be sent at once, in bytes. */
  maxUpload: number;
}

/** The value of a form's field; a file by the name it was received under. */
export type FieldValue = string | readonly string[] | { file: string };

/** What a person did, as the browser says it. */
export type WireAct =
  | { kind: 'typed'; text: string }
  | { kind: 'file'; command: string; field: string; file: string }
  | { kind: 'press'; id: string; picked?: readonly string[] }
  | { kind: 'submit'; id: string; fields: Readonly<Record<string, FieldValue>> }
  | { kind: 'search'; command?: string; id?: string; field?: string; typed: string };

/** An act with who did it and where. `key`: the browser's own name for it, the same when it has to send it again. */
export interface Sent {
  person: string;
  key: string;
  lang?: string;
  message?: string;
  said?: string;
  asked: WireAct;
}

/** What the browser has to do; messages come to it by themselves. */
export type Reply =
  | { kind: 'done' }
  | { kind: 'form'; form: SealedForm; message?: string; said?: string; problem?: string };

/** What is answered to anything that is sent. */
export type Answer = Reply | { kind: 'options'; options: readonly Option[] };

/** The view with its bytes put aside by `keep`, which gives the address they are had from. */
export function toWire(view: SealedView, keep: (file: FileOut) => string): WireView {
  return {
    title: view.title,
    news: headline(view),
    tone: view.tone,
    blocks: view.blocks.map((block) =>
      block.kind === 'image'
        ? {
            kind: 'image',
            name: block.name,
            alt: block.alt,
            url: keep({ name: block.name, type: 'image/png', bytes: block.png }),
          }
        : block,
    ),
    files: (view.files ?? []).map((file) => ({ name: file.name, size: file.bytes.length, url: keep(file) })),
  };
}
