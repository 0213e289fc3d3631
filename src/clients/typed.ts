import { z } from 'zod';
import type { Ctx } from '../kit/ctx.ts';
import { UserError } from '../kit/errors.ts';
import { field } from '../kit/field.ts';
import { readTyped } from '../kit/parse.ts';
import { readValues } from '../kit/values.ts';
import type { Words } from '../kit/words.ts';
import { words } from '../words/index.ts';
import { filterKeys, filterParts } from './fields.ts';
import { type Condition, type Filter, filterOf, filterShape, nobody } from './filter.ts';
import type { Names } from './reads/filter-parts.ts';
import { settled } from './reads/resolve.ts';

const languages = Object.values(words);
const keys = z.object(Object.fromEntries(filterKeys.map((key) => [key, filterShape[key]])));

/** Conditions as people type them, each like the command's own options, with semicolons between them; undefined when one is not understood. */
function readConditions(typed: string, today: string): Condition[] | undefined {
  const parts = typed
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean);
  try {
    const some = parts.map(
      (each) => readValues(keys, readTyped(each, keys, languages, today), today, languages) as Condition,
    );
    return some.length > 0 && some.every((each) => Object.keys(each).length > 0) ? some : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

const text = (of: (w: Words) => { typed: string; label: string; hint: string }) =>
  field.text(of, {
    max: 400,
    read: (typed, today) => (readConditions(typed, today) ? typed : undefined),
    refuse: (w) => w.clients.notAFilter,
  });

/** What stands in a filter beside its keys, as people type it. */
export const combining = {
  any: text((w) => w.clients.field.any).optional(),
  except: text((w) => w.clients.field.except).optional(),
};
export type Combining = { [K in keyof typeof combining]?: string };

async function looked(ctx: Ctx, name: keyof Combining, typed: string | undefined): Promise<Condition[] | undefined> {
  try {
    return typed
      ? await Promise.all((readConditions(typed, ctx.today) ?? []).map((each) => settled(ctx, each)))
      : undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, error.say, { fields: { [name]: error.say } });
  }
}

/** The filter that options mean. */
export async function typedFilter(ctx: Ctx, { any, except, ...options }: Filter & Combining): Promise<Filter> {
  const [or, not] = await Promise.all([looked(ctx, 'any', any), looked(ctx, 'except', except)]);
  return { ...filterOf(options), ...(or ? { or } : {}), ...(not ? { not } : {}) };
}

/** Conditions as they could be typed; undefined for what cannot. */
export function asTyped(w: Words, conditions: readonly Condition[] = [], names: Names = new Map()): string | undefined {
  const some = conditions.map((condition) => {
    if (condition.or?.length || condition.not?.length) return undefined;
    return filterKeys
      .flatMap((key) => {
        const given = condition[key];
        if (given === undefined) return [];
        const { words: called, say, by } = filterParts[key];
        const value = (each: string) =>
          by === 'words' ? each : key === 'analyst' && each !== nobody ? (names.get(each) ?? each) : say(w, each);
        return [`${called(w).typed}:"${[given].flat().map(value).join(', ').replaceAll('"', '')}"`];
      })
      .join(' ');
  });
  const typed = some.filter((each) => each !== undefined).join('; ');
  return some.includes(undefined) || readConditions(typed, '2000-01-01')?.length !== conditions.length
    ? undefined
    : typed;
}
