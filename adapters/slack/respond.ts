import type { SlackMessage } from './render.ts';

/** One use of a response_url. */
export type Response = Partial<SlackMessage> & {
  response_type?: 'ephemeral' | 'in_channel';
  replace_original?: boolean;
  delete_original?: boolean;
};

const tries = 3;
const longestWaitMs = 5000;
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether Slack took it. Never throws. A new message is not tried again when there was no answer: it may stand there already. */
export async function respond(url: string, response: Response, timeoutMs: number): Promise<boolean> {
  const body = JSON.stringify(response);
  for (let n = 1; ; n++) {
    let wait = 250 * n;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body?.cancel();
      if (answer.ok) return true;
      if (answer.status !== 429 && answer.status < 500) return false;
      if (answer.status === 429) wait = Math.min(longestWaitMs, 1000 * (Number(answer.headers.get('retry-after')) || 1));
    } catch (error) {
      if (!response.replace_original && error instanceof Error && error.name === 'TimeoutError') return false;
    }
    if (n >= tries) return false;
    await rest(wait);
  }
}
