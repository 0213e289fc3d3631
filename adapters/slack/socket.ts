import { SocketModeReceiver, webApi } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';
import { type ClientOptions, clientOptions, reasonOf, slackLogger } from './client.ts';
import { within } from './people.ts';

export interface SocketOptions extends ClientOptions {
  appToken: string;
  silentMs?: number;
  log: Log;
}

export interface Socket {
  receiver: SocketModeReceiver;
  start(): Promise<void>;
  stop(): Promise<void>;
  connected(): boolean;
}

const firstTryMs = 3000;
const stopMs = 2000;
const longestPauseMs = 30_000;
const lastingMs = 10_000;

/** The library reads into messages what may not be in them, and a message that is no event would end in a rejection that nobody hears. */
function readable(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    const envelope: unknown = JSON.parse(data);
    if (typeof envelope !== 'object' || envelope === null) return undefined;
    const { type, payload } = envelope as { type?: unknown; payload?: { event?: unknown } | null };
    if (type !== 'events_api' || (typeof payload?.event === 'object' && payload.event !== null)) return data;
    return JSON.stringify({ ...envelope, payload: { ...payload, event: {} } });
  } catch {
    return undefined;
  }
}

/**
 * Bolt's Socket Mode. It reconnects here and not in the library, which lets a refused reconnection end the process as an unhandled
 * rejection.
 */
export function createSocket({ appToken, apiUrl, log, silentMs }: SocketOptions): Socket {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: silentMs,
    logger: slackLogger(log),
    installerOptions: { clientOptions: clientOptions({ apiUrl, log }) },
    customPropertiesExtractor: ({ envelope_id }) => ({ envelope: envelope_id }),
  });
  const { client } = receiver;
  const [handle] = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const message = readable(data);
    if (message !== undefined) void handle?.(message, isBinary);
  });
  let connected = false;
  let stopped = true;
  let failures = 0;
  let connectedAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let attempt: Promise<void> | undefined;

  const connect = (): Promise<void> => {
    attempt ??= client
      .start()
      .then(
        () => undefined,
        (error: unknown) => {
          // One that broke before it stood was counted already.
          if (timer) return;
          failures++;
          log.warn({ reason: reasonOf(error), failures }, 'no connection to Slack');
          again(error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1000 : 0);
        },
      )
      .finally(() => {
        attempt = undefined;
      });
    return attempt;
  };
  const again = (least = 0) => {
    if (stopped || timer) return;
    const pause = failures === 0 ? 100 : Math.min(longestPauseMs, 500 * 2 ** Math.min(failures, 10));
    timer = setTimeout(
      () => {
        timer = undefined;
        if (!stopped && !connected) void connect();
      },
      Math.max(least, pause),
    );
  };
  client.on('connected', () => {
    connected = true;
    connectedAt = performance.now();
  });
  client.on('disconnected', () => {
    // Slack asks for a new connection every few hours. One that does not last counts as a failure: new ones are scarce.
    failures = connected && performance.now() - connectedAt > lastingMs ? 0 : failures + 1;
    connected = false;
    again();
  });

  return {
    receiver,
    start: async () => {
      stopped = false;
      await within(connect(), firstTryMs);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      timer = undefined;
      connected = false;
      await within(
        client.disconnect().catch(() => undefined),
        stopMs,
      );
    },
    connected: () => connected,
  };
}
