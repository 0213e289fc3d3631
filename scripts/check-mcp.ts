/**
 * Holds what assistants meet against the protocol's own tools: `npm run check:mcp -- FOLDER`, where FOLDER has the npm packages node@22,
 * @modelcontextprotocol/conformance and @modelcontextprotocol/inspector installed (they need a newer Node.js than we do, and are no part of
 * this project). docs/decisions/mcp-conformance.md says what is left out, and why.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as ask, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createMcp } from '../adapters/mcp/mount.ts';
import { seedFirms, seedKeys } from '../bench/seed.ts';
import { start } from '../src/boot.ts';
import { readConfig } from '../src/config.ts';
import { migrate } from '../src/data/migrate.ts';
import { words } from '../src/words/index.ts';
import { fixtureParts, fixtureScenarios } from '../test/adapters/mcp/fixtures.ts';

const [given] = process.argv.slice(2);
if (!given)
  throw new Error('npm run check:mcp -- FOLDER, where node@22, the conformance suite and the inspector are installed');
const folder = resolve(given);
const at = (path: string) => join(folder, 'node_modules', path);
const run = promisify(execFile);
const results = mkdtempSync(join(tmpdir(), 'carteira-mcp-'));

/** Of the product as it is. The rest of the suite is in the decision, each with its reason. */
const scenarios = [
  'server-initialize',
  'ping',
  'tools-list',
  'dns-rebinding-protection',
  'server-sse-multiple-streams',
];

const stops: (() => Promise<unknown> | unknown)[] = [];
let failed = 0;
const say = (ok: boolean, what: string, why = '') => {
  if (!ok) failed++;
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${what}${why ? `: ${why}` : ''}\n`);
};

/**
 * Passes everything on as it came, names and all, with the key that the protocol's tools have no place for. The suite wants a session before
 * it opens several streams: it is given one here, which the product has no need of and does not look at.
 */
async function proxy(port: number, key: string): Promise<string> {
  const server = createServer((request, response) => {
    const { method, url: path, headers } = request;
    const onward = ask(
      {
        port,
        host: '127.0.0.1',
        method,
        path,
        headers: { ...headers, authorization: `Bearer ${key}` },
        setHost: false,
      },
      (answer) => {
        response.writeHead(answer.statusCode!, { ...answer.headers, 'mcp-session-id': 'none' });
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  return `http://localhost:${await listen(server)}/mcp`;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A program of the folder, with the newer Node.js: what it printed, and what it complained of. */
const runs = async (path: string, args: readonly string[]): Promise<{ out: string; wrong: string }> => {
  const options = { timeout: 60_000, maxBuffer: 64 * 2 ** 20, cwd: results, env: { ...process.env, HOME: results } };
  try {
    return { out: (await run(at('node/bin/node'), [at(path), ...args], options)).stdout, wrong: '' };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { out: stdout, wrong: stderr || String(error) };
  }
};

async function conform(url: string, scenario: string): Promise<void> {
  const asked = ['server', '--url', url, '--scenario', scenario];
  const { out, wrong } = await runs('@modelcontextprotocol/conformance/dist/index.js', asked);
  const [, passed, all, failures, warnings] = /Passed: (\d+)\/(\d+), (\d+) failed, (\d+) warnings/.exec(out) ?? [];
  const ok = Number(passed) > 0 && passed === all && failures === '0' && warnings === '0';
  say(ok, `conformance ${scenario}`, ok ? `${passed} of ${all}` : out + wrong);
}

const inspector = '@modelcontextprotocol/inspector/clients/launcher/build/index.js';
interface Said {
  tools?: { name: string; inputSchema: { required?: string[] } }[];
  content?: { text?: string }[];
  structuredContent?: { blocks: { buttons?: { id?: string }[] }[]; form?: { id: string } };
}

/** Every tool is listed and called by the inspector's command line. What is refused is refused in words, as an answer. */
async function inspect(url: string): Promise<void> {
  const inspected = async (...args: string[]): Promise<{ said: Said; wrong: string }> => {
    const { out, wrong } = await runs(inspector, ['--cli', url, '--transport', 'http', ...args]);
    const json = /^\{[\s\S]*?^\}/m.exec(out)?.[0];
    return { said: json ? (JSON.parse(json) as Said) : {}, wrong: out + wrong };
  };
  const { said, wrong } = await inspected('--method', 'tools/list');
  const tools = said.tools ?? [];
  say(tools.length > 10, 'inspector tools/list', tools.length > 10 ? `${tools.length} tools` : wrong);
  /** What was shown before is what is pressed and sent: `click` and `fill` come last. */
  const ids: Record<string, string | undefined> = {};
  for (const { name, inputSchema } of tools) {
    const values: Record<string, string | undefined> = { fields: '{}', id: ids[name] };
    const given = (inputSchema.required ?? []).flatMap((each) => [
      '--tool-arg',
      `${each}=${values[each] ?? 'padaria'}`,
    ]);
    const called = await inspected('--method', 'tools/call', '--tool-name', name, ...given);
    const text = called.said.content?.[0]?.text ?? '';
    const { blocks = [], form } = called.said.structuredContent ?? {};
    ids.click ??= blocks.flatMap(({ buttons = [] }) => buttons.flatMap(({ id }) => id ?? []))[0];
    ids.fill ??= form?.id;
    const stale = text.includes(words['pt-BR'].assistants.says.unknownId);
    say(
      text.length > 60 && !stale,
      `inspector tools/call ${name}`,
      text.length > 60 && !stale ? '' : called.wrong.slice(0, 2000),
    );
  }
}

try {
  const database = `file:${join(results, 'check.db')}`;
  await migrate(database);
  await seedFirms(database, 1, 300, 8);
  const [key = ''] = await seedKeys(database, 0, 1);
  const config = readConfig({ DATABASE_URL: database, APP_SECRET: 's'.repeat(32), PORT: '0', CONSOLE: 'off' });
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const bot = await start(config, { log: quiet, w: words.en, say: (line) => process.stdout.write(`${line}\n`) });
  stops.push(() => bot!.stop());
  const product = await proxy(bot!.port, key);
  for (const scenario of scenarios) await conform(product, scenario);

  const { handle, stop } = createMcp(fixtureParts(key));
  stops.push(stop);
  const ours = await proxy(await listen(createServer(handle)), key);
  for (const scenario of fixtureScenarios) await conform(ours, scenario);
  await inspect(product);
} finally {
  for (const stop of stops.reverse()) await stop();
  rmSync(results, { recursive: true, force: true });
}
process.stdout.write(`${failed} failed\n`);
process.exit(failed > 0 ? 1 : 0);
