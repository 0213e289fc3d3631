import { createHash } from 'node:crypto';
import type { Files } from './door.ts';

const broken = (name: string) => new Error(`${name} is not what was put there`);

/** A file whose hash is known: not handed on when it is another's. */
export async function readWhole(files: Files, name: string, sha256: string): Promise<Uint8Array | undefined> {
  const bytes = await files.read(name);
  if (bytes && createHash('sha256').update(bytes).digest('hex') !== sha256) throw broken(name);
  return bytes;
}

/** The same piece by piece: the last piece is held back until all is known to be right, so that what is wrong never comes to its end. */
export async function openWhole(files: Files, name: string, sha256: string): ReturnType<Files['open']> {
  const found = await files.open(name);
  if (!found) return undefined;
  const hash = createHash('sha256');
  let held: Uint8Array | undefined;
  const checked = new TransformStream<Uint8Array, Uint8Array>({
    transform: (piece, to) => {
      hash.update(piece);
      if (held) to.enqueue(held);
      held = piece;
    },
    flush: (to) => {
      if (hash.digest('hex') !== sha256) throw broken(name);
      if (held) to.enqueue(held);
    },
  });
  return { bytes: found.bytes, stream: found.stream.pipeThrough(checked) };
}
