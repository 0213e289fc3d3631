import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { fileTypeFromBuffer } from 'file-type';
import { expect, it } from 'vitest';
import { checked } from '../../src/documents/kinds.ts';
import { jpegOf, pdfOf, pngOf } from './files.ts';

/** `npm run check:polyglots` makes ten thousand. */
const runs = Number(process.env.POLYGLOTS ?? 400);

const archive = Buffer.from(zipSync({ 'a.exe': strToU8('MZ\x90'), 'b.html': strToU8('<script>') }, { level: 0 }));
const archiveOf = (comment: string): Buffer => {
  const tail = Buffer.from(comment, 'latin1');
  const whole = Buffer.concat([archive, tail]);
  whole.writeUInt16LE(tail.length, archive.length - 2);
  return whole;
};
/** What is not taken, and might be dressed up. */
const foreign = [
  archive,
  archiveOf('%%EOF\n'),
  Buffer.from(zipSync({ 'n.pdf': pdfOf('x') }, { level: 0 })),
  Buffer.from('<!doctype html><script>alert(1)</script>'),
  Buffer.from('MZ\x90\0\x03\0\0\0'),
  Buffer.from('\x7fELF\x02\x01'),
  Buffer.from('GIF89a/*'),
  Buffer.from('<?xml version="1.0"?><svg onload="x"/>'),
  Buffer.from('#!/bin/sh\n'),
  Buffer.from('Rar!\x1a\x07\0'),
  Buffer.from('%PDF-1.4\n'),
  Buffer.from('%%EOF'),
  Buffer.from([0xff, 0xd8, 0xff]),
  Buffer.from([0xff, 0xd9]),
  Buffer.alloc(0),
];
const own = [pdfOf, jpegOf, pngOf];
const small = fc.constantFrom(...foreign);
const blank = fc.constantFrom('', ' ', '\n', '\ufeff', '\0\0').map((each) => Buffer.from(each));

/** One of ours with something else before it, in it and behind it; sometimes cut, sometimes with a byte that is another. */
const polyglot = fc
  .record({
    make: fc.constantFrom(...own),
    before: fc.oneof(small, blank),
    within: small,
    behind: small,
    cut: fc.nat(9),
    flip: fc.nat(9),
    at: fc.nat(),
  })
  .map(({ make, before, within, behind, cut, flip, at }) => {
    const whole = Buffer.concat([before, make(within.toString('latin1')), behind]);
    if (flip === 0 && whole.length > 0) whole[at % whole.length] = at & 255;
    return cut === 0 ? whole.subarray(0, at % (whole.length + 1)) : whole;
  });

const opensAsZip = (bytes: Uint8Array): boolean => {
  try {
    return Object.keys(unzipSync(bytes)).length > 0;
  } catch {
    return false;
  }
};

it('of files that are several things at once none is taken for what it is not', { timeout: 600_000 }, async () => {
  const taken: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(polyglot, async (bytes) => {
      const result = checked(bytes);
      const kind = typeof result === 'string' ? result : result.kind;
      taken[kind] = (taken[kind] ?? 0) + 1;
      if (typeof result === 'string') return;
      // Whatever stands in front but blanks, it is that.
      const first = bytes.findIndex((each) => ![0, 9, 10, 13, 32, 0xef, 0xbb, 0xbf].includes(each));
      expect(Buffer.from(result.bytes.subarray(0, 3))).toEqual(bytes.subarray(first, first + 3));
      // A second opinion, and no archive in it.
      expect((await fileTypeFromBuffer(result.bytes))?.mime).toBe(result.kind);
      expect(opensAsZip(result.bytes)).toBe(false);
    }),
    { numRuns: runs },
  );
  for (const kind of ['application/pdf', 'image/jpeg', 'image/png', 'zip', 'broken', 'other'])
    expect(taken[kind], kind).toBeGreaterThan(0);
});
