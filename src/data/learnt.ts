import type { Learnt, PlatformParts } from '../kit/platform.ts';
import type { Data } from './client.ts';
import { writeSoon } from './soon.ts';

/** What platforms have learnt of their workspaces. It is read once, at the start. */
export const createLearnt =
  (data: Data, clock: () => Date): PlatformParts['learnt'] =>
  (platform): Learnt => {
    const prefix = `${platform}/`;
    return {
      all: async () => {
        const rows = await data.db.learnt.findMany({
          where: { name: { startsWith: prefix }, expiresAt: { gt: clock() } },
        });
        return rows.map(({ name, value, expiresAt }) => ({ name: name.slice(prefix.length), value, until: expiresAt }));
      },
      // In transactions of their own: on SQLite a statement outside would be undone with whatever transaction is open beside it.
      keep: (given, value, expiresAt) => {
        const name = `${prefix}${given}`;
        const row = { value, expiresAt };
        return writeSoon(
          () =>
            data.db.$transaction((tx) => tx.learnt.upsert({ where: { name }, create: { name, ...row }, update: row })),
          () => undefined,
        );
      },
      drop: (given) =>
        writeSoon(
          () => data.db.$transaction((tx) => tx.learnt.deleteMany({ where: { name: `${prefix}${given}` } })),
          () => undefined,
        ),
    };
  };
