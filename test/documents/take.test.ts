import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bakery, haulier } from '../adapters/conta-azul/stand.ts';
import { databases } from '../database.ts';
import { button, labels, shown } from '../house.ts';
import { type Scene, scene } from './scene.ts';

describe.each(databases)('the documents of a month, on $provider', ({ open }) => {
  let s: Scene;
  let padaria: string;
  beforeAll(async () => {
    s = await scene(open);
    padaria = await s.client('Padaria da Vila', { document: bakery.document, email: 'rosa@padaria.com.br' });
  });
  afterAll(() => s.stop());

  it('come as one ZIP to the person who asked, and the client says when they were last taken', async () => {
    const said = await s.house.admin.type('/documentos padaria mes:10/2026');
    expect(shown(said)).toContain('Comecei a buscar os documentos de outubro de 2026 de Padaria da Vila.');
    await s.settle();
    const mine = s.channels.posted.filter((each) => each.address.channel === s.house.admin.place.user);
    const posted = mine.find((each) => each.view.files?.length);
    expect(posted, JSON.stringify(mine.map((each) => shown(each.view)))).toBeDefined();
    const [zip] = posted!.view.files!;
    expect(zip!.name).toBe('documentos-2026-10-padaria-da-vila.zip');
    const files = unzipSync(zip!.bytes);
    const manifest = JSON.parse(strFromU8(files['manifest.json']!));
    expect(manifest).toMatchObject({ month: '2026-10', complete: true, missing: [], client: { name: 'Padaria da Vila' } });
    for (const { path, sha256, bytes } of manifest.files) {
      expect(files[path], path).toBeDefined();
      expect(files[path]!.length, path).toBe(bytes);
      expect(createHash('sha256').update(files[path]!).digest('hex'), path).toBe(sha256);
    }
    expect(Object.keys(files).length).toBe(manifest.files.length + 1);
    const client = await s.database.data.db.client.findUniqueOrThrow({ where: { id: padaria }, include: { exports: true } });
    expect(client.lastExportOn).toBe('2026-11-16');
    expect(client.exports).toMatchObject([{ month: '2026-10', state: 'done', actor: `member:${s.house.admin.memberId}` }]);
    expect(await s.database.data.db.audit.count({ where: { verb: 'documents.taken', subject: `client:${padaria}` } })).toBe(1);
    // What it was made of is gone, the ZIP is there.
    const folder = join(s.dataDir, 'documents', s.house.firmId);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.zip$/)]);
  });
});
