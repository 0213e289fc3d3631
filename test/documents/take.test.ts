import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountError } from '../../src/accounts/schema.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { databases } from '../database.ts';
import { button, labels, menu, type Person, person, shown } from '../house.ts';
import { shownEverywhere } from '../platforms.ts';
import { type Scene, scene, small } from './fixture.ts';

describe.each(databases)('the documents of a month, on $provider', { timeout: 60_000 }, ({ open }) => {
  let s: Scene;
  const ids: string[] = [];
  beforeAll(async () => {
    s = await scene(open, { companies: small });
    for (const [i, { name, document }] of small.entries()) {
      const analystId = i === 1 ? s.house.analyst.memberId : undefined;
      ids.push(await s.client(name, { document, analystId, email: `contato${i}@cliente.com.br` }));
    }
    await s.client('Floricultura sem autorização');
  });
  afterAll(() => s.stop());

  /** What was posted to somebody, oldest first. */
  const toldTo = (who: Person): SealedView[] =>
    s.channels.posted.filter((each) => each.address.channel === who.place.user).map((each) => each.view);
  const take = async (who: Person, typed: string): Promise<SealedView[]> => {
    s.channels.posted.length = 0;
    await who.type(`/documentos ${typed}`);
    await s.settle();
    return toldTo(who);
  };
  const zipOf = (views: readonly SealedView[]) => views.flatMap((view) => view.files ?? [])[0]!;

  it('come as one ZIP to the person who asked, and the client says when they were last taken', async () => {
    s.channels.posted.length = 0;
    const said = await s.house.admin.type('/documentos padaria mes:10/2026');
    expect(shown(said)).toContain('Busca iniciada: documentos da competência 10/2026 de Padaria');
    await s.settle();
    const zip = zipOf(toldTo(s.house.admin));
    expect(zip.name).toMatch(/^documentos-2026-10-padaria[a-z-]*\.zip$/);
    const files = unzipSync(zip.bytes);
    const manifest = JSON.parse(strFromU8(files['manifest.json']!));
    expect(manifest).toMatchObject({ month: '2026-10', complete: true, missing: [], source: 'Conta Azul' });
    for (const { path, sha256, bytes } of manifest.files) {
      expect(files[path]!.length, path).toBe(bytes);
      expect(createHash('sha256').update(files[path]!).digest('hex'), path).toBe(sha256);
    }
    expect(Object.keys(files).length).toBe(manifest.files.length + 1);
    expect(Object.keys(files).filter((name) => /^nf-e-xml\/\d{44}\.xml$/.test(name))).toHaveLength(
      small[0]!.goodsInvoices!,
    );
    const payables = strFromU8(files['contas-a-pagar.csv']!).split('\r\n');
    expect(payables[0]).toContain('Vencimento;Competência;Descrição;Fornecedor');
    expect(
      payables
        .slice(1, -1)
        .every((line) => /^\d\d\/\d\d\/\d{4};/.test(line) && /;\d+,\d\d;\d+,\d\d;\d+,\d\d;[\da-f-]{36}$/.test(line)),
    ).toBe(true);
    expect(strFromU8(files['resumo.html']!)).toContain('documentos da competência 10/2026');
    const client = await s.database.data.db.client.findUniqueOrThrow({
      where: { id: ids[0]! },
      include: { exports: true },
    });
    expect(client.lastExportOn).toBe('2026-11-16');
    expect(client.exports).toMatchObject([
      { month: '2026-10', state: 'done', actor: `member:${s.house.admin.memberId}` },
    ]);
    expect(
      await s.database.data.db.audit.count({ where: { verb: 'documents.taken', subject: `client:${ids[0]}` } }),
    ).toBe(1);
    // What it was made of is gone, the ZIP is there.
    expect(readdirSync(join(s.dataDir, 'documents', s.house.firmId))).toEqual([expect.stringMatching(/\.zip$/)]);
  });

  it('lists what was paid and has no paper, exactly as the account has it', async () => {
    const views = await take(s.house.admin, 'padaria mes:10/2026');
    const csv = unzipSync(zipOf(views).bytes)['comprovantes-faltando.csv'];
    const missing = csv ? strFromU8(csv).trim().split('\r\n').length - 1 : 0;
    const card = views.find((view) => view.title?.startsWith('Documentos da'))!;
    if (missing === 0) expect(shown(card)).not.toContain('Sem comprovante');
    else
      expect(shown(await s.house.admin.press(menu(card, 'Ver o que falta de um cliente'), [await newest()]))).toContain(
        `${missing} pagamento`,
      );
  });
  const newest = async () =>
    (await s.database.data.db.documentItem.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })).id;

  it('are an analyst’s only for their own clients', async () => {
    const { analyst, outsider, stranger } = s.house;
    expect(shown(await analyst.type('/documentos todos'))).toContain('1 cliente, um ZIP');
    const press = button(await s.house.admin.type(`/cliente ${small[0]!.name}`), 'Documentos do mês');
    expect(shown(await analyst.press(press))).toContain('não está mais na sua carteira');
    expect(shown(await outsider.press(press))).toContain('não está mais na sua carteira');
    expect(shown(await stranger.press(press))).not.toContain(small[0]!.name);
    const job = await s.database.data.db.documentJob.findFirstOrThrow({ where: { memberId: s.house.admin.memberId } });
    const follow = button(await s.house.admin.type('/documentos transportadora mes:8/2026'), 'Ver andamento');
    expect(shown(await analyst.press(follow))).toContain('Não encontrei este pedido');
    const zips = await s.database.data.db.documentItem.findFirstOrThrow({ where: { jobId: job.id } });
    expect(shown(await analyst.press('documents.zip', [zips.id]))).toContain('Não encontrei este arquivo');
    await s.settle();
  });

  it('are taken once when two ask for the same at the same time, and the second is told who was first', async () => {
    const { admin, analyst } = s.house;
    const typed = `/documentos ${small[1]!.name} mes:9/2026`;
    const [first, second] = [await admin.type(typed), await analyst.type(typed)];
    expect(shown(first)).toContain('Busca iniciada');
    expect(shown(second)).toMatch(/Marina já fez este mesmo pedido em 16\/11\/2026/);
    await s.settle();
    expect(
      await s.database.data.db.documentItem.count({ where: { clientId: ids[1]!, job: { month: '2026-09' } } }),
    ).toBe(1);
    expect(shown(await analyst.type(typed))).toContain('Busca iniciada');
    await s.settle();
  });

  it('of a whole portfolio are counted first; the card follows, names what failed, and tries it again', async () => {
    const { admin } = s.house;
    const blocked = s.stand.fake.state.companyBy(small[2]!.document)!;
    blocked.blocked = 'BLOQUEADA';
    s.channels.posted.length = 0;
    const preview = await admin.type('/documentos todos mes:10/2026');
    expect(shown(preview)).toContain(`${small.length} clientes, um ZIP para cada um.`);
    expect(shown(preview)).toContain(
      '1 cliente ainda não autorizou o acesso aos dados na Conta Azul e não entra na busca.',
    );
    await admin.press(button(preview, `Buscar de ${small.length} clientes`));
    await s.settle();
    const views = toldTo(admin);
    // One card that changes, and no file for each of so many.
    expect(new Set(s.channels.posted.map((each) => each.address.message)).size).toBeLessThanOrEqual(2);
    expect(views.flatMap((view) => view.files ?? [])).toEqual([]);
    const card = views.at(-1)!;
    expect(shown(card)).toContain(`Pronto: ${small.length - 1} clientes.`);
    expect(shown(card)).toContain(`Cliente: ${small[2]!.name}; Motivo: o plano do cliente não permite o acesso agora`);
    expect(labels(card)).toContain('Baixar os arquivos');
    blocked.blocked = undefined;
    const again = await admin.press(button(card, 'Tentar de novo'));
    expect(shown(again)).toContain('Tentando de novo com 1 cliente.');
    expect(shown(await admin.press(button(card, 'Tentar de novo')))).toContain('Não há o que tentar de novo');
    await s.settle();
    const last = toldTo(admin).at(-1)!;
    expect(shown(last)).toContain(`Pronto: ${small.length} clientes.`);
    expect(labels(last)).not.toContain('Tentar de novo');
    const one = await admin.press(menu(last, 'Receber um ZIP aqui'), [await newest()]);
    expect(one.files?.[0]?.name).toMatch(/\.zip$/);
  });

  it('go to the channel when they are to be shared, and to the person alone otherwise', async () => {
    const { admin, core } = s.house;
    const inChannel = person(core, { ...admin.place, channel: 'C9' }, admin.memberId);
    s.channels.posted.length = 0;
    const said = await inChannel.type(`/documentos ${small[0]!.name} mes:5/2026 compartilhar:sim`);
    expect(shown(said)).toContain('Os arquivos chegam neste canal, para todos que estão nele.');
    await s.settle();
    expect(s.channels.posted.flatMap((each) => (each.view.files ? [each.address] : []))).toEqual([
      { platform: 'test', workspace: admin.place.workspace, channel: 'C9' },
    ]);
    s.channels.posted.length = 0;
    expect(shown(await inChannel.type(`/documentos ${small[0]!.name} mes:4/2026`))).toContain(
      'em uma mensagem só para você',
    );
    await s.settle();
    expect(s.channels.posted.every((each) => each.address.direct && each.address.channel === admin.place.user)).toBe(
      true,
    );
  });

  it('say what could not be had and why, and hand over the rest', async () => {
    s.stand.fake.trouble(/notas-fiscais-servico/, { status: 404, body: { error: 'nada' } }, 1);
    const views = await take(s.house.admin, `${small[1]!.name} mes:7/2026`);
    const { missing, complete } = JSON.parse(strFromU8(unzipSync(zipOf(views).bytes)['manifest.json']!));
    expect(complete).toBe(false);
    expect(missing).toEqual([
      { list: 'services', reason: 'not_found', says: 'Lista de NFS-e: não existe mais na Conta Azul.' },
    ]);
    expect(shown(views.find((view) => view.files?.length)!)).toContain(
      'Lista de NFS-e: não existe mais na Conta Azul.',
    );
  });

  it('that came in part are not exported until the rest has come, or somebody says that it will do', async () => {
    const { admin } = s.house;
    const { db } = s.database.data;
    const exported = async () => (await db.client.findUniqueOrThrow({ where: { id: ids[1]! } })).lastExportOn;
    const before = await exported();
    await db.client.update({ where: { id: ids[1]! }, data: { lastExportOn: '2026-01-01' } });
    s.stand.fake.trouble(/notas-fiscais-servico/, { status: 404, body: { error: 'nada' } }, 1);
    const views = await take(admin, `${small[1]!.name} mes:3/2026`);
    const card = views.findLast((view) => view.title?.startsWith('Documentos da'))!;
    expect(card.tone).toBe('warn');
    expect(shown(card)).toContain('Incluído em parte: 1 cliente.');
    expect(shown(card)).toMatch(/O que falta: Lista de NFS-e: não existe mais na Conta Azul\./);
    expect(labels(card)).toEqual(expect.arrayContaining(['Tentar o que falta', 'Contar como exportado']));
    shownEverywhere(
      card,
      'Incluído em parte: 1 cliente.',
      'Tentar o que falta',
      'Contar como exportado',
      'Lista de NFS-e',
    );
    expect(await exported()).toBe('2026-01-01');
    // Only what was missing is asked for again.
    const asked = s.stand.fake.requests.length;
    s.channels.posted.length = 0;
    const zipCard = views.find((view) => view.files?.length)!;
    expect(shown(await admin.press(button(zipCard, 'Tentar o que falta')))).toContain(
      'Tentando de novo com 1 cliente.',
    );
    await s.settle();
    const paths = s.stand.fake.requests.slice(asked).map((each) => each.path);
    expect(new Set(paths)).toEqual(new Set(['/v1/notas-fiscais-servico']));
    expect(JSON.parse(strFromU8(unzipSync(zipOf(toldTo(admin)).bytes)['manifest.json']!))).toMatchObject({
      complete: true,
    });
    expect(await exported()).toBe('2026-11-16');
    expect(shown(toldTo(admin).at(-1)!)).not.toContain('em parte');
    // Another month, and it will do as it is: once, by whoever says so first.
    await db.client.update({ where: { id: ids[1]! }, data: { lastExportOn: '2026-01-01' } });
    s.stand.fake.trouble(/notas-fiscais-servico/, { status: 404, body: { error: 'nada' } }, 1);
    const second = (await take(admin, `${small[1]!.name} mes:2/2026`)).findLast((view) =>
      view.title?.startsWith('Documentos da'),
    )!;
    const counted = await admin.press(button(second, 'Contar como exportado'));
    expect(shown(counted)).toContain('Contado como exportado: 1 cliente.');
    expect(labels(counted)).not.toContain('Tentar o que falta');
    expect(await exported()).toBe('2026-11-16');
    expect(shown(await admin.press(button(second, 'Contar como exportado')))).toContain('Não há o que contar');
    expect(
      await db.export.findMany({ where: { clientId: ids[1]!, month: '2026-02' }, orderBy: { id: 'asc' } }),
    ).toMatchObject([{ state: 'partial' }, { state: 'counted', actor: `member:${admin.memberId}` }]);
    await db.client.update({ where: { id: ids[1]! }, data: { lastExportOn: before } });
    await s.settle();
  });

  it('of which nothing could be had failed, and the date of the last export stays', async () => {
    const { admin } = s.house;
    const { db } = s.database.data;
    await db.client.update({ where: { id: ids[0]! }, data: { lastExportOn: '2026-01-01' } });
    s.stand.fake.trouble(
      /^\/v1\/(financeiro|notas-fiscais|notas-fiscais-servico)/,
      { status: 404, body: { error: 'nada' } },
      5,
    );
    const views = await take(admin, `${small[0]!.name} mes:1/2026`);
    const card = views.at(-1)!;
    expect(card.tone).toBe('bad');
    expect(shown(card)).toContain('Nenhum ZIP pôde ser gerado.');
    expect(views.flatMap((view) => view.files ?? [])).toEqual([]);
    expect(await db.client.findUniqueOrThrow({ where: { id: ids[0]! } })).toMatchObject({ lastExportOn: '2026-01-01' });
    expect(await db.export.count({ where: { clientId: ids[0]!, month: '2026-01' } })).toBe(0);
    await admin.press(button(card, 'Tentar de novo'));
    await s.settle();
    expect(shown(toldTo(admin).at(-1)!)).toContain('Pronto: 1 cliente.');
    expect(await db.client.findUniqueOrThrow({ where: { id: ids[0]! } })).toMatchObject({ lastExportOn: '2026-11-16' });
  });

  it('wait and come when the account answers again; one that never does is told', async () => {
    const { admin } = s.house;
    let times = 0;
    const stubborn = s.another({
      books: async () => {
        times++;
        throw new AccountError('unavailable', { retryAfter: 5000 });
      },
    });
    s.channels.posted.length = 0;
    await admin.type(`/documentos ${small[3]!.name} mes:6/2026`);
    const before = s.time.now;
    for (let i = 0; i < 6; i++) {
      await stubborn.drain();
      s.time.now = new Date(s.time.now.getTime() + 5000);
    }
    expect(times).toBe(5);
    await s.settle();
    expect(shown(toldTo(admin).at(-1)!)).toContain('Motivo: a Conta Azul não respondeu');
    s.time.now = before;
  });

  it('come at the first try whatever the answers leave out; what has no amount is in the list, and told beside the sum', async () => {
    const thin = await scene(open, { companies: small, leavesOut: 'anything', seed: 'leaves out some amounts' });
    await thin.client(small[0]!.name, { document: small[0]!.document });
    await thin.house.admin.type(`/documentos ${small[0]!.name} mes:10/2026`);
    await thin.settle();
    expect(await thin.database.data.db.documentItem.findFirstOrThrow()).toMatchObject({
      state: 'ready',
      attempts: 0,
      error: '',
    });
    const files = unzipSync(zipOf(thin.channels.posted.map((each) => each.view)).bytes);
    const payables = strFromU8(files['contas-a-pagar.csv']!).split('\r\n').slice(1, -1);
    const without = payables.filter((line) => line.split(';').at(-4) === '').length;
    expect(without).toBeGreaterThan(0);
    expect(strFromU8(files['resumo.html']!)).toContain(
      without === 1 ? 'sem 1 linha de valor' : `sem ${without} linhas de valor não informado`,
    );
    await thin.stop();
  });

  it('leave nothing of a client in the log', () => {
    const log = s.stand.lines.join('\n');
    expect(log.length).toBeGreaterThan(100);
    for (const { name, document } of small) {
      expect(log).not.toContain(document);
      expect(log).not.toContain(name);
    }
    expect(log).not.toMatch(/@cliente\.com\.br|R\$|\d+,\d\d\b|\b35\d{42}\b/);
  });
});
