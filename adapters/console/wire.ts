import type { FileOut, SealedView } from '../../src/kit/view.ts';

type SealedBlock = SealedView['blocks'][number];

/** A view as the browser gets it: bytes stay here and are fetched by their address. */
export interface WireView {
  title?: string;
  tone?: SealedView['tone'];
  blocks: readonly (Exclude<SealedBlock, { kind: 'image' }> | { kind: 'image'; name: string; alt: string; url: string })[];
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

/** The view with its bytes put aside by `keep`, which gives the address they are had from. */
export function toWire(view: SealedView, keep: (file: FileOut) => string): WireView {
  return {
    title: view.title,
    tone: view.tone,
    blocks: view.blocks.map((block) =>
      block.kind === 'image'
        ? { kind: 'image', name: block.name, alt: block.alt, url: keep({ name: block.name, type: 'image/png', bytes: block.png }) }
        : block,
    ),
    files: (view.files ?? []).map((file) => ({ name: file.name, size: file.bytes.length, url: keep(file) })),
  };
}
