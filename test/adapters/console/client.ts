import { randomUUID } from 'node:crypto';
import type { Message, Reply } from '../../../adapters/console/wire.ts';
import type { Stand } from './fixture.ts';

/** What a browser does, without the browser: for what must be tried on the wire itself. */
export function createClient({ origin, fetch }: Pick<Stand, 'origin' | 'fetch'>, person = 'ana') {
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`/console/api/${path}`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', ...headers },
      body,
    });
  const ask = async (deed: object, key: string = randomUUID()) => {
    const response = await post('ask', JSON.stringify({ person, key, lang: 'pt-BR', ...deed }));
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
    return (await response.json()) as Reply & { options?: { label: string; value: string }[] };
  };
  return {
    post,
    ask,
    say: (text: string, key?: string) => ask({ asked: { kind: 'typed', text } }, key),
    sendFile: async (name: string, bytes: Uint8Array, size = bytes.length): Promise<string> => {
      const query = new URLSearchParams({ name, size: String(size) });
      const response = await post(`files?${query}`, Uint8Array.from(bytes), {
        'content-type': 'application/octet-stream',
      });
      if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
      return ((await response.json()) as { file: string }).file;
    },
    /** The conversation as it stands: the first thing that is told to whoever listens. */
    transcript: async (): Promise<Message[]> => {
      const abort = new AbortController();
      const response = await fetch(`/console/api/events?person=${person}`, { signal: abort.signal });
      let text = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const event = /^event: transcript\ndata: (.*)\n\n/.exec(text);
        if (!event) continue;
        abort.abort();
        return JSON.parse(event[1]!) as Message[];
      }
      throw new Error('the stream ended');
    },
  };
}
