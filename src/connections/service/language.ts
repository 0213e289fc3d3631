import type { Data, Tx } from '../../data/client.ts';
import type { Locale } from '../../kit/words.ts';

/** The language that an account has chosen on a page. */
export const languageOf = async (db: Pick<Tx, 'account'>, email: string): Promise<Locale | undefined> =>
  ((await db.account.findUnique({ where: { email }, select: { locale: true } }))?.locale ?? undefined) as
    | Locale
    | undefined;

/** From here on the pages and the letters speak it, also those about invitations that wait. Without an account the browser keeps it. */
export const speak = ({ db }: Data, email: string, locale: Locale): Promise<void> =>
  db.$transaction(async (tx) => {
    await tx.account.updateMany({ where: { email }, data: { locale } });
    await tx.connectionRequest.updateMany({
      where: { email, state: 'pending', direction: 'firm_to_client' },
      data: { locale },
    });
  });
