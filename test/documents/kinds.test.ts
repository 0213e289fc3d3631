import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../src/documents/kinds.ts';
import { lastMonth, readPastMonth } from '../../src/documents/month.ts';
import { unpacked } from '../../src/documents/service/fetch.ts';

const ftyp = (brand: string) => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(16)]);

describe('what a client sends', () => {
  it.each([
    [Buffer.from('%PDF-1.7\n…'), 'application/pdf'],
    [Buffer.from('\ufeff\n%PDF-1.4'), 'application/pdf'],
    [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]), 'image/jpeg'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), 'image/png'],
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
    expect(kindOf(bytes)).toBe(kind);
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
    expect(Object.keys(unpacked(key, { kind: 'zip', bytes: zip }))).toEqual([`${key}.xml`, `${key}-evento.xml`, `${key}-evento-2.xml`]);
  });
  it('stays as it came when it is no ZIP after all, and never leaves its folder', () => {
    expect(unpacked(key, { kind: 'zip', bytes: strToU8('PK?') })).toEqual({ [`${key}.zip`]: strToU8('PK?') });
    const evil = zipSync({ '../../etc/passwd': strToU8('x') });
    expect(Object.keys(unpacked('../..', { kind: 'zip', bytes: evil }))).toEqual(['sem-nome-evento.xml']);
  });
});
