import type { Data } from '../data/client.ts';
import { dayAt } from '../kit/days.ts';
import type { GuideStep } from '../kit/platform.ts';
import type { Words } from '../kit/words.ts';
import { cast } from './schema.ts';

/** The letter that brought somebody their newest link, where the local mailbox has it. */
async function letterTo({ db }: Data, requestId: string): Promise<string | undefined> {
  const links = await db.link.findMany({ where: { requestId, usedAt: null }, orderBy: { createdAt: 'desc' }, take: 1 });
  const keys = links.flatMap(({ hash }) => [`mail:invitation:${hash}`, `mail:reminder:${hash}`]);
  return (await db.outbox.findFirst({ where: { key: { in: keys }, state: 'sent' }, select: { id: true } }))?.id;
}

/**
 * The main job in a few steps, for somebody who sees it for the first time. Whether a step is done is read from what it would do, so that it
 * ticks itself off however it was done. `mailbox`: where the local mailbox is, where there is one.
 */
export async function guideOf(data: Data, w: Words, now: Date, mailbox: string | undefined): Promise<GuideStep[]> {
  const { db } = data;
  const firm = await db.firm.findFirst({ orderBy: { createdAt: 'asc' } });
  if (!firm) return [];
  const firmId = firm.id;
  const today = dayAt(now, firm.timeZone);
  const began = dayAt(firm.createdAt, firm.timeZone);
  const client = (document: string) => db.client.findFirst({ where: { firmId, document, deletedAt: null } });
  const request = (document: string) =>
    db.connectionRequest.findFirst({ where: { firmId, document }, orderBy: { createdAt: 'asc' } });
  const [asks, invited, expires, sends] = await Promise.all([
    request(cast.asks),
    request(cast.invited),
    client(cast.expires),
    client(cast.sends),
  ]);
  const taken = sends && (await db.documentJob.count({ where: { firmId } })) > 0;
  const { demo } = w;
  const steps: (GuideStep | false | null | undefined)[] = [
    asks && {
      name: 'accept',
      label: demo.accept(asks.companyName),
      how: demo.acceptHow,
      say: '/conexoes',
      done: asks.state !== 'pending',
    },
    mailbox && invited
      ? {
          name: 'client',
          label: demo.client(invited.companyName),
          how: demo.clientHow,
          href: `${mailbox}/${(await letterTo(data, invited.id)) ?? ''}`,
          done: invited.state === 'accepted' || invited.state === 'declined',
        }
      : undefined,
    expires && {
      name: 'renew',
      label: expires.expiresOn < today ? demo.renewLate(expires.name) : demo.renew(expires.name),
      how: demo.renewHow,
      say: `/cliente ${expires.tradeName}`,
      done: expires.expiresOn > began,
    },
    sends && {
      name: 'documents',
      label: demo.documents(sends.name),
      how: demo.documentsHow,
      say: `/documentos ${sends.tradeName}`,
      done: taken === true,
    },
  ];
  return steps.filter((step) => !!step);
}
