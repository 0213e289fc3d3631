import type { SealedView } from '../../src/kit/view.ts';

/** A response_url has five uses: three for progress leave one for the answer and one to spare. */
const most = 3;
const everyMs = 1500;

export interface Progress {
  /** From the core: keeps the newest, shows it when that is allowed and due. */
  show(view: SealedView): Promise<void>;
  /** The newest that was not shown yet. */
  take(): SealedView | undefined;
  /** From now on progress is shown. */
  begin(send: (view: SealedView) => Promise<void>): void;
  /** No more is shown, and what was on its way has arrived. */
  end(): Promise<void>;
}

export function createProgress(): Progress {
  let newest: SealedView | undefined;
  let send: ((view: SealedView) => Promise<void>) | undefined;
  let shown = 0;
  let sending: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    timer = undefined;
    const view = newest;
    if (!view || !send || shown >= most) return;
    newest = undefined;
    shown++;
    sending = send(view).catch(() => undefined);
    // Whatever comes meanwhile waits for its turn.
    timer = setTimeout(flush, everyMs);
  };
  return {
    show: async (view) => {
      newest = view;
      if (send && !timer) flush();
    },
    take: () => {
      const view = newest;
      newest = undefined;
      return view;
    },
    begin: (sender) => {
      send = sender;
      if (newest) flush();
    },
    end: async () => {
      send = undefined;
      clearTimeout(timer);
      await sending;
    },
  };
}
