import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Slack that says yes to everything: what is measured is us. */
export async function slackStub(): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        ok: true,
        user: { locale: 'pt-BR', is_admin: false },
        user_id: 'U0',
        bot_id: 'B0',
        team_id: 'T0',
        channel: { id: 'D1' },
        ts: '1.1',
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
