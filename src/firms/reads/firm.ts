import type { Data } from '../../data/client.ts';
import type { Firm } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import { asLocale } from './settings.ts';

export interface FirmRow extends Firm {
  locale: Locale;
  email: string;
  phone: string;
}

/** The firm behind a row, with what its messages need. */
export async function firmOf({ db }: Data, id: string): Promise<FirmRow | undefined> {
  const row = await db.firm.findUnique({
    where: { id },
    select: { id: true, name: true, timeZone: true, version: true, locale: true, email: true, phone: true },
  });
  return row ? { ...row, locale: asLocale(row.locale) ?? 'pt-BR' } : undefined;
}
