import { createHash, randomBytes } from 'node:crypto';
import type { Assistant } from '../kit/incoming.ts';

/** How far an assistant goes, least first. */
export const scopes = ['read', 'prepare', 'act'] as const satisfies readonly Assistant['may'][];
export type Scope = (typeof scopes)[number];

/** How long a key may be good for, in days. */
export const keyDays = ['7', '30', '90', '365'] as const;

/** Keys of one person, and acts of one assistant that wait for a press: a program that runs wild stops here. */
export const mostKeys = 20;
export const mostWaiting = 10;

/** A key as it is shown, once: 256 random bits behind a name that leaks are searched for. */
export const newKey = (): string => `carteira_${randomBytes(32).toString('base64url')}`;
export const isKey = (given: string): boolean => /^carteira_[\w-]{43}$/.test(given);
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Acts of an assistant wait under this name, which is nobody's on any platform. */
export const waitingOf = (keyId: string): string => `assistant:${keyId}`;
