import type { Acts } from './acts.ts';

interface Page {
  acts: Acts;
  /** A file is held over the page, or no longer. */
  setDropping(is: boolean): void;
  /** Gives the keyboard to the composer. */
  focus(): void;
  /** Gives it to the answer before or after. */
  step(by: -1 | 1): void;
}

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
const isTyping = (target: EventTarget | null) => target instanceof Element && target.matches('input, textarea, select');

/** Hears what happens anywhere on the page, files dragged over it and keys that are pressed; gives the way to stop. */
export function listenToPage({ acts, setDropping, focus, step }: Page): () => void {
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
  const keys = (event: KeyboardEvent) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown') && !acts.busy()) {
      event.preventDefault();
      step(event.key === 'ArrowUp' ? -1 : 1);
    }
    if (event.key === '/' && !acts.busy() && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) focus();
  };
  document.addEventListener('dragover', over, { signal });
  document.addEventListener('dragleave', leave, { signal });
  document.addEventListener('drop', drop, { signal });
  document.addEventListener('keydown', keys, { signal });
  return () => stop.abort();
}
