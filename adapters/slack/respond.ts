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

/** Whether Slack took it; 'refused' when it does not take the message as it is. Never throws. A new message is not tried again when there was no answer: it may stand there already. */
export async function respond(url: string, response: Response, timeoutMs: number): Promise<boolean | 'refused'> {
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
      const said = await answer.text().catch(() => '');
      const no = /"ok":\s*false/.test(said);
      if (answer.ok && !no) return true;
      if (no && /invalid_blocks|msg_blocks_too_long|invalid_payload/.test(said)) return 'refused';
      if (answer.ok || (answer.status !== 429 && answer.status < 500)) return false;
      if (answer.status === 429)
        wait = Math.min(longestWaitMs, 1000 * (Number(answer.headers.get('retry-after')) || 1));
    } catch (error) {
      if (!response.replace_original && error instanceof Error && error.name === 'TimeoutError') return false;
    }
    if (n >= tries) return false;
    await rest(wait);
  }
}
