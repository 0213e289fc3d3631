import { fromFirm, type MailPayload, mailFrame } from '../jobs/mail.ts';
import { type Day, daysBetween } from '../kit/days.ts';
import { type Locale, locales } from '../kit/words.ts';
import { words } from '../words/index.ts';

/** To a client: their plan expires, or has. In the firm's language, for nobody knows the client's. */
export function reminderMail({
  to,
  firm,
  client,
  today,
}: {
  to: string;
  firm: { name: string; phone: string; email: string; locale: string };
  client: { contactName: string; plan: string; expiresOn: Day; autoRenew: boolean };
  today: Day;
}): MailPayload {
  const locale: Locale = locales.find((each) => each === firm.locale) ?? 'pt-BR';
  const { digests, letters, format } = words[locale];
  const left = daysBetween(today, client.expiresOn);
  const title = digests.reminder.subject(firm.name, left);
  const paragraphs = [
    letters.hello(client.contactName),
    ...digests.reminder.text(firm.name, client.plan, format.day(client.expiresOn), left),
    ...(client.autoRenew && left >= 0 ? [digests.reminder.renews] : []),
  ];
  return {
    to,
    subject: title,
    ...mailFrame({ locale, title, paragraphs, footer: digests.reminder.footer(firm.name, firm.phone) }),
    ...fromFirm(firm, locale),
  };
}
