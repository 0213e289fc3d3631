import { type Day, daysBetween } from '../../kit/days.ts';
import type { Tone } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { situationLabel } from '../../terms/client.ts';
import { dueNews } from '../../terms/news.ts';
import { stageOf } from '../gates.ts';
import type { Client } from './client.ts';

/** What somebody should know of a client first, and how urgent it is. */
export interface News {
  said: string;
  tone: Tone;
}

/** A plan that ends within so many days is news before anything else; within `near`, before what is merely so. */
const soon = 7;
const near = 30;

/** The news of a client: what is overdue, then what ends at once, who waits, what is missing, and else how things stand. `readable`: whether accounts can be read here at all. */
export function clientNews(w: Words, client: Client, today: Day, readable: boolean): News {
  const { standing, expiresOn, plan, situation } = client;
  const stage = stageOf(standing);
  const left = plan && expiresOn ? daysBetween(today, expiresOn) : Number.POSITIVE_INFINITY;
  const due = () => dueNews(w, { expiresOn: expiresOn!, autoRenew: client.autoRenew }, today);
  const label = situationLabel(w, situation);
  if (standing.license === 'blocked') return { said: w.news.blocked, tone: 'bad' };
  if (left < 0) return { said: due(), tone: 'bad' };
  if (left <= soon) return { said: due(), tone: 'warn' };
  if (stage === 'requested') return { said: w.news.asks, tone: 'warn' };
  if (
    stage === 'connected' &&
    (standing.access === 'revoked' || standing.access === 'expired' || standing.access === 'blocked')
  )
    return { said: w.news.lapsed, tone: 'warn' };
  if (left <= near) return { said: due(), tone: 'warn' };
  if (stage === 'invited') return { said: w.news.invited, tone: 'plain' };
  if (readable && stage === 'connected' && standing.access === 'none')
    return { said: w.news.unauthorized, tone: 'warn' };
  if (!plan) return { said: w.news.withoutPlan(label), tone: 'plain' };
  return { said: expiresOn ? w.news.until(label, w.format.day(expiresOn)) : w.news.undated(label), tone: 'plain' };
}
