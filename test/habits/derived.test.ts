import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { derivedFiles } from '../../scripts/derived.ts';

it.each(Object.entries(derivedFiles()))('%s is what the code says (npm run derive)', (path, text) => {
  expect(existsSync(path) && readFileSync(path, 'utf8')).toBe(text);
});
