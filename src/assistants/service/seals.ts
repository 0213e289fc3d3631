import { z } from 'zod';
import type { Secret } from '../../data/secret.ts';

type Use = 'client' | 'request' | 'decision' | 'code' | 'access' | 'refresh';

const envelope = z.object({ use: z.string(), until: z.number().nullable(), value: z.unknown() });

/** What is handed out and comes back: nobody reads or makes it, it serves one purpose, and ends. */
export function createSeals(secret: Secret, clock: () => Date) {
  return {
    put: (use: Use, value: object, minutes?: number): string =>
      secret.seal(
        JSON.stringify({ use, until: minutes === undefined ? null : clock().getTime() + minutes * 60_000, value }),
      ),
    take: <S extends z.ZodType>(use: Use, sealed: string, shape: S): z.infer<S> | undefined => {
      if (!/^[\w-]{40,6000}$/.test(sealed)) return undefined;
      try {
        const read = envelope.parse(JSON.parse(secret.open(sealed)));
        if (read.use !== use || (read.until !== null && read.until <= clock().getTime())) return undefined;
        return shape.safeParse(read.value).data;
      } catch {
        return undefined;
      }
    },
  };
}
