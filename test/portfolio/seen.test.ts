import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeen } from '../../src/portfolio/import/hash-index.ts';

describe('what was seen', () => {
  it('is what a map would know', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 3000 }), (texts) => {
        const seen = createSeen();
        const map = new Map<string, number>();
        for (const [i, text] of texts.entries()) {
          expect(seen.lineOf(text)).toBe(map.get(text));
          seen.add(text, i + 1);
          if (!map.has(text)) map.set(text, i + 1);
        }
        for (const [text, line] of map) expect(seen.lineOf(text)).toBe(line);
      }),
      { numRuns: 50 },
    );
  });

  it('tells 200,000 texts that hardly differ', () => {
    const seen = createSeen();
    let mistaken = 0;
    for (let i = 1; i <= 200_000; i++) {
      if (seen.lineOf(`contato@empresa${i}.com.br`) !== undefined) mistaken++;
      seen.add(`contato@empresa${i}.com.br`, i);
    }
    expect(mistaken).toBe(0);
    expect(seen.lineOf('contato@empresa77777.com.br')).toBe(77_777);
  });
});
