import { setTimeout as sleep } from 'node:timers/promises';
import { isBusy, troubleIn } from './failure.ts';

/** Whoever only reads does not wait longer for somebody else's write than this. */
const wait = 400;
/** So often, a second apart and more, what could not be written is tried again. */
const tries = 30;

/** Writes what an answer does not have to wait for: resolves when it is written, or after a moment. `done` says how it ended. */
export async function writeSoon(write: () => Promise<unknown>, done: (written: boolean) => void): Promise<void> {
  const written = (async () => {
    for (let n = 1; ; n++) {
      try {
        await write();
        return done(true);
      } catch (error) {
        if (n < tries && (isBusy(error) || troubleIn(error))) await sleep(1000, undefined, { ref: false });
        else {
          done(false);
          throw error;
        }
      }
    }
  })();
  // Once it was answered nobody is there to be told.
  written.catch(() => undefined);
  await Promise.race([written, sleep(wait, undefined, { ref: false })]);
}
