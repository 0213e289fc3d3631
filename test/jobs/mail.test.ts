import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMailer, type Mailer } from '../../adapters/mail/mailer.ts';
import type { Data } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { mailFrame, mailSender, messageId } from '../../src/jobs/mail.ts';
import { createOutbox } from '../../src/jobs/outbox.ts';
import { storedMails } from '../../src/jobs/reads.ts';
import { databases, type TestDatabase } from '../database.ts';
import { createSmtp, parsed, type Smtp } from '../fakes/smtp.ts';
import { quiet, testNow, testSecret } from '../house.ts';

const from = 'Carteira <carteira@horizonte.com.br>';

describe.each(databases)('mail through the outbox on $provider', ({ open }) => {
  let database: TestDatabase;
  let data: Data;
  let smtp: Smtp;
  let mailer: Mailer;
  let now = testNow;
  beforeAll(async () => {
    database = await open();
    data = database.data;
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    now = testNow;
    await data.db.outbox.deleteMany();
    smtp = await createSmtp();
    mailer = createMailer({ smtpUrl: smtp.url, from, log: quiet });
  });
  afterEach(async () => {
    await mailer.stop();
    await smtp.stop();
  });

  const put = async (key: string, to: string, sealed = false) => {
    const frame = mailFrame({ locale: 'pt-BR', title: 'Convite', paragraphs: ['Olá.'], footer: 'Horizonte Contábil' });
    const payload = JSON.stringify({ to, subject: `Convite ${key}`, ...frame });
    await data.db.outbox.create({
      data: {
        id: newId(),
        key,
        kind: 'mail',
        firmId: 'f1',
        payload: sealed ? JSON.stringify({ sealed: testSecret.seal(payload) }) : payload,
        dueAt: now,
        createdAt: now,
      },
    });
  };
  const row = (key: string) => data.db.outbox.findUniqueOrThrow({ where: { key } });
  const drain = async (keep = false) => {
    const senders = {
      mail: mailSender({ deliver: mailer.send, from, keep }),
      notice: { send: async () => ({ ok: true as const, message: '' }) },
    };
    return createOutbox({ data, secret: testSecret, senders, clock: () => now, log: quiet }).drain();
  };

  it('arrives', async () => {
    await put('invite:1', 'maria@padaria.com.br', true);
    expect(await drain()).toEqual({ sent: 1, retried: 0, dead: 0 });
    const read = await parsed(smtp.arrived[0]!);
    expect(read).toMatchObject({ subject: 'Convite invite:1', messageId: messageId('invite:1', from) });
    expect(read.text).toContain('Olá.');
  });

  it('is tried again after 451, and arrives', async () => {
    await put('invite:2', 'cheia@padaria.com.br');
    smtp.refuse('cheia@padaria.com.br', 451);
    expect(await drain()).toEqual({ sent: 0, retried: 1, dead: 0 });
    expect(await drain()).toEqual({ sent: 0, retried: 0, dead: 0 });
    now = (await row('invite:2')).dueAt;
    expect(await drain()).toEqual({ sent: 1, retried: 0, dead: 0 });
    expect(smtp.arrived).toHaveLength(1);
  });

  it('is put aside after 550, with the reason and nobody’s address, and the admins are told', async () => {
    await put('invite:3', 'ninguem@padaria.com.br');
    smtp.refuse('ninguem@padaria.com.br', 550);
    expect(await drain()).toEqual({ sent: 1, retried: 0, dead: 1 });
    expect(await row('invite:3')).toMatchObject({ state: 'dead', error: expect.stringMatching(/^RCPT TO: 550 .*…$/) });
    expect((await row('notice:invite:3')).state).toBe('sent');
  });

  it('is sent again under the same id when the connection is cut after the server took it', async () => {
    await put('invite:4', 'maria@padaria.com.br');
    smtp.cut('maria@padaria.com.br');
    expect(await drain()).toEqual({ sent: 0, retried: 1, dead: 0 });
    now = (await row('invite:4')).dueAt;
    expect(await drain()).toEqual({ sent: 1, retried: 0, dead: 0 });
    expect(smtp.arrived.map((each) => each.messageId)).toEqual(Array(2).fill(messageId('invite:4', from)));
  });

  it('is kept for the local mailbox, sealed or not, newest first; nothing else is', async () => {
    await put('a', 'a@x.com');
    await put('b', 'b@x.com', true);
    now = new Date(now.getTime() + 60_000);
    await put('c', 'c@x.com');
    await drain(true);
    await put('d', 'd@x.com');
    const mails = await storedMails(data, testSecret, from);
    expect(mails.map((mail) => mail.to)).toEqual(['c@x.com', 'b@x.com', 'a@x.com']);
    expect(mails[0]).toMatchObject({ subject: 'Convite c', messageId: messageId('c', from), at: now });
  });

  it('is no mail when the payload is none', async () => {
    await data.db.outbox.create({
      data: { id: newId(), key: 'x', kind: 'mail', payload: '{"to":1}', dueAt: now, createdAt: now },
    });
    expect(await drain()).toEqual({ sent: 0, retried: 0, dead: 1 });
  });
});

describe('a message id', () => {
  it('is the key’s and the sender’s, and nothing can be read in it', () => {
    expect(messageId('invite:1', from)).toMatch(/^<[0-9a-f]{32}@horizonte\.com\.br>$/);
    expect(messageId('invite:1', from)).toBe(messageId('invite:1', from));
    expect(messageId('invite:2', from)).not.toBe(messageId('invite:1', from));
    expect(messageId('x', 'carteira@localhost')).toContain('@localhost>');
  });
});

describe('the frame of a mail', () => {
  const frame = (rest: Partial<Parameters<typeof mailFrame>[0]> = {}) =>
    mailFrame({
      locale: 'pt-BR',
      title: 'Título',
      paragraphs: ['Um.', ['a', 'b'], 'Dois.'],
      footer: 'Rodapé',
      ...rest,
    });

  it('says the same as text and as HTML', () => {
    const { text, html } = frame({ button: { label: 'Ver', url: 'https://x.com/connect/abc?a=1&b=2' } });
    expect(text).toBe('Título\n\nUm.\n\n- a\n- b\n\nDois.\n\nVer:\nhttps://x.com/connect/abc?a=1&b=2\n\n-- \nRodapé');
    expect(html).toContain('<html lang="pt-BR">');
    expect(html.match(/href="https:\/\/x\.com\/connect\/abc\?a=1&amp;b=2"/g)).toHaveLength(2);
    expect(html).toContain('Se o botão não abrir');
    expect(frame({ locale: 'en', button: { label: 'See', url: 'https://x.com' } }).html).toContain(
      'If the button does not open',
    );
  });

  it('has headings, and names in bold', () => {
    const { text, html } = frame({ paragraphs: [{ heading: 'Vencidos: 1' }, [[{ bold: 'Padaria' }, ' · há 2 dias']]] });
    expect(text).toContain('Vencidos: 1\n\n- Padaria · há 2 dias');
    expect(html).toMatch(
      /<h2[^>]*>Vencidos: 1<\/h2>\s*<ul[^>]*><li[^>]*><strong>Padaria<\/strong> · há 2 dias<\/li><\/ul>/,
    );
  });

  it('loads nothing and runs nothing', () => {
    const { html } = frame({ button: { label: 'Ver', url: 'https://x.com/' } });
    expect(html).not.toMatch(/<(img|script|link|iframe|object|form)\b|url\(|@import|\son\w+=/i);
    expect(() => frame({ button: { label: 'Ver', url: 'javascript:alert(1)' } })).toThrow();
  });

  it('lets no name become markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (noise) => {
        const evil = `${noise}<img src=x onerror=alert(1)>"'&`;
        const { html, text } = frame({
          title: evil,
          paragraphs: [evil, [evil, [{ bold: evil }, evil]], { heading: evil }],
          footer: evil,
          button: { label: evil, url: 'https://x.com/"><b>' },
        });
        expect(html).not.toMatch(/<img|"><b>/);
        expect(text).toContain(evil);
      }),
    );
  });
});
