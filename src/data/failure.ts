/** What keeps the database from being written. `away`: it does not answer at all. */
export type Trouble = 'away' | 'damaged' | 'full' | 'gone' | 'readonly';

interface Said {
  codes: readonly string[];
  message: string;
}

/** Prisma wraps the driver's error, whose own code says more than Prisma's: all codes on the way down. */
function saidBy(error: unknown): Said {
  const codes: string[] = [];
  let message = '';
  const take = (value: unknown) => typeof value === 'string' && codes.push(value);
  let at: unknown = error;
  for (let depth = 0; typeof at === 'object' && at !== null && depth < 8; depth++) {
    const each = at as {
      code?: unknown;
      originalCode?: unknown;
      kind?: unknown;
      message?: unknown;
      cause?: unknown;
      meta?: unknown;
    };
    for (const value of [each.code, each.originalCode, each.kind]) take(value);
    if (typeof each.message === 'string') message += ` ${each.message}`;
    const meta = (each.meta ?? {}) as { code?: unknown; message?: unknown; driverAdapterError?: unknown };
    take(meta.code);
    at = meta.driverAdapterError ?? each.cause ?? (each instanceof AggregateError ? each.errors[0] : undefined);
  }
  return { codes, message };
}

const any = (codes: readonly string[], known: RegExp) => codes.some((code) => known.test(code));

// The lock was not had in time, the transaction not begun or ended in time, two stood in each other's way.
const busy =
  /^(P1008|P2024|P2028|P2034|SQLITE_BUSY.*|SocketTimeout|TransactionWriteConflict|40001|40P01|55P03|57014|53300|TooManyConnections)$/;
const away =
  /^(P1001|P1002|P1017|57P0[1235]|25P03|08.{3}|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|DatabaseNotReachable|ConnectionClosed)$/;
/** The driver has no codes for a connection that ended under it. */
const cut =
  /Connection terminated|not queryable|Client was closed|timeout exceeded when trying to connect|Query read timeout/;

const isConflict = (error: unknown): boolean =>
  any(saidBy(error).codes, /^(40001|40P01|TransactionWriteConflict|P2034)$/);

/** Whether an error says that others were at work, nothing was changed, and trying again may help. */
export const isBusy = (error: unknown): boolean => any(saidBy(error).codes, busy);

/** Whether the connection to the server was lost, or not had. */
export function isAway(error: unknown): boolean {
  const { codes, message } = saidBy(error);
  return any(codes, away) || cut.test(message);
}

/** COMMIT was sent, and nobody knows what became of it. */
export const isUnsure = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'UNSURE';

/** Whether what failed so is known not to have happened, and may be run once more. */
export const isRepeatable = (error: unknown): boolean => !isUnsure(error) && (isAway(error) || isConflict(error));

const troubles: readonly (readonly [Trouble, RegExp])[] = [
  ['full', /^(SQLITE_FULL|53100)$/],
  ['readonly', /^(SQLITE_READONLY.*|25006)$/],
  ['gone', /^(SQLITE_CANTOPEN.*|DATABASE_GONE)$/],
  ['damaged', /^(SQLITE_IOERR.*|SQLITE_CORRUPT.*|SQLITE_NOTADB|58030|XX001|XX002)$/],
];

/** What an error says about the disk under the database, or the server it is on. */
export function troubleIn(error: unknown): Trouble | undefined {
  const { codes } = saidBy(error);
  return troubles.find(([, known]) => any(codes, known))?.[0] ?? (isAway(error) ? 'away' : undefined);
}

export const failure = (code: string, cause?: unknown) => Object.assign(new Error(code, { cause }), { code });
