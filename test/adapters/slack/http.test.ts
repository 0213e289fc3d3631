import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, startBench } from '../../fakes/slack/driver.ts';
import { post, signingSecret, written } from '../../fakes/slack/transport.ts';
import { createSample, type Sample } from '../sample.ts';

let sample: Sample;
let bench: Bench;
beforeEach(async () => {
  sample = createSample();
  bench = await startBench(sample.core, 'http');
});
afterEach(async () => {
  await bench.stop();
  expect(bench.errors).toEqual([]);
});

let n = 0;
const command = (text = 'vezes:1') =>
  written('slash_commands', {
    command: '/somar',
    text,
    team_id: 'T0000001',
    user_id: 'U0000001',
    channel_id: 'C0000001',
    trigger_id: `t${++n}`,
    response_url: `${bench.fake.url}/response/none`,
  });
const send = async (...[body, signing]: [Parameters<typeof post>[1], Parameters<typeof post>[2]?]) =>
  (await post(bench.url, body, signing)).status;

describe('who may speak', () => {
  test('Slack itself', async () => {
    expect(await send(command())).toBe(200);
    expect(sample.runs).toEqual(['somar 1']);
  });

  test('nobody with another secret, or with none', async () => {
    expect(await send(command(), { secret: 'another' })).toBe(401);
    expect(await send(command(), { headers: { 'x-slack-signature': '' } })).toBe(401);
    expect(await send(command(), { headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}` } })).toBe(401);
    expect(await send(command(), { headers: { 'x-slack-signature': 'v0=é' } }).catch(() => 401)).toBe(401);
    expect(await send(command(), { headers: { 'x-slack-request-timestamp': 'soon' } })).toBe(401);
    const unsigned = await fetch(bench.url, {
      method: 'POST',
      body: command(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(unsigned.status).toBe(401);
    expect(sample.runs).toEqual([]);
  });

  test('nobody who changed a single byte', async () => {
    const body = command();
    const { createHmac } = await import('node:crypto');
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
    const headers = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
    expect(await send(`${body}&x=1`, { headers })).toBe(401);
    expect(await send(body, { headers })).toBe(200);
  });

  test('nobody more than five minutes off, either way', async () => {
    for (const skew of [-302, 302, -86_400, 86_400]) expect(await send(command(), { skew })).toBe(401);
    expect(sample.runs).toEqual([]);
    for (const skew of [-290, 290]) expect(await send(command(), { skew })).toBe(200);
    expect(sample.runs).toHaveLength(2);
  });
});

describe('what is taken', () => {
  test('no body over one megabyte, announced or not', async () => {
    const large = new Uint8Array(1_048_577).fill(97);
    expect(await send(large)).toBe(413);
    const chunked = await new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request(bench.url, { method: 'POST' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error),
      );
      outgoing.write(large.subarray(0, 600_000));
      outgoing.end(large.subarray(0, 600_000));
    });
    expect(chunked).toBe(413);
  });

  test('a body of just one megabyte', async () => {
    const frame = command('').length;
    expect(await send(command('a'.repeat(1_048_576 - frame)))).toBe(200);
  });

  test('nothing but POST, and nothing beside its path', async () => {
    expect((await fetch(bench.url)).status).toBe(405);
    expect((await post(`${bench.url}/more`, command())).status).toBe(404);
  });

  test('nothing that cannot be read', async () => {
    expect(await send('{"type":', { headers: { 'content-type': 'application/json' } })).toBe(400);
    expect(await send('[1]', { headers: { 'content-type': 'application/json' } })).toBe(400);
    expect(await send('payload=%7B%22type')).toBe(400);
    expect(await send('')).toBe(400);
  });

  test('the questions Slack asks a new address', async () => {
    const answer = await post(bench.url, JSON.stringify({ type: 'url_verification', challenge: 'abc' }), {
      headers: { 'content-type': 'application/json' },
    });
    expect(await answer.json()).toEqual({ challenge: 'abc' });
    expect(await send('ssl_check=1&token=x')).toBe(200);
  });

  test('events, at once', async () => {
    const event = {
      type: 'event_callback',
      team_id: 'T0000001',
      event_id: 'Ev1',
      event: { type: 'app_home_opened', user: 'U0000001' },
    };
    expect(await send(JSON.stringify(event), { headers: { 'content-type': 'application/json' } })).toBe(200);
  });

  test('what nobody knows is answered at once, not after three seconds', async () => {
    const started = performance.now();
    expect(
      await send(
        written('interactive', {
          type: 'workflow_step_edit',
          callback_id: 'x',
          user: { id: 'U1' },
          team: { id: 'T1' },
        }),
      ),
    ).toBe(200);
    expect(await send(written('interactive', { type: 'something_new' }))).toBe(200);
    // Two that waited would take six seconds.
    expect(performance.now() - started).toBeLessThan(5000);
    expect(bench.warnings).toEqual([]);
  });

  test.each([
    [
      'a command without a team',
      'slash_commands',
      { command: '/somar', user_id: 'U0000001', text: 'vezes:1' },
      'team_id',
    ],
    [
      'a press without a person',
      'interactive',
      { type: 'block_actions', team: { id: 'T1' }, actions: [{}] },
      'user, actions.0.type',
    ],
    [
      'a shortcut without a name',
      'interactive',
      { type: 'shortcut', team: { id: 'T1' }, user: { id: 'U1' } },
      'callback_id',
    ],
    ['a press of nothing', 'interactive', { type: 'block_actions', team: { id: 'T1' }, user: { id: 'U1' } }, 'actions'],
    [
      'a press of nobody’s team',
      'interactive',
      { type: 'block_actions', user: { id: 'U1' }, actions: [{ type: 'button', action_id: 'x' }] },
      'team',
    ],
    [
      'a form without an id',
      'interactive',
      { type: 'view_submission', user: { id: 'U1', team_id: 'T1' }, view: { callback_id: 'form' } },
      'view.id',
    ],
    [
      'a page of nobody',
      'events_api',
      { type: 'event_callback', team_id: 'T1', event: { type: 'app_home_opened' } },
      'event.user',
    ],
    ['an event of no kind', 'events_api', { type: 'event_callback', team_id: 'T1' }, 'event'],
  ] as const)('%s is refused, with one warning', async (_, kind, payload, lacks) => {
    const headers = kind === 'events_api' ? { 'content-type': 'application/json' } : undefined;
    expect(await send(written(kind, payload), { headers })).toBe(400);
    expect(bench.warnings).toEqual([
      { platform: 'slack', lacks: expect.stringContaining(lacks), message: expect.any(String) },
    ]);
    expect(bench.errors).toEqual([]);
    expect(sample.runs).toEqual([]);
  });

  test('a press in an Enterprise Grid names no team but the person’s own', async () => {
    await bench.person.command('lista');
    const payload = {
      type: 'block_actions',
      team: null,
      user: { id: 'U0000001', team_id: 'T0000001' },
      is_enterprise_install: true,
    };
    const action = { type: 'button', action_id: '0', value: '0:sample.count|1' };
    const [id] = bench.fake.state.responseUrls.keys();
    const response_url = `${bench.fake.url}/response/${id}`;
    expect(await send(written('interactive', { ...payload, response_url, trigger_id: '1.2', actions: [action] }))).toBe(
      200,
    );
    await bench.quiet();
    expect(sample.runs).toEqual(['count 1']);
    expect(bench.warnings).toEqual([]);
  });
});

test('an unknown command is answered with the nearest right one', async () => {
  const answer = await post(bench.url, command().replace('%2Fsomar', '%2Fsommar'));
  expect(await answer.json()).toMatchObject({
    response_type: 'ephemeral',
    text: '⚠️ Não conheço /sommar. Seria /somar?',
  });
});

test('mentions, mail addresses and entities arrive as they were typed', async () => {
  const seen: unknown[] = [];
  await bench.stop();
  bench = await startBench(
    {
      plan: sample.core.plan,
      handle: (incoming) => {
        seen.push(incoming.asked);
        return sample.core.handle(incoming);
      },
    },
    'http',
  );
  await bench.person.command(
    'somar',
    'vezes:1 <mailto:a@b.com|a@b.com> <https://x.com/?a=1&amp;b=2|x.com> <@U1|ana> Silva &amp; Filhos &lt;b&gt;',
  );
  expect(seen).toEqual([
    { kind: 'typed', command: 'somar', text: 'vezes:1 a@b.com x.com <@U1|ana> Silva & Filhos <b>' },
  ]);
});
