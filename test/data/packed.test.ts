import { describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { idOfKey, packAt, packedMissing, packedWithout } from '../../src/data/packed.ts';

const pack = (ids: readonly string[]): Buffer => {
  const bytes = Buffer.alloc(16 * ids.length);
  let at = 0;
  for (const id of ids) at = packAt(bytes, at, id);
  return bytes;
};

describe('a packed list of ids', () => {
  const ids = Array.from({ length: 3000 }, () => newId());
  it('tells which of its ids another lacks, as sets of texts would', () => {
    for (const [from, to] of [
      [0, 3000],
      [0, 0],
      [1000, 3000],
      [0, 2999],
      [1500, 1501],
    ] as const) {
      const other = ids.slice(from, to).reverse();
      const known = new Set(other);
      const wanted = ids.filter((id) => !known.has(id));
      expect(packedMissing(pack(ids), pack([...other, ...other])).map(idOfKey)).toEqual(wanted);
    }
  });
  it('tells apart ids that end alike', () => {
    const alike = ids.slice(0, 500).map((id) => `${id.slice(0, -8)}00000000`);
    const [odd, even] = [alike.filter((_, i) => i % 2 === 1), alike.filter((_, i) => i % 2 === 0)];
    expect(packedMissing(pack(alike), pack(even)).map(idOfKey)).toEqual(odd);
  });
  it('loses some ids, or says that it has none of them', () => {
    expect(Buffer.from(packedWithout(pack(ids), [ids[7]!])!)).toEqual(pack(ids.filter((_, i) => i !== 7)));
    expect(packedWithout(pack(ids), [newId()])).toBeUndefined();
  });
});
