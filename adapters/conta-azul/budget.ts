/**
 * What one company may be asked: ten times in a second, and so at most 577 times in the minute that allows for 600. A little longer than
 * theirs: clocks and wires differ.
 */
export const companyLimit: Limit = { length: 1040, most: 10 };

/** At most so many requests in any span of so many milliseconds. */
export interface Limit {
  length: number;
  most: number;
}

/**
 * Turns that are shared with other processes: gives so many, one `pace` of milliseconds apart, and says in how many milliseconds the first
 * of them is. Undefined where nobody shares.
 */
export type Turns = (companyId: string, asked: { count: number; pace: number }) => Promise<number | undefined>;

/** A request whose answer comes later than usual may have arrived later, by so many milliseconds at most. */
const latest = 1000;
/** Requests for which nobody waits follow each other at nearly an even pace: a burst that is late is refused as a whole. */
const evenness = 0.9;
/** Turns are asked for so many at once: by whoever has many to wait for, and at least. */
const [manyTurns, fewTurns, urgentTurns] = [6, 4, 10];
/** When so few are left the next are asked for. */
const lowTurns = 2;
/** A turn that came so many turns ago is not used any more: it may be another's by now. */
const lateTurns = 3;

interface Waiting {
  urgent: boolean;
  go(sent: Sent): void;
}

interface Sent {
  /** When it was sent. */
  at: number;
  /** When it arrived, as far as its answer tells. */
  arrived?: number;
}

interface Company {
  /** In the order they were sent. */
  sent: Sent[];
  /** When the next is even with those before. */
  even: number;
  /** Nothing before this. */
  from: number;
  waiting: Waiting[];
  /** Calls off looking again. */
  asleep?(): void;
  /** When our next turns are, where they are shared. */
  turns: number[];
  asking: boolean;
}

/** Spends what a company's account may be asked, over everything this process asks of it, and with `turns` every other one too. */
export interface Budget {
  /**
   * Resolves when it is one's turn, with what to call when the answer is there: a request counts from when it arrived, which is some time
   * in between. Throws the signal's reason when it is called off before.
   */
  take(companyId: string, asking: { urgent?: boolean; signal?: AbortSignal }): Promise<() => void>;
  /** The other side says when: nobody asks before. */
  pause(companyId: string, ms: number): void;
}

/** Milliseconds that never go back, and what is to be done in so many of them; gives the way to call it off. */
export interface Time {
  now(): number;
  after(ms: number, work: () => void): () => void;
}

const ownTime: Time = {
  now: () => performance.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

export function createBudget({ length, most }: Limit, turns?: Turns, { now, after }: Time = ownTime): Budget {
  const companies = new Map<string, Company>();
  const pace = length / most;
  // How long an answer takes when nothing holds it up. Nobody knows at first, when connections have to be made besides.
  let usual = 0;

  /** A request counts from when it arrived, as far as can be told: as much later as its answer is late. */
  const arrival = ({ at, arrived }: Sent, time: number) =>
    arrived ?? at + Math.min(latest, Math.max(0, time - at - usual));
  const wait = (company: Company): number => {
    const time = now();
    company.sent = company.sent.filter((each) => arrival(each, time) > time - length);
    const arrivals = company.sent.map((each) => arrival(each, time)).sort((a, b) => a - b);
    const free = arrivals.length >= most ? arrivals[arrivals.length - most]! + length - time : 0;
    return Math.max(0, company.from - time, free);
  };

  const askTurns = (id: string, company: Company): void => {
    company.asking = true;
    const { waiting } = company;
    const count = Math.min(
      Math.max(waiting.length, fewTurns),
      waiting.some((each) => each.urgent) ? urgentTurns : manyTurns,
    );
    const given = (ms = 0) => {
      company.asking = false;
      const first = now() + ms;
      for (let i = 0; i < count; i++) company.turns.push(first + i * pace);
      serve(id, company);
    };
    // Who cannot share goes on alone: the other side's refusals are heeded all the same.
    turns!(id, { count, pace }).then(given, () => given());
  };

  /** How long until our next turn; asks for more when there are few. Undefined until they are there. */
  const turn = (id: string, company: Company): number | undefined => {
    const time = now();
    while (company.turns.length > 0 && company.turns[0]! < time - lateTurns * pace) company.turns.shift();
    const { length: left } = company.turns;
    if (!company.asking && left <= lowTurns && company.waiting.length > left) askTurns(id, company);
    return left > 0 ? company.turns[0]! - time : undefined;
  };

  const send = (company: Company): Sent => {
    const at = now();
    const sent = { at };
    company.sent.push(sent);
    // Timers are late: what was missed by them is made up for.
    company.even = Math.max(company.even, at - pace) + evenness * pace;
    return sent;
  };

  const serve = (id: string, company: Company): void => {
    company.asleep?.();
    company.asleep = undefined;
    while (company.waiting.length > 0) {
      const first = company.waiting.findIndex((each) => each.urgent);
      let ms = Math.max(wait(company), first < 0 ? company.even - now() : 0);
      // Nobody asks for turns that could not be used.
      if (turns && ms < pace) {
        const until = turn(id, company);
        if (until === undefined) return;
        ms = Math.max(ms, until);
      }
      if (ms > 0) {
        company.asleep = after(Math.ceil(ms), () => serve(id, company));
        return;
      }
      company.turns.shift();
      const [next] = company.waiting.splice(Math.max(0, first), 1);
      next!.go(send(company));
    }
    // Whoever has not asked for a while has nothing to remember.
    if (companies.size > 500)
      for (const [each, of] of companies)
        if (of.waiting.length === 0 && wait(of) === 0 && of.sent.length === 0) companies.delete(each);
  };

  const of = (id: string): Company => {
    const found = companies.get(id) ?? { sent: [], even: 0, from: 0, waiting: [], turns: [], asking: false };
    companies.set(id, found);
    return found;
  };

  return {
    take: (id, { urgent = false, signal }) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const company = of(id);
        const waiting: Waiting = {
          urgent,
          go: (sent) => {
            signal?.removeEventListener('abort', stop);
            resolve(() => {
              const time = now();
              const took = time - sent.at;
              sent.arrived = arrival(sent, time);
              usual += (took - usual) / (took < usual ? 8 : 32);
              serve(id, company);
            });
          },
        };
        const stop = () => {
          company.waiting.splice(company.waiting.indexOf(waiting), 1);
          reject(signal!.reason);
        };
        signal?.addEventListener('abort', stop, { once: true });
        company.waiting.push(waiting);
        serve(id, company);
      }),
    pause: (id, ms) => {
      const company = of(id);
      company.from = Math.max(company.from, now() + ms);
    },
  };
}
