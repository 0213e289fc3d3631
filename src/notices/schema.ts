import type { Ctx } from '../kit/ctx.ts';
import type { Registry } from '../kit/registry.ts';
import type { Button } from '../kit/view.ts';
import type { Words } from '../kit/words.ts';

/** What topics are called: each feature adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it
export interface Topics {}
export type TopicName = keyof Topics;

/** An event as it is told: whom it is about ("" when they are gone), and what there is to act on. */
export interface ToldEvent {
  name: string;
  clientId: string | null;
  requestId: string | null;
  outboxId: string | null;
}

/** A kind of event that channels can be told of at once. */
export interface Topic {
  name: TopicName;
  /** Where it stands among the others. */
  at: number;
  /** What is chosen, and the heading of several. */
  label(w: Words): string;
  /** One event: whom it is about, and how often it happened. */
  line(w: Words, who: string, count: number): string;
  /** Events that have this in common are told as one: a client who sends several documents does one thing. */
  oneBy?: 'clientId' | 'detail';
  /** What can be done about them, the first first; what goes to a channel is for everybody. */
  buttons?(ctx: Ctx, events: readonly ToldEvent[]): Button[];
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
