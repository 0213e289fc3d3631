import type { Registry } from '../kit/registry.ts';
import type { Words } from '../kit/words.ts';

/** What topics are called: each feature adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it
export interface Topics {}
export type TopicName = keyof Topics;

/** A kind of event that channels can be told of at once. */
export interface Topic {
  name: TopicName;
  /** Where it stands among the others. */
  at: number;
  /** What is chosen, and the heading of several. */
  label(w: Words): string;
  /** One event: whom it is about, and how often it happened. */
  line(w: Words, who: string, count: number): string;
  /** Nothing to be glad of. */
  bad?: true;
  /** Told in the channels of the cards where nobody has chosen one for it. */
  anyway?: true;
}

declare module '../kit/definition.ts' {
  interface Contributions {
    topics: Topic;
  }
}

/** All that features give, in the order in which people read them. */
export const topicsOf = (registry: Registry): readonly Topic[] =>
  [...registry.given('topics')].sort((a, b) => a.at - b.at);
