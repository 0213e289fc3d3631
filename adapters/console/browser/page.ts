import type { Acts } from './acts.ts';

interface Page {
  acts: Acts;
  /** A file is held over the page, or no longer. */
  setDropping(is: boolean): void;
  /** Gives the keyboard to the composer. */
  focus(): void;
}

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
const isTyping = (target: EventTarget | null) => target instanceof Element && target.matches('input, textarea, select');

/** Hears what happens anywhere on the page, files dragged over it and a slash that is typed; gives the way to stop. */
export function listenToPage({ acts, setDropping, focus }: Page): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const over = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setDropping(!acts.busy());
  };
  const leave = (event: DragEvent) => event.relatedTarget === null && setDropping(false);
  const drop = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setDropping(false);
    const file = event.dataTransfer?.files[0];
    if (!acts.busy() && file) acts.give(file);
  };
  const slash = (event: KeyboardEvent) => {
    if (event.key === '/' && !acts.busy() && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) focus();
  };
  document.addEventListener('dragover', over, { signal });
  document.addEventListener('dragleave', leave, { signal });
  document.addEventListener('drop', drop, { signal });
  document.addEventListener('keydown', slash, { signal });
  return () => stop.abort();
}
