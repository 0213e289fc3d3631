import { randomBytes } from 'node:crypto';

/** A short code that stands both in what a person reads and in the log line of the error. */
export const newReference = (): string => randomBytes(4).toString('hex').toUpperCase();
