import { expect, it } from 'vitest';
import { sources } from './sources.ts';

it.each([
  ['the process', 40, /^src\/main\.ts$/],
  ['the process', 40, /^src\/main\.ts$/],
  ['a source', 300, /^(src|adapters|bench|scripts)\//],
  ['a test', 400, /^test\//],
])('keeps %s within %i lines', (_, most, where) => {
  const long = sources.filter(({ path, lines }) => where.test(path) && lines > most);
  expect(long.map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);
});
