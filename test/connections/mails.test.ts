import { describe, expect, it } from 'vitest';
import { askConsentOf, consentOf, consentVersion } from '../../src/connections/consent.ts';
import * as mails from '../../src/connections/mails.ts';
import type { Request } from '../../src/connections/schema.ts';
import { reminderMail } from '../../src/digests/reminder.ts';
import { locales } from '../../src/kit/words.ts';
import { words } from '../../src/words/index.ts';
import { testNow } from '../house.ts';

const firm = {
  name: 'Horizonte Contábil',
  email: 'oi@horizonte.com.br',
  phone: '(11) 4002-8922',
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
};
const request = {
  state: 'accepted',
  email: 'rosa@padaria.com.br',
  companyName: 'Padaria da Vila',
  contactName: 'Rosa',
  locale: 'pt-BR',
  reason: '',
  expiresAt: testNow,
} as Request;
const url = 'https://carteira.horizonte.com.br/connect/x';
const to = request.email;
const company = request.companyName;

describe('letters to a client', () => {
  it.each([
    ['an invitation', mails.invitationMail({ firm, request, url, kind: 'invitation' })],
    ['its reminder', mails.invitationMail({ firm, request, url, kind: 'reminder' })],
    ['a yes of the firm', mails.decisionMail({ firm, request, url })],
    ['a no of the firm', mails.decisionMail({ firm, request: { ...request, state: 'declined' }, url })],
    ['the end of a connection', mails.disconnectedMail({ firm, to, company, locale: 'pt-BR' })],
    [
      'the question whether a record may pass',
      mails.handoverMail({ firm, to, locale: 'pt-BR', company, request, url }),
    ],
    [
      'a plan that expires',
      reminderMail({
        to,
        firm,
        client: { contactName: 'Rosa', plan: 'Controle I', expiresOn: '2026-12-04', autoRenew: false },
        today: '2026-11-27',
      }),
    ],
  ])('%s comes from the firm, and is answered to it', (_, letter) => {
    expect(letter).toMatchObject({
      to,
      fromName: 'Horizonte Contábil (via Carteira)',
      replyTo: { name: 'Horizonte Contábil', address: 'oi@horizonte.com.br' },
    });
  });

  it('an invitation is valid until its day, or until it is answered', () => {
    const { text } = mails.invitationMail({ firm, request, url, kind: 'invitation' });
    expect(text).toMatch(/válido até \d\d\/\d\d\/\d{4}, ou até você responder/);
    const said = JSON.stringify(locales.map((locale) => [words[locale].letters, words[locale].portal]));
    expect(said).not.toMatch(/funciona uma vez|works once/);
  });

  it('a yes of the firm tells of the authorisation that is still to be given, where one can be', () => {
    expect(mails.decisionMail({ firm, request, url, source: 'Conta Azul' }).text).toContain(
      'Falta um passo: autorizar o acesso na Conta Azul',
    );
    expect(mails.decisionMail({ firm, request, url }).text).not.toContain('autorizar');
  });
});

describe('what a client agrees to', () => {
  it('keeps its words as long as it keeps its version', () => {
    const hashes = locales
      .flatMap((locale) => [consentOf(locale, 'X'), askConsentOf(locale)])
      .map(({ hash }) => hash.slice(0, 12));
    // Words that change need a version of their own: then both change here.
    expect([consentVersion, ...hashes]).toEqual([
      '2026-11-28.2',
      '0d32799120fa',
      '1857f1dfed6b',
      'edd538d2e7b9',
      'c7fab11596de',
    ]);
  });

  it.each(locales)('ends where it says that it can be ended (%s)', (locale) => {
    const { lines } = consentOf(locale, 'X');
    expect(lines.at(-1)).toContain(words[locale].portal.mine.ties);
  });
});
