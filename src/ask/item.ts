import { pattern } from './pattern.ts';
import type { Condition, Key, OrderKey, Vocabulary } from './schema.ts';
import type { When } from './when.ts';

/** What a piece of a sentence says. */
export type Item =
  | { is: 'condition'; condition: Condition }
  | { is: 'when'; when: When }
  /** Something that happens on a day: `alone` is what it says where no day is said. */
  | { is: 'event'; key: Key; past: boolean; not?: boolean; alone?: Condition; noun?: boolean; vague?: boolean }
  | { is: 'join'; how: 'and' | 'or' | 'nor' | 'comma' | 'but' }
  | { is: 'not' }
  | { is: 'except' }
  | { is: 'order'; order: OrderKey; down?: boolean; event?: 'expiry' | 'exported'; ahead?: boolean; limit?: number }
  | { is: 'turn'; down: boolean }
  | { is: 'limit'; limit: number }
  | { is: 'next' }
  | { is: 'last' }
  | { is: 'count' }
  | { is: 'name'; text: string; sure: boolean }
  | { is: 'word'; text: string }
  | { is: 'skip' };

export interface ItemRule {
  at: RegExp;
  make(found: readonly (string | undefined)[], vocabulary: Vocabulary): Item | undefined;
}

export const values = (key: Key, ...all: string[]): Item => ({ is: 'condition', condition: { key, values: all } });
export const not = (key: Key, ...all: string[]): Item => ({
  is: 'condition',
  condition: { not: { key, values: all } },
});
export const rule = (source: string, make: Item | ItemRule['make']): ItemRule => ({
  at: pattern(source),
  make: typeof make === 'function' ? make : () => make,
});
