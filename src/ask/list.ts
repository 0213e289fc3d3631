import type { Day } from '../kit/days.ts';
import { type Composed, compose } from './compose.ts';
import { scan } from './scan.ts';
import type { Vocabulary } from './schema.ts';
import type { Sentence } from './tokens.ts';

/** A sentence, or a piece of one, as a list of clients. */
export const listOf = (sentence: Sentence, vocabulary: Vocabulary, today: Day): Composed =>
  compose(scan(sentence, vocabulary, today), sentence, today);
