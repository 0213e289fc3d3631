// What goes to the server and comes from it.

import type { GuideStep } from '../../../src/kit/platform.ts';
import type { Answer, Change, Message, Sent, Start } from '../wire.ts';

const base = '/console/api';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function getStart(lang: string | undefined): Promise<Start> {
  const response = await fetch(`${base}/start${lang ? `?lang=${encodeURIComponent(lang)}` : ''}`);
  if (!response.ok) throw new Error(`start: ${response.status}`);
  return response.json();
}

export async function getGuide(lang: string): Promise<readonly GuideStep[]> {
  const response = await fetch(`${base}/guide?lang=${encodeURIComponent(lang)}`);
  if (!response.ok) throw new Error(`guide: ${response.status}`);
  return response.json();
}

/** Sends it, and once more when the way there broke: the server knows it by its key and does it once. */
export async function ask(deed: Omit<Sent, 'key'>): Promise<Answer> {
  const sent: Sent = { ...deed, key: crypto.randomUUID() };
  const send = () =>
    fetch(`${base}/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    });
  const response = await send().catch(async () => {
    await wait(800);
    return send();
  });
  if (!response.ok) throw new Error(`ask: ${response.status}`);
  return response.json();
}

/** Gives the name by which the server knows the file. What is over the limit stays here: name and size are enough to refuse it. */
export async function sendFile(file: File, maxUpload: number): Promise<string> {
  const query = new URLSearchParams({ name: file.name, size: String(file.size) });
  const response = await fetch(`${base}/files?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file.size > maxUpload ? '' : file,
  });
  if (!response.ok) throw new Error(`files: ${response.status}`);
  const received: { file: string } = await response.json();
  return received.file;
}

interface Listener {
  /** All that there is. */
  transcript(messages: readonly Message[]): void;
  change(change: Change): void;
  online(is: boolean): void;
}

/** Listens to a person's conversation; gives the way to stop. A page that is hidden for long lets go, and asks anew when it is seen again. */
export function listen(person: string, { transcript, change, online }: Listener): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(`${base}/events?person=${encodeURIComponent(person)}`);
    source.addEventListener('transcript', (event) => {
      online(true);
      transcript(JSON.parse(event.data));
    });
    source.addEventListener('change', (event) => change(JSON.parse(event.data)));
    source.addEventListener('error', () => {
      online(false);
      // A refusal ends the source for good; only a broken connection is tried again by itself.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, 3000);
    });
  };
  const visibility = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => source.close(), 60_000);
    else if (source.readyState === EventSource.CLOSED) open();
  };
  document.addEventListener('visibilitychange', visibility);
  open();
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', visibility);
    source.close();
  };
}
