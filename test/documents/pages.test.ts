import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDocumentRoutes } from '../../adapters/web/documents/routes.ts';
import { booksOf } from '../../src/accounts/service/books.ts';
import { eraseAccount } from '../../src/connections/service/erase.ts';
import { followReceived } from '../../src/documents/service/capture.ts';
import { createDocumentPages } from '../../src/documents/service/pages.ts';
import { sweepDocuments } from '../../src/documents/service/sweep.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { purgeDeleted } from '../../src/rights/service/client.ts';
import { localeOf, words } from '../../src/words/index.ts';
import { letters, parts, tokenTo } from '../connections/fixture.ts';
import { databases } from '../database.ts';
import { button, menu, shown } from '../house.ts';
import { type Scene, scene, small } from './fixture.ts';

const pdf = (text = 'x') =>
  new File([`%PDF-1.7\n${text}\n%%EOF`], 'recibo do aluguel.PDF.exe', { type: 'application/x-msdownload' });
const form = (...files: File[]) => {
  const body = new FormData();
  for (const each of files) body.append('files', each);
  return body;
};

describe.each(databases)('the pages of documents, on $provider', { timeout: 60_000 }, ({ open }) => {
  let s: Scene;
  let app: Hono;
  let client: string;
  let plain: string;
  const rosa = 'rosa@padaria.com.br';
  const own = { 'sec-fetch-site': 'same-origin', 'accept-language': 'pt-BR' };
  /** Every request from an address of its own: how often one may try is another test. */
  let n = 0;
  const ask = (path: string, init: RequestInit = {}, address = `203.0.113.${n++ % 250}`) =>
    app.fetch(new Request(`http://localhost:3000${path}`, { ...init, headers: { ...own, ...init.headers } }), {
      incoming: { socket: { remoteAddress: address } },
    });
  beforeAll(async () => {
    s = await scene(open, { companies: small });
    client = await s.client('Padaria da Vila', { document: small[0]!.document, email: rosa });
    plain = await s.client('Floricultura', { email: 'flor@floricultura.com.br', analystId: s.house.analyst.memberId });
    const account = await s.database.data.db.account.create({ data: { id: 'a1', email: rosa, createdAt: s.time.now } });
    await s.database.data.db.client.update({ where: { id: client }, data: { accountId: account.id } });
    ({ app } = createDocumentRoutes({
      documents: createDocumentPages(s.inside, s.files, () => s.time.now),
      session: async (cookie) => (cookie === 'rosa' ? rosa : undefined),
      words,
      localeOf: (said) => localeOf(said) ?? 'pt-BR',
      publicUrl: 'http://localhost:3000',
      log: s.stand.log,
      now: () => s.time.now.getTime(),
    }));
  });
  afterAll(() => s.stop());

  const received = () => s.database.data.db.documentIn.findMany({ orderBy: { id: 'asc' } });

  it('a client is asked once a day, with what is missing and a link', async () => {
    const { admin } = s.house;
    await admin.type('/documentos padaria mes:10/2026');
    await s.settle();
    const card = await admin.type('/cliente padaria da vila');
    const list = await admin.press(button(card, 'Documentos recebidos'));
    expect(shown(list)).toContain('O cliente ainda não enviou documentos por aqui.');
    const preview = await admin.press(button(list, 'Pedir documentos'));
    expect(shown(preview)).toContain(` ${rosa}`);
    expect(shown(await admin.press(button(preview, 'Enviar e-mail')))).toContain(`E-mail enviado a ${rosa}.`);
    expect(shown(await admin.press(button(preview, 'Enviar e-mail')))).toContain(
      'Marina já pediu documentos a este cliente hoje.',
    );
    const mine = (await letters(s.database.data)).filter((each) => each.to === rosa);
    expect(mine).toHaveLength(1);
    expect(mine[0]!.subject).toBe('Horizonte Contábil precisa de documentos de outubro/2026');
    const { receipts } = await s.database.data.db.documentItem.findFirstOrThrow({ where: { clientId: client } });
    for (const { description } of JSON.parse(receipts) as { description: string }[])
      expect(mine[0]!.text).toContain(description);
    expect(shown(await admin.press('documents.ask|~AAAAAAAAAAAAAAAAAAAAAA'))).toContain(
      'não está mais na sua carteira',
    );
  });

  it('what is sent by the link is checked by what it is, and is in the client’s account and on the card', async () => {
    const path = `/send/${await tokenTo(s.database.data, rosa, '/send/')}`;
    const page = await (await ask(path)).text();
    expect(page).toContain('Enviar documentos a Horizonte Contábil');
    expect(page).toContain('para fechar a competência de outubro/2026');
    expect(page).not.toMatch(/<script/);
    const heic = new File([Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic')])], 'foto.jpg', {
      type: 'image/jpeg',
    });
    const large = new File([Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(10 * 1024 * 1024)])], 'grande.pdf');
    const response = await ask(path, { method: 'POST', body: form(pdf(), heic, large, new File([], 'vazio.pdf')) });
    expect(response.status).toBe(200);
    const told = await response.text();
    expect(told).toContain('1 documento recebido');
    expect(told).toContain('recibo do aluguel.PDF.pdf');
    expect(told).toContain('3 arquivos não foram aceitos');
    expect(told).toContain('foto HEIC');
    expect(told).toContain('passa de 10 MB');
    expect(told).toContain('está vazio');
    await s.settle();
    expect(await received()).toMatchObject([
      { clientId: client, type: 'application/pdf', state: 'passed', remoteId: expect.stringMatching(/.+/) },
    ]);
    expect([...s.stand.fake.state.captures.values()]).toMatchObject([
      { name: 'recibo do aluguel.PDF.pdf', type: 'application/pdf' },
    ]);
    s.time.now = new Date(s.time.now.getTime() + 120_000);
    await followReceived({ house: s.inside, files: s.files, books: booksOf, clock: () => s.time.now }, s.time.now);
    expect((await received())[0]!.remoteState).not.toBe('');
    const list = await s.house.admin.press(
      button(await s.house.admin.type('/cliente padaria da vila'), 'Documentos recebidos'),
    );
    expect(shown(list)).toMatch(/recibo do aluguel.*Na Conta Azul/s);
    const file = await s.house.admin.press(menu(list, 'Abrir um documento'), [(await received())[0]!.id]);
    expect(Buffer.from(file.files![0]!.bytes).toString()).toContain('%PDF-1.7');
    expect(shown(await s.house.analyst.press(menu(list, 'Abrir um documento'), [(await received())[0]!.id]))).toContain(
      'não está mais aqui',
    );
  });

  it('the same document sent twice is one, and a refused one says why', async () => {
    const path = `/send/${await tokenTo(s.database.data, rosa, '/send/')}`;
    expect((await ask(path, { method: 'POST', body: form(pdf()) })).status).toBe(200);
    expect(await received()).toHaveLength(1);
    const bad = await ask(path, { method: 'POST', body: form(new File(['<html>'], 'nota.pdf')) });
    expect(bad.status).toBe(422);
    expect(await bad.text()).toContain('não é PDF, JPEG nem PNG');
    expect((await ask(path, { method: 'POST', body: form() })).status).toBe(422);
    expect(readdirSync(join(s.dataDir, 'received', s.house.firmId))).toHaveLength(1);
  });

  it('waits for an account that cannot be asked, and goes on when it can', async () => {
    const trouble = { status: 500, body: {} };
    const path = `/send/${await tokenTo(s.database.data, rosa, '/send/')}`;
    s.stand.fake.trouble(/captura/, trouble);
    await ask(path, { method: 'POST', body: form(pdf('outro')) });
    await s.settle();
    expect((await received())[1]).toMatchObject({ state: 'waiting' });
    s.time.now = new Date(s.time.now.getTime() + 60_000);
    await s.settle();
    expect((await received())[1]).toMatchObject({ state: 'passed' });
    // A client who has not authorised: it stays here, and the firm has it.
    const { analyst } = s.house;
    const preview = await analyst.press(`documents.ask|${plain}`);
    await analyst.press(button(preview, 'Enviar e-mail'));
    expect((await letters(s.database.data)).at(-1)).toMatchObject({ fromName: 'Horizonte Contábil (via Carteira)' });
    await ask(`/send/${await tokenTo(s.database.data, 'flor@floricultura.com.br', '/send/')}`, {
      method: 'POST',
      body: form(pdf('flor')),
    });
    await s.settle();
    expect((await received())[2]).toMatchObject({ clientId: plain, state: 'kept' });
    const list = await analyst.press(button(await analyst.type('/cliente floricultura'), 'Documentos recebidos'));
    expect(shown(list)).toContain('Só aqui: o cliente não autorizou o acesso na Conta Azul');
  });

  it('a client who is signed in sends from their own page, and only for their own company', async () => {
    const signed = { cookie: 'carteira_session=rosa' };
    expect((await ask(`/send/from/${client}`)).status).toBe(303);
    expect(await (await ask(`/send/from/${client}`, { headers: signed })).text()).toContain('Padaria');
    expect((await ask(`/send/from/${plain}`, { headers: signed })).status).toBe(404);
    expect(
      (await ask(`/send/from/${plain}`, { method: 'POST', headers: signed, body: form(pdf('alheio')) })).status,
    ).toBe(404);
    const before = (await received()).length;
    expect(
      (await ask(`/send/from/${client}`, { method: 'POST', headers: signed, body: form(pdf('meu')) })).status,
    ).toBe(200);
    expect(await received()).toHaveLength(before + 1);
  });

  it('takes nothing from other sites, from links that are over, or too much at once', async () => {
    const path = `/send/${await tokenTo(s.database.data, rosa, '/send/')}`;
    const before = (await received()).length;
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect((await ask(path, { method: 'POST', headers: foreign, body: form(pdf('a')) })).status).toBe(403);
    expect((await ask('/send/nothing', { method: 'POST', body: form(pdf('b')) })).status).toBe(404);
    expect((await ask(`/send/${'x'.repeat(5000)}`)).status).toBe(404);
    const huge = new File([Buffer.alloc(32 * 1024 * 1024)], 'x.pdf');
    expect((await ask(path, { method: 'POST', body: form(huge) })).status).toBe(413);
    const now = s.time.now;
    s.time.now = new Date(now.getTime() + 15 * 86_400_000);
    expect((await ask(path)).status).toBe(404);
    s.time.now = now;
    expect(await received()).toHaveLength(before);
    let status = 0;
    for (let i = 0; i < 40; i++) status = (await ask('/send/guess', {}, '198.51.100.9')).status;
    expect(status).toBe(429);
  });

  it('a link to ZIPs works only whole, in time, and for somebody who may still see the client', async () => {
    const { admin } = s.house;
    for (const name of ['Um', 'Dois', 'Três'])
      await s.client(name, { document: small[['Um', 'Dois', 'Três'].indexOf(name) + 1]!.document });
    const preview = await admin.type('/documentos todos mes:10/2026');
    await admin.press(button(preview, /^Buscar de/));
    await s.settle();
    const card = s.channels.posted.at(-1)!.view;
    const linkIn = (view: SealedView) =>
      view.blocks
        .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
        .flatMap((each) => ('url' in each ? [each.url] : []))[0];
    // The card itself opens nothing: a press makes a link, for the presser alone and for minutes.
    expect(linkIn(card)).toBeUndefined();
    expect(shown(card)).toContain('O botão cria um link só para quem clica, válido por 5 minutos.');
    const download = button(card, 'Baixar os arquivos');
    expect(shown(await s.house.analyst.press(download))).toContain('Não encontrei este pedido');
    expect(shown(await s.house.stranger.press(download))).not.toContain('/documents/');
    // Of one that was shared, everybody has what they may see: the analyst no client of these.
    await s.database.data.db.documentJob.updateMany({ data: { shared: true } });
    expect(shown(await s.house.analyst.press(download))).toContain(
      'Nenhum dos clientes deste pedido está na sua carteira',
    );
    await s.database.data.db.client.updateMany({
      where: { name: 'Dois' },
      data: { analystId: s.house.analyst.memberId },
    });
    const part = linkIn(await s.house.analyst.press(download))!;
    expect(await (await ask(new URL(part).pathname)).text()).toContain('1 arquivo.');
    await s.database.data.db.documentJob.updateMany({ data: { shared: false } });
    const given = await admin.press(download);
    expect(shown(given)).toContain('O link é só seu');
    const link = linkIn(given)!;
    expect(link.length).toBeLessThan(512);
    const path = new URL(link).pathname;
    const page = await (await ask(path)).text();
    expect(page).toContain('4 arquivos');
    const files = [...page.matchAll(/href="(\/documents\/[^"]+)"/g)].map((each) => each[1]!);
    expect(files).toHaveLength(4);
    const response = await ask(files[0]!);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="documentos-2026-10-[a-z-]+\.zip"$/,
    );
    expect(Object.keys(unzipSync(new Uint8Array(await response.arrayBuffer())))).toContain('manifest.json');
    expect(await s.database.data.db.audit.count({ where: { verb: 'documents.downloaded' } })).toBe(1);
    expect((await ask(`${path.slice(0, -2)}xx`)).status).toBe(404);
    await s.database.data.db.member.update({ where: { id: admin.memberId }, data: { role: 'analyst' } });
    expect(await (await ask(path)).text()).toContain('0 arquivos');
    expect((await ask(files[0]!)).status).toBe(404);
    await s.database.data.db.member.update({ where: { id: admin.memberId }, data: { role: 'admin' } });
    s.time.now = new Date(s.time.now.getTime() + 5 * 60_000);
    const over = await ask(path);
    expect(over.status).toBe(404);
    expect(await over.text()).toContain('clique em Baixar os arquivos');
    expect((await ask(files[0]!)).status).toBe(404);
    expect((await ask(new URL(linkIn(await admin.press(download))!).pathname)).status).toBe(200);
    // A firm may want its links open; then the card says what that means.
    await s.database.data.db.firm.updateMany({ data: { openLinks: true } });
    const again = await admin.type('/documentos');
    const job = await s.database.data.db.documentJob.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    const shownOpen = await admin.press(menu(again, 'Pedidos recentes'), [job.id]);
    expect(shown(shownOpen)).toContain('este link abre para qualquer pessoa que o tenha');
    expect((await ask(new URL(linkIn(shownOpen)!).pathname)).status).toBe(200);
    await s.database.data.db.firm.updateMany({ data: { openLinks: false } });
    s.time.now = new Date(s.time.now.getTime() + 8 * 86_400_000);
    expect((await ask(path)).status).toBe(404);
    await sweepDocuments(s.inside, s.files, s.time.now);
    expect(readdirSync(join(s.dataDir, 'documents', s.house.firmId)).filter((name) => name.endsWith('.zip'))).toEqual(
      [],
    );
    expect(shown(await admin.press(menu(card, 'Receber um ZIP aqui'), [files[0]!.split('/').at(-1)!]))).toContain(
      'já foi excluído',
    );
  });

  it('what ends a connection ends its doors, and what is erased leaves the disk at once', async () => {
    const { data } = s.database;
    const door = `/send/${await tokenTo(data, 'flor@floricultura.com.br', '/send/')}`;
    expect(await (await ask(door)).text()).toContain('Floricultura');
    const files = () => readdirSync(join(s.dataDir, 'received', s.house.firmId));
    const mine = (await received()).filter((each) => each.clientId === plain).map((each) => each.id);
    expect(files()).toEqual(expect.arrayContaining(mine));
    await data.db.account.create({ data: { id: 'a2', email: 'flor@floricultura.com.br', createdAt: s.time.now } });
    await data.db.client.update({ where: { id: plain }, data: { accountId: 'a2' } });
    await eraseAccount(s.inside, 'flor@floricultura.com.br', s.time.now);
    const closed = await ask(door);
    expect(closed.status).toBe(404);
    expect(await closed.text()).not.toContain('Floricultura');
    expect((await ask(door, { method: 'POST', body: form(pdf('tarde')) })).status).toBe(404);
    // And by the firm: no sweep has to come by.
    await data.db.client.update({
      where: { id: plain },
      data: { deletedAt: new Date(s.time.now.getTime() - 3_700_000) },
    });
    expect(await purgeDeleted(parts(data), s.time.now)).toBe(1);
    await s.settle();
    expect(files().filter((name) => mine.includes(name))).toEqual([]);
    const rows = await data.db.outbox.findMany({ where: { kind: 'documents.forget' } });
    expect(rows.map(({ payload }) => payload).join()).not.toMatch(/flor/i);
  });

  it('leaves no name, address or token in the log', async () => {
    const log = s.stand.lines.join('\n');
    const token = await tokenTo(s.database.data, rosa, '/send/');
    for (const secret of [rosa, 'recibo do aluguel', token, small[0]!.document, 'Padaria da Vila'])
      expect(log).not.toContain(secret);
  });
});
