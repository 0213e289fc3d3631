import { useState } from 'preact/hooks';

/** Asks after a pause in typing; only the newest question's answer counts. */
function createLatest() {
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => {
    turn++;
    clearTimeout(timer);
  };
  return {
    cancel,
    /** A question that fails has found nothing. */
    ask: <T>(pause: number, find: () => Promise<readonly T[]>, show: (found: readonly T[]) => void): void => {
      cancel();
      const mine = turn;
      timer = setTimeout(async () => {
        const found = await find().catch(() => []);
        if (mine === turn) show(found);
      }, pause);
    },
  };
}

export const useLatest = () => useState(createLatest)[0];
