import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBucketAddress } from '../../src/data/files/address.ts';
import type { FileAbout, Files } from '../../src/data/files/door.ts';
import { filesHealth } from '../../src/data/files/health.ts';
import { openFiles } from '../../src/data/files/open.ts';
import { openWhole, readWhole } from '../../src/data/files/whole.ts';
import { startStore } from '../fakes/s3.ts';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
async function aboutOf(files: Files, under: string): Promise<FileAbout[]> {
  const all: FileAbout[] = [];
  for await (const about of files.list(under)) all.push(about);
  return all;
}
const namesOf = async (files: Files, under: string) => (await aboutOf(files, under)).map(({ name }) => name).sort();

const doors = [
  {
    kind: 'a folder',
    lists: true,
    open: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'carteira-door-'));
      const { files } = await openFiles(undefined, folder);
      return { files, stop: async () => rmSync(folder, { recursive: true, force: true }) };
    },
  },
  {
    kind: 'a store that speaks as S3 does',
    lists: process.env.TEST_FILES_URL !== undefined,
    open: async () => {
      // By name, a store that runs already: an empty bucket of it.
      const store = process.env.TEST_FILES_URL
        ? { url: process.env.TEST_FILES_URL, stop: async () => undefined }
        : await startStore();
      const { files } = await openFiles(store.url, '');
      return {
        files,
        stop: async () => {
          // Of a store that stays nothing is left.
          for (const under of ['documents/', 'received/']) await files.removeAll(under);
          files.close();
          await store.stop();
        },
      };
    },
  },
];

describe.each(doors)('files in $kind', ({ open, lists }) => {
  let files: Files;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ files, stop } = await open());
  });
  afterAll(() => stop());

  it('are there whole, under their names, and give way to what is put there again', async () => {
    expect(await files.read('received/f1/a')).toBeUndefined();
    expect(await files.open('received/f1/a')).toBeUndefined();
    const bytes = randomBytes(100_000);
    await files.put('received/f1/a', Buffer.from('before'));
    await files.put('received/f1/a', bytes);
    expect(Buffer.from((await files.read('received/f1/a'))!).equals(bytes)).toBe(true);
    await files.put('received/f1/empty', new Uint8Array(0));
    expect((await files.read('received/f1/empty'))!.length).toBe(0);
    const opened = (await files.open('received/f1/a'))!;
    expect(opened.bytes).toBe(100_000);
    expect(Buffer.from(await new Response(opened.stream).arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('a long one is there once it has ended, and nothing of one that was abandoned', async () => {
    const pieces = Array.from({ length: 20 }, () => randomBytes(1024 * 1024));
    const whole = Buffer.concat(pieces);
    const writer = await files.create('documents/f1/long.zip');
    for (const piece of pieces.slice(0, 15)) await writer.write(piece);
    expect(await namesOf(files, 'documents/f1/')).toEqual([]);
    for (const piece of pieces.slice(15)) await writer.write(piece);
    await writer.end();
    const [about] = await aboutOf(files, 'documents/f1/');
    expect(about).toMatchObject({ name: 'documents/f1/long.zip', bytes: whole.length });
    expect(Math.abs(about!.at.getTime() - Date.now())).toBeLessThan(60_000);
    const opened = (await openWhole(files, 'documents/f1/long.zip', hashOf(whole)))!;
    expect(Buffer.from(await new Response(opened.stream).arrayBuffer()).equals(whole)).toBe(true);
    for (const length of [100, 9 * 1024 * 1024]) {
      const other = await files.create('documents/f1/other.zip');
      await other.write(randomBytes(length));
      await other.abandon();
    }
    expect(await namesOf(files, 'documents/f1/')).toEqual(['documents/f1/long.zip']);
  });

  it('what a killed process has begun is forgotten later, and never stands under its name', async () => {
    const writer = await files.create('documents/f3/begun.zip');
    for (let i = 0; i < 18; i++) await writer.write(randomBytes(1024 * 1024));
    await files.forgetBegun(new Date(Date.now() - 3_600_000));
    await files.forgetBegun(new Date(Date.now() + 60_000));
    expect(await namesOf(files, 'documents/f3/')).toEqual([]);
    // s3rver lists no uploads: they stay begun.
    if (lists) await expect(writer.end()).rejects.toThrow();
    await writer.abandon();
    expect(await namesOf(files, 'documents/f3/')).toEqual([]);
  });

  it('what is not what was put there is never handed on whole', async () => {
    const bytes = randomBytes(200_000);
    await files.put('received/f1/wrong', bytes);
    expect(await readWhole(files, 'received/f1/none', hashOf(bytes))).toBeUndefined();
    expect((await readWhole(files, 'received/f1/wrong', hashOf(bytes)))!.length).toBe(200_000);
    await expect(readWhole(files, 'received/f1/wrong', hashOf(Buffer.from('x')))).rejects.toThrow('not what was put');
    const opened = (await openWhole(files, 'received/f1/wrong', hashOf(Buffer.from('x'))))!;
    let came = 0;
    const reading = (async () => {
      for await (const piece of opened.stream) came += piece.length;
    })();
    await expect(reading).rejects.toThrow('not what was put');
    expect(came).toBeLessThan(200_000);
  });

  it('go one by one, and all under a name: of more than a store lists at once, and of nobody else', {
    timeout: 60_000,
  }, async () => {
    const names = Array.from({ length: 1010 }, (_, i) => `documents/f2/item/part-${String(i).padStart(4, '0')}`);
    for (let i = 0; i < names.length; i += 50)
      await Promise.all(names.slice(i, i + 50).map((name) => files.put(name, Buffer.from(name))));
    await files.put('documents/f22/item', Buffer.from('a neighbour'));
    expect(await namesOf(files, 'documents/f2/')).toEqual(names);
    await files.remove(names[0]!);
    await files.remove(names[0]!);
    expect(await namesOf(files, 'documents/f2/item/')).toEqual(names.slice(1));
    await files.removeAll('documents/f2/');
    await files.removeAll('documents/f2/');
    expect(await namesOf(files, 'documents/f2/')).toEqual([]);
    expect(await namesOf(files, 'documents/f22/')).toEqual(['documents/f22/item']);
  });

  it('are asked whether they can be kept, and leave no trace of it', async () => {
    const before = await namesOf(files, '');
    await files.probe();
    expect(await filesHealth(files).health()).toEqual({ ok: true });
    expect(await namesOf(files, '')).toEqual(before);
  });
});

describe('a place for files that cannot be reached', () => {
  it.each([
    ['a store', 's3://key:the-secret-of-the-store@127.0.0.1:1/bucket?tls=0', '', 'ECONNREFUSED'],
    ['a folder', undefined, '/dev/null/files', 'ENOTDIR'],
  ])('%s says so, and nothing of what opens it', async (_, url, folder, code) => {
    const { files, where } = await openFiles(url, folder);
    expect(await filesHealth(files).health()).toEqual({ ok: false, error: code });
    expect(where).not.toContain('secret');
    await expect(files.put('a/b', new Uint8Array(1))).rejects.toThrow();
    files.close();
  });

  it('is given up after a while when it does not answer', async () => {
    const silent = { probe: () => new Promise<never>(() => undefined) };
    expect(await filesHealth(silent, { patience: 5 }).health()).toEqual({ ok: false, error: 'ETIMEDOUT' });
  });
});

describe('the address of a store', () => {
  it('is read with all that it says', () => {
    expect(readBucketAddress('s3://id:a%2Fb@store:9000/bucket/one/two?region=sa-east-1&tls=0')).toEqual({
      endpoint: 'http://store:9000',
      bucket: 'bucket',
      prefix: 'one/two/',
      region: 'sa-east-1',
      key: { id: 'id', secret: 'a/b' },
      says: 's3://store:9000/bucket/one/two/',
    });
    expect(readBucketAddress('s3://s3.sa-east-1.amazonaws.com/bucket')).toEqual({
      endpoint: 'https://s3.sa-east-1.amazonaws.com',
      bucket: 'bucket',
      prefix: '',
      region: 'us-east-1',
      says: 's3://s3.sa-east-1.amazonaws.com/bucket/',
    });
  });

  it.each([
    's3://host',
    's3:///bucket',
    's3://id@host/bucket',
    'https://host/bucket',
    'bucket',
    's3://h/b?tls=no',
    's3://h/b?acl=x',
  ])('%s is none', (text) => expect(readBucketAddress(text)).toBeUndefined());
});
