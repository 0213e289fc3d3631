import { fromFirm, type MailPayload, mailFrame } from '../jobs/mail.ts';
import { dayAt } from '../kit/days.ts';
import type { Locale } from '../kit/words.ts';
import { words } from '../words/index.ts';
import type { Request } from './schema.ts';

interface Sender {
  name: string;
  phone: string;
  email: string;
  locale: string;
  timeZone: string;
}

const compose = (
  to: string,
  locale: Locale,
  {
    subject,
    ...rest
  }: { subject: string; paragraphs: readonly string[]; button?: { label: string; url: string }; footer: string },
): MailPayload => ({ to, subject, ...mailFrame({ locale, title: subject, ...rest }) });

/** The same to a client, who reads which firm writes and answers it. */
const toClient = (firm: Sender, to: string, locale: Locale, letter: Parameters<typeof compose>[2]): MailPayload => ({
  ...compose(to, locale, letter),
  ...fromFirm(firm, locale),
});

/** The invitation to a client, first or again, with the one link that works. */
export function invitationMail({
  firm,
  request,
  url,
  kind,
}: {
  firm: Sender;
  request: Request;
  url: string;
  kind: 'invitation' | 'reminder';
}): MailPayload {
  const locale = request.locale as Locale;
  const w = words[locale];
  const { invitation, hello } = w.letters;
  const until = w.format.day(dayAt(request.expiresAt, firm.timeZone));
  return toClient(firm, request.email, locale, {
    subject: kind === 'reminder' ? invitation.reminder(firm.name) : invitation.subject(firm.name),
    paragraphs: [hello(request.contactName), ...invitation.paragraphs(firm.name, request.companyName)],
    button: { label: invitation.button, url },
    footer: invitation.footer(firm.name, firm.phone, until),
  });
}

/** Where one acts on what a letter says: a channel or a message of a platform, with a link where it has one. */
export interface Desk {
  platform: string;
  url?: string;
}

/** Whoever of the firm reads it, in which language, and where they are led. */
export interface Reader {
  to: string;
  locale: Locale;
  desk?: Desk;
}

const placeOf = ({ locale, desk }: Reader): string | undefined =>
  desk && (words[locale].firms.platform[desk.platform] ?? desk.platform);

/** To an admin of the firm: a client asks. The desk is where the card stands, where there is one. */
export function askedMail(reader: Reader, { companyName }: Pick<Request, 'companyName'>): MailPayload {
  const { to, locale, desk } = reader;
  const where = placeOf(reader);
  const { asked } = words[locale].letters;
  return compose(to, locale, {
    subject: asked.subject(companyName),
    paragraphs: asked.paragraphs(companyName, where),
    ...(where && desk?.url ? { button: { label: asked.button(where), url: desk.url } } : {}),
    footer: asked.footer,
  });
}

/** To the client: the firm has answered their request. `request.state` says how; `source` is where access is still to be authorised. */
export function decisionMail(of: { firm: Sender; request: Request; url: string; source?: string }): MailPayload {
  const { firm, request, url, source } = of;
  const locale = request.locale as Locale;
  const { answered, hello } = words[locale].letters;
  const yes = request.state === 'accepted';
  return toClient(firm, request.email, locale, {
    subject: yes ? answered.accepted(firm.name) : answered.declined(firm.name),
    paragraphs: [
      // The contact a client's request names is the firm's own.
      hello(''),
      ...(yes
        ? answered.acceptedText(firm.name, request.companyName, source)
        : answered.declinedText(firm.name, request.reason)),
    ],
    ...(yes ? { button: { label: answered.button, url } } : {}),
    footer: answered.footer(firm.name, firm.phone),
  });
}

/** To the firm: the client has answered an invitation. */
export function decidedToFirmMail({ firm, request }: { firm: Sender; request: Request }): MailPayload {
  const { decided } = words[firm.locale as Locale].letters;
  const yes = request.state === 'accepted';
  return compose(firm.email, firm.locale as Locale, {
    subject: yes ? decided.accepted(request.companyName) : decided.declined(request.companyName),
    paragraphs: yes
      ? decided.acceptedText(request.companyName)
      : decided.declinedText(request.companyName, request.reason),
    footer: decided.footer,
  });
}

/** To an address that stands for no firm: how to start. */
export function noFirmMail({ to, company, locale }: { to: string; company: string; locale: Locale }): MailPayload {
  const { noFirm } = words[locale].letters;
  return compose(to, locale, {
    subject: noFirm.subject(company),
    paragraphs: noFirm.paragraphs(company),
    footer: noFirm.footer,
  });
}

export function signInMail({
  to,
  url,
  minutes,
  locale,
}: {
  to: string;
  url: string;
  minutes: number;
  locale: Locale;
}): MailPayload {
  const { signIn } = words[locale].letters;
  return compose(to, locale, {
    subject: signIn.subject,
    paragraphs: signIn.paragraphs(minutes),
    button: { label: signIn.button, url },
    footer: signIn.footer,
  });
}

/** To a connected client: the firm asks them to authorise their account in the ERP, by a link for nothing else. */
export function accessMail(of: {
  firm: Sender;
  to: string;
  locale: Locale;
  company: string;
  source: string;
  url: string;
  expiresAt: Date;
}): MailPayload {
  const { firm, to, locale, company, source, url } = of;
  const w = words[locale];
  const { authorize, hello } = w.letters;
  return toClient(firm, to, locale, {
    subject: authorize.subject(firm.name, source),
    paragraphs: [hello(''), ...authorize.paragraphs(firm.name, company, source)],
    button: { label: w.portal.authorize.button(source), url },
    footer: authorize.footer(firm.name, firm.phone, w.format.day(dayAt(of.expiresAt, firm.timeZone))),
  });
}

/** To the client: the firm has ended the connection. */
export function disconnectedMail({
  firm,
  to,
  company,
  locale,
}: {
  firm: Sender;
  to: string;
  company: string;
  locale: Locale;
}): MailPayload {
  const { disconnected, hello } = words[locale].letters;
  return toClient(firm, to, locale, {
    subject: disconnected.subject(firm.name),
    paragraphs: [hello(''), ...disconnected.paragraphs(firm.name, company)],
    footer: disconnected.footer(firm.name, firm.phone),
  });
}

function toReader(
  reader: Reader,
  say: { subject: string; paragraphs: readonly string[]; footer: string },
): MailPayload {
  const { to, locale, desk } = reader;
  const where = placeOf(reader);
  return compose(to, locale, {
    ...say,
    ...(where && desk?.url ? { button: { label: words[locale].letters.desk(where), url: desk.url } } : {}),
  });
}

/** To the firm: a client has ended the connection. */
export function disconnectedToFirmMail(reader: Reader, company: string): MailPayload {
  const { lost } = words[reader.locale].letters;
  return toReader(reader, {
    subject: lost.subject(company),
    paragraphs: lost.paragraphs(company),
    footer: lost.footer,
  });
}

/** To the firm: an authorisation is over that was not ended here. */
export function grantMail(reader: Reader, state: 'revoked' | 'expired', company: string): MailPayload {
  const { access } = words[reader.locale].letters;
  return toReader(reader, {
    subject: access.subject[state](company),
    paragraphs: access.paragraphs[state](company),
    footer: access.footer,
  });
}

/** To the firm: a client has left and had their data erased; the firm's own record is the firm's to erase. */
export function leftMail(reader: Reader, company: string): MailPayload {
  const { left } = words[reader.locale].letters;
  return toReader(reader, {
    subject: left.subject(company),
    paragraphs: left.paragraphs(company),
    footer: left.footer,
  });
}

/** To the firm: nobody answered an invitation. */
export function expiredMail(reader: Reader, { companyName, email }: Request): MailPayload {
  const { expired } = words[reader.locale].letters;
  return toReader(reader, {
    subject: expired.subject(companyName),
    paragraphs: expired.paragraphs(companyName, email),
    footer: expired.footer,
  });
}

/** To whom a client is connected to: somebody else says that the record is theirs. Two answers stand behind the one link. */
export function handoverMail(of: {
  firm: Sender;
  to: string;
  locale: Locale;
  company: string;
  request: Request;
  url: string;
}): MailPayload {
  const { firm, to, locale, company, request, url } = of;
  const w = words[locale];
  const { handover, hello } = w.letters;
  const until = w.format.day(dayAt(request.expiresAt, firm.timeZone));
  return toClient(firm, to, locale, {
    subject: handover.subject(company, firm.name),
    paragraphs: [hello(''), ...handover.paragraphs(firm.name, company, request.email, until)],
    button: { label: handover.button, url },
    footer: handover.footer(firm.name, firm.phone),
  });
}

/** To the firm: whoever is connected did not ask for it. */
export function handoverRefusedMail({
  firm,
  company,
  request,
}: {
  firm: Sender;
  company: string;
  request: Request;
}): MailPayload {
  const { handoverRefused: say } = words[firm.locale as Locale].letters;
  return compose(firm.email, firm.locale as Locale, {
    subject: say.subject(company),
    paragraphs: say.paragraphs(company, request.email),
    footer: say.footer,
  });
}
