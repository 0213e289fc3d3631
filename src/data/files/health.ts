import { setTimeout as sleep } from 'node:timers/promises';
import type { Files } from './door.ts';

const late = async (ms: number): Promise<never> => {
  await sleep(ms, undefined, { ref: false });
  throw Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
};

/** Whether files can be kept, asked anew; an answer serves whoever asks within `fresh` milliseconds. */
export function filesHealth(files: Pick<Files, 'probe'>, { fresh = 30_000, patience = 5000 } = {}) {
  let asked: Promise<{ ok: boolean; error?: string }> | undefined;
  let askedAt = -Infinity;
  return {
    health: () => {
      if (!asked || performance.now() - askedAt > fresh) {
        askedAt = performance.now();
        asked = Promise.race([files.probe(), late(patience)]).then(
          () => ({ ok: true }),
          // Its kind only: a message may hold an address with what stands in it.
          (error: NodeJS.ErrnoException) => ({ ok: false, error: error.code ?? error.name }),
        );
      }
      return asked;
    },
  };
}
