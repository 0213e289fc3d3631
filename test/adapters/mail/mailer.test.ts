import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flawOf, isAddress, type Mail, oneLine, readFrom } from '../../../adapters/mail/mail.ts';
import { createMailer, type Mailer } from '../../../adapters/mail/mailer.ts';
import { createSmtp, parsed, type Smtp } from '../../fakes/smtp.ts';
import { quiet } from '../../house.ts';

const mail = (rest: Partial<Mail> = {}): Mail => ({
  to: 'maria@padaria.com.br',
  subject: 'Horizonte Contábil quer se conectar à sua empresa',
  text: 'Olá, Maria.\n\nAté já.',
  html: '<p>Olá, <b>Maria</b>.</p>',
  messageId: '<0123456789abcdef@horizonte.com.br>',
  ...rest,
});
const from = 'Carteira <carteira@horizonte.com.br>';

describe('a mailer', () => {
  let smtp: Smtp;
  let mailer: Mailer;
  beforeEach(async () => {
    smtp = await createSmtp();
    mailer = createMailer({ smtpUrl: smtp.url, from, log: quiet });
  });
  afterEach(async () => {
    await mailer.stop();
    await smtp.stop();
  });

  it('delivers a mail with both halves, under its own id', async () => {
    const sent = await mailer.send(
      mail({
        replyTo: { name: 'Horizonte Contábil', address: 'oi@horizonte.com.br' },
        headers: { 'X-Carteira': 'convite' },
      }),
    );
    expect(sent).toEqual({ ok: true, message: '<0123456789abcdef@horizonte.com.br>' });
    expect(smtp.arrived).toHaveLength(1);
    expect(smtp.arrived[0]).toMatchObject({ from: 'carteira@horizonte.com.br', to: ['maria@padaria.com.br'] });
    const read = await parsed(smtp.arrived[0]!);
    expect(read).toMatchObject({
      subject: 'Horizonte Contábil quer se conectar à sua empresa',
      from: { name: 'Carteira', address: 'carteira@horizonte.com.br' },
      to: [{ address: 'maria@padaria.com.br' }],
      replyTo: [{ name: 'Horizonte Contábil', address: 'oi@horizonte.com.br' }],
      messageId: '<0123456789abcdef@horizonte.com.br>',
    });
    expect(read.text?.trim()).toBe('Olá, Maria.\n\nAté já.');
    expect(read.html).toContain('<b>Maria</b>');
    const header = (key: string) => read.headers.find((each) => each.key === key)?.value;
    expect([header('auto-submitted'), header('x-carteira')]).toEqual(['auto-generated', 'convite']);
  });

  it('writes in the name of a firm, from our own address', async () => {
    await mailer.send(mail({ fromName: 'Horizonte Contábil (via Carteira)' }));
    const read = await parsed(smtp.arrived[0]!);
    expect(read.from).toEqual({ name: 'Horizonte Contábil (via Carteira)', address: 'carteira@horizonte.com.br' });
    await mailer.send(mail({ fromName: 'Contas\r\nBcc: outro@x.com\u202e <oi@x.com>' }));
    const odd = await parsed(smtp.arrived[1]!);
    expect([smtp.arrived[1]!.to, odd.from?.address, odd.bcc]).toEqual([
      ['maria@padaria.com.br'],
      'carteira@horizonte.com.br',
      undefined,
    ]);
  });

  it('keeps its connections for the next mails', async () => {
    for (let i = 0; i < 5; i++) expect((await mailer.send(mail())).ok).toBe(true);
    expect([smtp.arrived.length, smtp.connections()]).toEqual([5, 1]);
  });

  it('says that it may be tried again when the server says 4xx', async () => {
    smtp.refuse('maria@padaria.com.br', 451);
    const refused = await mailer.send(mail());
    expect(refused).toMatchObject({ ok: false, gone: false });
    expect(refused).toHaveProperty('reason', expect.stringContaining('451'));
    smtp.refuse('maria@padaria.com.br', 452, { atData: true });
    expect(await mailer.send(mail())).toMatchObject({ ok: false, gone: false });
    expect((await mailer.send(mail())).ok).toBe(true);
  });

  it('says that the recipient is gone when the server says 5xx, with the reason', async () => {
    smtp.refuse('maria@padaria.com.br', 550);
    expect(await mailer.send(mail())).toEqual({
      ok: false,
      gone: true,
      reason: expect.stringMatching(/^RCPT TO: 550 /),
    });
    smtp.refuse('maria@padaria.com.br', 554, { atData: true });
    expect(await mailer.send(mail())).toEqual({ ok: false, gone: true, reason: expect.stringMatching(/^DATA: 554 /) });
  });

  it('does not send again by itself when the connection is cut after the mail was taken', async () => {
    smtp.cut('maria@padaria.com.br');
    expect(await mailer.send(mail())).toMatchObject({ ok: false, gone: false });
    expect((await mailer.send(mail())).ok).toBe(true);
    expect(smtp.arrived.map(({ messageId }) => messageId)).toEqual(
      Array(2).fill('<0123456789abcdef@horizonte.com.br>'),
    );
  });

  it('says so when nobody listens, and gives up on one that never answers', async () => {
    await smtp.stop();
    expect(await mailer.send(mail())).toMatchObject({
      ok: false,
      gone: false,
      reason: expect.stringContaining('ECONNREFUSED'),
    });
    expect(await mailer.verify()).toMatchObject({ ok: false });
  });

  it('signs in; a wrong password is no fault of the recipient', async () => {
    const locked = await createSmtp({ user: 'carteira', password: 'right' });
    const right = createMailer({ smtpUrl: locked.url, from, log: quiet });
    expect(await right.verify()).toEqual({ ok: true, detail: new URL(locked.url).host });
    expect((await right.send(mail())).ok).toBe(true);
    const wrong = createMailer({ smtpUrl: locked.url.replace('right', 'wrong'), from, log: quiet });
    expect(await wrong.send(mail())).toMatchObject({ ok: false, gone: false });
    const checked = await wrong.verify();
    expect(checked).toEqual({ ok: false, detail: 'EAUTH' });
    await Promise.all([right.stop(), wrong.stop()]);
    await locked.stop();
  });

  it.each([
    ['a second recipient', { to: 'a@x.com, b@x.com' }],
    ['a name', { to: 'Maria <a@x.com>' }],
    ['a second line', { to: 'a@x.com\r\nBcc: b@x.com' }],
    ['another command', { to: 'a@x.com>\r\nRCPT TO:<b@x.com' }],
    ['a line break in the address to reply to', { replyTo: { name: 'x', address: 'a@x.com\nBcc: b@x.com' } }],
    ['a header that is ours', { headers: { Bcc: 'b@x.com' } }],
    ['a header within a header', { headers: { 'X-A: 1\r\nBcc': 'b@x.com' } }],
    ['an id with a line break', { messageId: '<a@x.com>\r\nBcc: b@x.com' }],
  ])('refuses %s for good', async (_, rest) => {
    expect(await mailer.send(mail(rest))).toMatchObject({ ok: false, gone: true });
    expect(smtp.arrived).toEqual([]);
  });

  it('lets no name and no subject write a header', async () => {
    const evil = 'Padaria\r\nBcc: b@x.com\r\nX-Evil: 1\u2028\u202e\r\n\r\n<script>';
    const sent = await mailer.send(
      mail({ subject: evil, replyTo: { name: evil, address: 'a@x.com' }, headers: { 'X-Firm': evil } }),
    );
    expect(sent.ok).toBe(true);
    const [only] = smtp.arrived;
    expect(only!.to).toEqual(['maria@padaria.com.br']);
    const read = await parsed(only!);
    expect(read.bcc ?? []).toEqual([]);
    expect(read.headers.map((each) => each.key)).not.toContain('x-evil');
    expect(read.subject).toBe('Padaria Bcc: b@x.com X-Evil: 1 <script>');
    expect(read.text?.trim()).toBe('Olá, Maria.\n\nAté já.');
  });

  it('carries any text whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.string({ unit: 'grapheme', maxLength: 120 }),
        async (text, subject) => {
          smtp.arrived.length = 0;
          expect((await mailer.send(mail({ text, subject }))).ok).toBe(true);
          const read = await parsed(smtp.arrived[0]!);
          expect(smtp.arrived[0]!.to).toEqual(['maria@padaria.com.br']);
          expect(read.headers.filter((each) => each.key === 'to')).toHaveLength(1);
          expect(
            oneLine(read.subject ?? '')
              .replace(/\s+/g, ' ')
              .trim(),
          ).toBe(oneLine(subject).replace(/\s+/g, ' ').trim());
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('an address', () => {
  it.each(['a@b', 'maria.silva+nf@padaria.com.br', "o'neil@x.com", 'x@açaí.com.br', `${'a'.repeat(64)}@x.com`])(
    'may be %s',
    (text) => {
      expect(isAddress(text)).toBe(true);
    },
  );

  it.each([
    '',
    '@',
    'josé@x.com',
    'a@',
    '@b',
    'a b@c.com',
    'a@b@c.com',
    'a@-b.com',
    'a..b@c.com',
    '.a@c.com',
    `${'a'.repeat(65)}@x.com`,
    'a@b.com ',
    '"a b"@c.com',
  ])('%j is none', (text) => expect(isAddress(text)).toBe(false));

  it('is never two, and never has a control character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.emailAddress(),
        fc.constantFrom('\r\n', '\n', ',', ';', ' ', '<', '>', '\0', ':'),
        (noise, email, cut) => {
          expect(isAddress(`${email}${cut}${noise}`)).toBe(false);
          expect(flawOf(mail({ to: `${noise}${cut}${email}` }))).toBeDefined();
        },
      ),
    );
  });

  it('of the sender comes with a name or without, and nothing else does', () => {
    expect(readFrom('Carteira <a@b.com>')).toEqual({ name: 'Carteira', address: 'a@b.com' });
    expect(readFrom('"Carteira, Ltda" <a@b.com>')).toEqual({ name: 'Carteira, Ltda', address: 'a@b.com' });
    expect(readFrom('a@b.com')).toEqual({ name: '', address: 'a@b.com' });
    expect(() => readFrom('Carteira')).toThrow('MAIL_FROM');
    expect(() => readFrom('A <a@b.com> <c@d.com>')).toThrow();
  });
});
