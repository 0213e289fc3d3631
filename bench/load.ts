import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import manifest from '../package.json' with { type: 'json' };

/** A child process that prints one line of JSON with its port when it is ready. */
export async function child(
  script: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<{ port: number; process: ChildProcess; stop(): Promise<void> }> {
  const process_ = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise<void>((resolve) => process_.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    process_.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it was ready`)));
    createInterface({ input: process_.stdout! }).once('line', (line) => resolve(JSON.parse(line).port));
  });
  return {
    port,
    process: process_,
    stop: async () => {
      process_.kill('SIGTERM');
      const late = setTimeout(() => process_.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** The program itself as `npm start` runs it, ready to answer. `startedIn`: milliseconds until it was. Its log goes nowhere. */
export async function program(
  env: Record<string, string>,
): Promise<{ port: number; startedIn: number; process: ChildProcess; stop(): Promise<void> }> {
  const port = await freePort();
  const started = performance.now();
  const [, ...args] = manifest.scripts.start.split(' ');
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env, PORT: String(port) },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (;;) {
    if (performance.now() - started > 60_000 || child.exitCode !== null) throw new Error('the program did not start');
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`)
      .then((response) => response.ok)
      .catch(() => false);
    if (ready) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return {
    port,
    startedIn: performance.now() - started,
    process: child,
    stop: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(late);
    },
  };
}

/** What Slack signs a request with. */
export const signed = (secret: string, body: string) => {
  const at = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': at,
    'x-slack-signature': signature,
  };
};

/** The body of a slash command as Slack sends it. */
export const slashCommand = (text: string, n: number, user: string, team: string): string =>
  new URLSearchParams({
    token: 'x',
    team_id: team,
    team_domain: 'bench',
    channel_id: 'C1',
    channel_name: 'geral',
    user_id: user,
    user_name: user,
    command: '/clientes',
    text,
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: 'http://127.0.0.1:9/none',
    trigger_id: `${n}.${process.pid}.${Math.random().toString(36).slice(2)}`,
  }).toString();

export interface Load {
  perSecond: number;
  p50: number;
  p99: number;
  failed: number;
  /** How many answers were not what was to be measured (somebody asked to slow down, an error in words), and the first of them. */
  others: number;
  other: string;
}

/** POSTs at a concurrency for some seconds: to Slack's door, signed, if nothing else is said. */
export async function load(
  port: number,
  body: (n: number) => string,
  {
    seconds = 8,
    amount,
    connections = 16,
    secret = 'bench',
    path = '/slack/events',
    headers = (text) => signed(secret, text),
    wanted = () => true,
  }: {
    seconds?: number;
    /** So many requests instead. */
    amount?: number;
    connections?: number;
    secret?: string;
    path?: string;
    headers?: (body: string, n: number) => Record<string, string>;
    wanted?: (answer: string) => boolean;
  } = {},
): Promise<Load> {
  let n = 0;
  let others = 0;
  let other = '';
  const instance = autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    connections,
    ...(amount ? { amount } : { duration: seconds }),
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          const text = body(n);
          return { ...request, body: text, headers: headers(text, n++) };
        },
        onResponse: (_status, text) => {
          if (wanted(text)) return;
          others++;
          other ||= text;
        },
      },
    ],
  });
  const result = await instance;
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
    others,
    other,
  };
}
