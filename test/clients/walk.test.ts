import { afterEach, beforeEach, expect, it } from 'vitest';
import { databases, type TestDatabase } from '../database.ts';
import { walk } from './walk.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await databases[0]!.open();
});
afterEach(() => database.drop());

// A part of them here; all by name: npm run soak -- offers.
it('offers nothing that is then refused, in every state of a client, always something that moves it on, and news first', {
  timeout: 300_000,
}, async () => {
  const walked = await walk(database.data, { every: 43 });
  expect(walked.refused.slice(0, 5)).toEqual([]);
  expect(walked.stuck.slice(0, 5)).toEqual([]);
  expect([...new Set(walked.lacking)].slice(0, 8)).toEqual([]);
  expect(walked.states).toBeGreaterThan(40);
  const names = [...walked.pressed.keys()];
  for (const name of [
    'connections.accept',
    'connections.resend',
    'connections.correct',
    'connections.cancel',
    'invite.client',
  ])
    expect(names).toContain(name);
  for (const name of [
    'licenses.contract',
    'licenses.register',
    'licenses.renew',
    'licenses.do',
    'clients.edit',
    'clients.delete',
  ])
    expect(names).toContain(name);
  for (const name of ['documents.askSend', 'clients.address', 'digests.remind']) expect(names).toContain(name);
});
