import { afterAll, afterEach, expect } from 'vitest';
import { forgetSecrets, overheard } from './logs.ts';

// With every test file: nothing of what a test logged may tell of a client, or open a door.
const nothing = () => expect(overheard(), 'a log line tells what no log may').toEqual([]);
afterEach(nothing);
afterAll(() => {
  try {
    nothing();
  } finally {
    forgetSecrets();
  }
});
