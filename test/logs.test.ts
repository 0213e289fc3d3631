import { expect, it } from 'vitest';
import { heard, keepSecret, overheard, secretsIn } from './logs.ts';

it('what no log may tell is found in a line, wherever it stands', () => {
  const secrets = [
    'Bearer eyJhbGciOiJSUzI1NiIs',
    'eyJhbGciOiJSUzI1NiIsInR5',
    'xoxb-1234567890-abc',
    'rosa@padaria.com.br',
    'R$ 1.234,50',
    '1.234,50',
    '10200300000178',
    '12.ABC.345/01DE-35',
    '529.982.247-25',
    '52998224725',
  ];
  for (const each of secrets) expect(secretsIn(`before ${each}; after`), each).not.toEqual([]);
  for (const each of [
    '019a5f6e-1b7c-7e2a-8c3d-4f5a6b7c8d9e',
    '2026-11-16T15:00:00.000Z',
    '1763305200000',
    'node:internal/x:12:34',
    '12345678901',
  ])
    expect(secretsIn(each), each).toEqual([]);
});

it('a line is looked at with all that an error carries, and once', () => {
  const log = heard();
  const cause = new Error('sent to rosa@padaria.com.br');
  log.error({ err: Object.assign(new Error('failed', { cause }), { of: '10200300000178' }) }, 'it failed');
  expect(overheard().join()).toMatch(/rosa@padaria\.com\.br.*10200300000178/s);
  expect(overheard()).toEqual([]);
  const given: string[] = [];
  keepSecret(() => given);
  given.push('a secret of its own');
  log.warn({ what: 'a secret of its own' }, 'told');
  expect(overheard()).toHaveLength(1);
});
