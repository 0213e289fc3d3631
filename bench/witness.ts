import type { Data } from '../src/data/client.ts';
import { messageId } from '../src/jobs/mail.ts';
import type { Address, Delivered, Once } from '../src/kit/incoming.ts';
import { plainText, type SealedView } from '../src/kit/view.ts';
import type { Arrived } from '../test/fakes/smtp.ts';

/** What stands outside and sees what is acknowledged and what arrives; it asks the database nothing before the end. */
export interface Button {
  id: string;
  label: string;
}

interface Card {
  message: string;
  view: SealedView;
}

// biome-ignore lint/suspicious/noExplicitAny: an outcome as it came over the wire
type Answer = any;

/** Every button of a view, wherever it stands. */
export function buttonsOf(view: SealedView | undefined): Button[] {
  const found: Button[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) walk(each);
    else if (typeof value === 'object' && value !== null) {
      const { press: id, label } = value as { press?: unknown; label?: unknown };
      if (typeof id === 'string' && typeof label === 'string') found.push({ id, label });
      for (const each of Object.values(value)) walk(each);
    }
  };
  walk(view);
  return found;
}

const emailIn = (view: SealedView): string | undefined => /[\w-]+@example\.com/.exec(plainText(view))?.[0];
const isGood = (answer: Answer): boolean =>
  answer?.kind === 'view' && answer.view.tone !== 'warn' && answer.view.tone !== 'bad';

export function createWitness() {
  const cards = new Map<string, Card>();
  const byKey = new Map<string, string>();
  const invited = new Set<string>();
  const asked = new Set<string>();
  const accepted = new Set<string>();
  const refusals = new Map<string, number>();
  const broken: string[] = [];
  let answers = 0;
  let cardsAgain = 0;
  const note = (answer: Answer): boolean => {
    if (answer === undefined) return false;
    answers++;
    if (answer.kind === 'view' && !isGood(answer)) {
      const said = plainText(answer.view).slice(0, 60);
      refusals.set(said, (refusals.get(said) ?? 0) + 1);
    }
    return true;
  };
  return {
    answers: () => answers,
    cards: () => [...cards.values()],
    /** A platform that takes every message; one that is told to be the same as before is that one. */
    deliver: ({ address, view, once }: { address: Address; view: SealedView; once: Once }): Delivered => {
      const known = address.message ?? byKey.get(once.key);
      if (known && !address.message) cardsAgain++;
      const message = known ?? `m${cards.size + 1}`;
      byKey.set(once.key, message);
      cards.set(message, { message, view });
      return { ok: true, message };
    },
    invited: (email: string, answer: Answer): void => {
      if (note(answer) && isGood(answer)) invited.add(email);
    },
    asked: (email: string, answer: Answer): void => {
      if (answer?.kind === 'failed') broken.push(answer.error);
      if (answer?.kind !== 'asked') return;
      answers++;
      asked.add(email);
    },
    decided: (card: Card, answer: Answer): void => {
      const email = emailIn(card.view);
      if (note(answer) && isGood(answer) && email && !buttonsOf(answer.view).some(({ label }) => label === 'Aceitar'))
        accepted.add(email);
    },
    broken: (error: unknown): void => void broken.push(String(error)),
    /** What was acknowledged, against what is there; what stands in the channel, against what is true. */
    compare: async ({ db }: Data, arrived: readonly Pick<Arrived, 'messageId'>[]) => {
      const requests = await db.connectionRequest.findMany();
      const audits = await db.audit.findMany({ where: { subject: { startsWith: 'request:' } } });
      const mails = await db.outbox.findMany({ where: { kind: 'mail' } });
      const of = (email: string) => requests.filter((each) => each.email === email);
      const lost = [
        ...[...invited].filter((email) => of(email).length === 0),
        ...[...asked].filter((email) => of(email).length === 0),
        ...[...accepted].filter((email) => of(email)[0]?.state !== 'accepted'),
      ];
      const doubled = [...new Set(requests.map(({ email }) => email))].filter((email) => of(email).length > 1);
      const odd = requests.filter(
        ({ id, state }) =>
          audits.filter((audit) => audit.subject === `request:${id}` && /\.(accept|decline|cancel)$/.test(audit.verb))
            .length !== (state === 'pending' ? 0 : 1),
      );
      const untrue = [...cards.values()].filter(({ view }) => {
        const request = requests.find(({ email }) => email === emailIn(view));
        const open = buttonsOf(view).some(({ label }) => label === 'Aceitar');
        return (
          request !== undefined && open !== (request.state === 'pending' && request.direction === 'client_to_firm')
        );
      });
      const came = new Map<string, number>();
      for (const { messageId: id } of arrived) came.set(id, (came.get(id) ?? 0) + 1);
      const from = 'carteira@horizonte.com.br';
      return {
        answers,
        acknowledged: { invited: invited.size, asked: asked.size, accepted: accepted.size },
        lost,
        doubled,
        odd: odd.map(({ id, state }) => `${id} ${state}`),
        cards: cards.size,
        cardsAgain,
        untrue: untrue.map(({ message, view }) => `${message}: ${plainText(view).slice(0, 80)}`),
        letters: mails.length,
        lettersLost: mails
          .filter(({ key }) => !came.has(messageId(key, from)))
          .map(
            ({ state, attempts, claims, error }) => `${state} after ${attempts} tries, taken ${claims} times: ${error}`,
          ),
        lettersTwice: [...came.values()].reduce((sum, each) => sum + each - 1, 0),
        refusals: Object.fromEntries(refusals),
        broken: broken.slice(0, 5),
      };
    },
  };
}
export type Witness = ReturnType<typeof createWitness>;
