// The yardstick: a Bolt app over HTTP that acknowledges every command with a constant. Run as a child process.
import { App, LogLevel } from '@slack/bolt';

const app = new App({
  signingSecret: 'bench',
  logLevel: LogLevel.ERROR,
  // With a token Bolt would ask Slack who it is; there is no Slack here.
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'U0' }),
});
app.command(/.*/, async ({ ack }) => {
  await ack({ response_type: 'ephemeral', text: 'ok' });
});
const server = await app.start({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ port: (server.address() as { port: number }).port })}\n`);
