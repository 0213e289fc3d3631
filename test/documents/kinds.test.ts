import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checked } from '../../src/documents/kinds.ts';
import { lastMonth, readPastMonth } from '../../src/documents/month.ts';
import { unpacked } from '../../src/documents/service/fetch.ts';
import { jpegOf, pdfOf, pngOf } from './files.ts';

const ftyp = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(16)]);

describe('what a client sends', () => {
  it.each([
    [pdfOf('x'), 'application/pdf'],
    [Buffer.concat([Buffer.from('\ufeff\n'), pdfOf('x')]), 'application/pdf'],
    [jpegOf(), 'image/jpeg'],
    [jpegOf('um comentário'), 'image/jpeg'],
    [pngOf(), 'image/png'],
    // What breaks off was not sent whole.
    [Buffer.from('%PDF-1.7\n…'), 'broken'],
    [jpegOf().subarray(0, -2), 'broken'],
    [pngOf().subarray(0, -12), 'broken'],
    // A header that comes late makes no PDF of what stands before it.
    [Buffer.concat([Buffer.from('<html><script>alert(1)</script>'), pdfOf()]), 'other'],
    [Buffer.concat([Buffer.from('MZ\x90\0'), pdfOf()]), 'other'],
    [Buffer.concat([Buffer.from(zipSync({ a: strToU8('x') })), pdfOf()]), 'zip'],
    // Nor is an archive a PDF, where both can be read in it.
    [pdfOf(Buffer.from(zipSync({ 'a.exe': strToU8('MZ') })).toString('latin1')), 'zip'],
    [Buffer.alloc(0), 'empty'],
    [ftyp('heic'), 'heic'],
    [ftyp('mif1'), 'heic'],
    [ftyp('isom'), 'other'],
    [Buffer.from(zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'word/document.xml': strToU8('<x/>') })), 'office'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'office'],
    [Buffer.from(zipSync({ 'nota.pdf': strToU8('%PD') })), 'zip'],
    [Buffer.from('GIF89a'), 'picture'],
    [Buffer.from('RIFF0000WEBPVP8'), 'picture'],
    [Buffer.from('<?xml version="1.0"?><nfeProc/>'), 'xml'],
    [Buffer.from('<html><script>'), 'other'],
    [Buffer.from('MZ\x90'), 'other'],
  ])('is what stands in it, whatever it is called: %#', (bytes, kind) => {
    const taken = checked(bytes);
    expect(typeof taken === 'string' ? taken : taken.kind).toBe(kind);
  });

  it('is handed on without what stands before its beginning or behind its end', () => {
    for (const file of [pdfOf('x'), jpegOf('x'), pngOf('x')]) {
      const taken = checked(
        Buffer.concat([file, Buffer.from(zipSync({ 'a.exe': strToU8('MZ') })), Buffer.from('<script>')]),
      );
      expect(typeof taken === 'object' && Buffer.from(taken.bytes).equals(file)).toBe(true);
    }
    const late = checked(Buffer.concat([Buffer.from('\ufeff\r\n'), pdfOf('x')]));
    expect(typeof late === 'object' && Buffer.from(late.bytes).equals(pdfOf('x'))).toBe(true);
  });
});

describe('a month', () => {
  const today = '2026-11-16';
  it.each([
    ['10/2026', '2026-10'],
    ['2026-10', '2026-10'],
    ['outubro', '2026-10'],
    ['Out', '2026-10'],
    ['out/2025', '2025-10'],
    ['outubro de 2025', '2025-10'],
    ['october', '2026-10'],
    ['dezembro', '2025-12'],
    ['3', '2026-03'],
    ['mês passado', '2026-10'],
    ['último mês', '2026-10'],
    ['este mês', '2026-11'],
    ['março', '2026-03'],
    ['12/2026', undefined],
    ['13/2026', undefined],
    ['13', undefined],
    ['01/1999', undefined],
    ['padaria', undefined],
  ])('typed as %s is %s', (typed, month) => {
    expect(readPastMonth(typed, today)).toBe(month);
  });
  it('is the last one when nothing is said', () => {
    expect(lastMonth('2026-01-31')).toBe('2025-12');
    expect(lastMonth('2026-03-31')).toBe('2026-02');
  });
});

describe('the file of an invoice', () => {
  const key = '35260910200300000178550010000001151606401726';
  it('is its XML; of a corrected one also the event, unpacked', () => {
    expect(Object.keys(unpacked(key, { kind: 'xml', bytes: strToU8('<x/>') }))).toEqual([`${key}.xml`]);
    const zip = zipSync({
      [`XML_${key}.xml`]: strToU8('<nfe/>'),
      [`EVENTO_${key}.xml`]: strToU8('<e/>'),
      [`EVENTO_${key}_2.xml`]: strToU8('<f/>'),
    });
    expect(Object.keys(unpacked(key, { kind: 'zip', bytes: zip }))).toEqual([
      `${key}.xml`,
      `${key}-evento.xml`,
      `${key}-evento-2.xml`,
    ]);
  });
  it('stays as it came when it is no ZIP after all, and never leaves its folder', () => {
    expect(unpacked(key, { kind: 'zip', bytes: strToU8('PK?') })).toEqual({ [`${key}.zip`]: strToU8('PK?') });
    const evil = zipSync({ '../../etc/passwd': strToU8('x') });
    expect(Object.keys(unpacked('../..', { kind: 'zip', bytes: evil }))).toEqual(['sem-nome-evento.xml']);
  });
});
