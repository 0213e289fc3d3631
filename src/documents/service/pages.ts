import type { Scope } from '../../clients/reads/scope.ts';
import type { Files } from '../../data/files/door.ts';
import { openWhole } from '../../data/files/whole.ts';
import { write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { dayAt } from '../../kit/days.ts';
import type { Locale } from '../../kit/words.ts';
import { words } from '../../words/index.ts';
import { type Item, zipsOf } from '../reads/items.ts';
import { sendingBy, type Way } from '../reads/received.ts';
import { zipName } from './kept.ts';
import { readLink } from './link.ts';
import { type ReceivedFile, receive, type Sent } from './receive.ts';

/** What the page of a client that sends shows. */
export interface SendingPage {
  firm: string;
  phone: string;
  company: string;
  /** As people read it; of a link that asks for a month. */
  month?: string;
  until?: string;
  locale: Locale;
}

/** The files behind a link of the firm's. */
export interface FilesPage {
  month: string;
  until: string;
  locale: Locale;
  files: readonly { id: string; client: string; name: string; size: string }[];
}

export interface Download {
  name: string;
  bytes: number;
  stream: ReadableStream<Uint8Array>;
}

/** All that the pages of documents can do, as plain functions. */
export interface DocumentPages {
  sending(way: Way): Promise<SendingPage | undefined>;
  receive(way: Way, files: readonly Sent[], note: string): Promise<readonly ReceivedFile[] | undefined>;
  files(token: string): Promise<FilesPage | undefined>;
  download(token: string, id: string): Promise<Download | undefined>;
}

export function createDocumentPages(house: House, kept: Files, clock: () => Date): DocumentPages {
  const { data, secret } = house;
  /** Who may have what is behind a link, as things are now: somebody who has left the firm, or lost the client, may not. */
  const behind = async (
    token: string,
  ): Promise<{ ctx: Ctx; job: string; month: string; until: Date; scope: Scope } | undefined> => {
    const said = readLink(secret, token, clock());
    const member =
      said &&
      (await data.db.member.findFirst({ where: { id: said.member, removedAt: null }, include: { firm: true } }));
    const job = member && (await data.db.documentJob.findFirst({ where: { id: said.job, firmId: member.firmId } }));
    if (!job) return undefined;
    const { id, name, timeZone, version, locale } = member.firm;
    const ctx = contextOf(house, {
      firm: { id, name, timeZone, version },
      actor: { kind: 'system', id: 'link' },
      locale: (member.locale ?? locale) as Locale,
      from: 'portal',
      now: clock(),
    });
    const scope = { firmId: id, ...(member.role === 'analyst' ? { analystId: member.id } : {}) };
    return { ctx, job: job.id, month: job.month, until: new Date(said.until), scope };
  };
  return {
    sending: async (way) => {
      const found = await sendingBy(data, way, clock());
      if (!found) return undefined;
      const { firm, phone, client, month, locale, expiresAt } = found;
      const { format } = words[locale];
      return {
        firm: firm.name,
        phone,
        company: client,
        locale,
        ...(month ? { month: format.month(month) } : {}),
        ...(expiresAt ? { until: format.day(dayAt(expiresAt, firm.timeZone)) } : {}),
      };
    },
    receive: (way, files, note) => receive(house, kept, way, files, { note, now: clock() }),
    files: async (token) => {
      const there = await behind(token);
      if (!there) return undefined;
      const { ctx, job, month, until, scope } = there;
      const items = await zipsOf(ctx, job, scope, clock());
      const { format, connections } = ctx.w;
      return {
        month: format.competence(month),
        until: connections.instant(until, ctx.firm.timeZone),
        locale: ctx.locale,
        files: items.map(({ id, client, file, bytes }: Item) => ({
          id,
          client,
          name: file,
          size: format.bytes(bytes),
        })),
      };
    },
    download: async (token, id) => {
      const there = await behind(token);
      const item = there && (await zipsOf(there.ctx, there.job, there.scope, clock())).find((each) => each.id === id);
      if (!item) return undefined;
      const found = await openWhole(kept, zipName(item), item.sha256);
      if (!found) return undefined;
      try {
        await write(there.ctx, 'see', ({ audit }) =>
          audit('documents.downloaded', `client:${item.clientId}`, { month: item.month }),
        );
      } catch (error) {
        await found.stream.cancel();
        throw error;
      }
      return { name: item.file, ...found };
    },
  };
}
