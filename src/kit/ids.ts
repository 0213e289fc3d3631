import { createHash } from 'node:crypto';
import { z } from 'zod';
import { bytes } from './text.ts';

/** What Discord takes as the id of a button; Slack takes more. */
const maxId = 100;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const guard = (value: string) =>
  value.replace(/[%|,~!\u0000-\u001f]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
/** A uuid takes 22 letters behind a tilde; the tilde alone is the empty text, which is not the same as nothing. */
const pack = (value: string) =>
  uuid.test(value) || value === ''
    ? `~${Buffer.from(value.replaceAll('-', ''), 'hex').toString('base64url')}`
    : guard(value);
/** A value as it stands in an id. */
export const inId = (value: string): string => pack(value);
const emptyList = '!';

function unpack(value: string): string {
  if (!value.startsWith('~')) return decodeURIComponent(value);
  if (value !== '~' && !/^~[\w-]{22}$/.test(value)) throw new Error('no uuid');
  const hex = Buffer.from(value.slice(1), 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const packAny = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(packAny).join(',') || emptyList
    : value === undefined || value === null
      ? ''
      : typeof value === 'boolean'
        ? String(Number(value))
        : pack(typeof value === 'object' ? JSON.stringify(value) : String(value));

function unpackAny(value: string, schema: z.ZodType): unknown {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) inner = inner.unwrap() as z.ZodType;
  if (value === '') return undefined;
  if (inner instanceof z.ZodArray)
    return value === emptyList ? [] : value.split(',').map((each) => unpackAny(each, inner.element as z.ZodType));
  if (inner instanceof z.ZodNumber) return Number(value);
  if (inner instanceof z.ZodBoolean) return value === '1';
  // A thing of several parts.
  if (inner instanceof z.ZodObject || inner instanceof z.ZodLazy) return JSON.parse(unpack(value));
  return unpack(value);
}

/** An id, or what must be stored under a token first because it does not fit. */
export type Minted = { id: string } | { id: string; token: string; data: string };

/**
 * `name|value|value…` by the order of the object's fields: append new fields at the end, never reorder, so that old cards keep their
 * meaning. What is longer than 100 bytes becomes `name!token`; the token is the hash of what it stands for.
 */
export function mint(name: string, object: z.ZodObject, input: Readonly<Record<string, unknown>>): Minted {
  const parts = Object.keys(object.shape).map((key) => packAny(input[key]));
  while (parts.at(-1) === '') parts.pop();
  const id = [name, ...parts].join('|');
  if (bytes(id) <= maxId) return { id };
  const token = createHash('sha256').update(id).digest('base64url').slice(0, 24);
  return { id: `${name}!${token}`, token, data: id };
}

/** Which definition an id belongs to, and its token if what it means is stored (a token of letters that ours have, or none of ours). */
export function readId(id: string): { name: string; token?: string } {
  const end = id.search(/[|!]/);
  if (end < 0) return { name: id };
  return id[end] === '!'
    ? { name: id.slice(0, end), token: id.slice(end + 1).replace(/[^\w-]/g, '') }
    : { name: id.slice(0, end) };
}

/** What an id says, parsed by the same object that minted it; undefined when it says nothing the object understands. */
export function readInput<S extends z.ZodObject>(id: string, object: S): z.infer<S> | undefined {
  const [, ...parts] = id.split('|');
  const keys = Object.keys(object.shape);
  // What an id of ours never holds, and PostgreSQL refuses.
  if (parts.length > keys.length || /\0|%00/.test(id)) return undefined;
  try {
    const values = Object.fromEntries(
      keys.map((key, i) => [key, unpackAny(parts[i] ?? '', object.shape[key] as z.ZodType)]),
    );
    const parsed = object.safeParse(values);
    return parsed.success ? (parsed.data as z.infer<S>) : undefined;
  } catch {
    return undefined;
  }
}
