import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { product, sources } from './sources.ts';

const having = (pattern: RegExp, among = sources) =>
  among.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

describe('the house', () => {
  it('reads the environment in one place', () => {
    expect(having(/\bprocess\.env\b/, product)).toEqual(['src/config.ts']);
  });

  it('has no default exports, and classes only for errors', () => {
    expect(having(/^export default\b/m, product)).toEqual([]);
    expect(having(/^(export )?class (?!\w+ extends \w*Error\b)/m, product)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    const later = new RegExp(
      `\\b(${['TO', 'FIX'].map((start) => `${start}${start === 'TO' ? 'DO' : 'ME'}`).join('|')})\\b`,
    );
    expect(having(later)).toEqual([]);
  });

  it('writes inside transactions only', () => {
    // On SQLite a write beside one falls into whatever transaction is open on the same connection, and is undone with it.
    const beside = /\bdb\.(\w+\.(create|createMany|update|updateMany|upsert|delete|deleteMany)\(|\$executeRaw)/;
    expect(having(beside, product)).toEqual([]);
    expect('await data.db.link.deleteMany({})').toMatch(beside);
  });

  it('skips no test, and mocks nothing', () => {
    // What a platform says it cannot do is not asked of it.
    const tests = sources.filter(({ path }) => path.startsWith('test/') && !path.startsWith('test/habits/'));
    expect(having(/\b(it|test|describe)\.(skip|only|todo|fails)\b|\bskipIf\(|\brunIf\((?!can\.)/, tests)).toEqual([]);
    expect(having(/\bvi\.(mock|doMock|useFakeTimers)\(|toMatch(Inline)?Snapshot\(/, tests)).toEqual([]);
  });

  it('locks its packages by content, not by where they were fetched', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved":|https?:\/\/[^"]*\.tgz/);
    expect(readFileSync('.npmrc', 'utf8')).toContain('omit-lockfile-registry-resolved=true');
  });
});
