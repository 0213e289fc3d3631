/** The limits of one company: so many requests in a second, and in a minute. Both a little longer than theirs: clocks and wires differ. */
export const companyLimits: readonly Limit[] = [
  { length: 1040, most: 10 },
  { length: 60_200, most: 600 },
];

/** At most so many requests in any span of so many milliseconds. */
export interface Limit {
  length: number;
  most: number;
}

/** So long a request is on its way at most, in milliseconds, as far as is reckoned with. */
const longestWay = 100;

interface Waiting {
  urgent: boolean;
  go(sent: Sent): void;
}

interface Sent {
  at: number;
}

interface Company {
  /** In the order they were sent. */
  sent: Sent[];
  /** Nothing before this. */
  from: number;
  waiting: Waiting[];
  timer?: NodeJS.Timeout;
}

/** Spends what a company's account may be asked, over everything this process asks of it. */
export interface Budget {
  /**
   * Resolves when it is one's turn, with what to call when the answer is there: a request counts from when it arrived, which is some time
   * in between. Throws the signal's reason when it is called off before.
   */
  take(companyId: string, asking: { urgent?: boolean; signal?: AbortSignal }): Promise<() => void>;
  /** The other side says when: nobody asks before. */
  pause(companyId: string, ms: number): void;
}

export function createBudget(limits: readonly Limit[], now: () => number = () => performance.now()): Budget {
  const longest = Math.max(...limits.map((each) => each.length));
  const companies = new Map<string, Company>();

  const wait = ({ sent, from }: Company): number => {
    const at = now();
    while (sent.length > 0 && sent[0]!.at <= at - longest) sent.shift();
    const frees = limits.map(({ length, most }) => (sent.length >= most ? sent[sent.length - most]!.at + length - at : 0));
    return Math.max(0, from - at, ...frees);
  };

  const serve = (id: string, company: Company): void => {
    clearTimeout(company.timer);
    company.timer = undefined;
    while (company.waiting.length > 0) {
      const ms = wait(company);
      if (ms > 0) {
        company.timer = setTimeout(() => serve(id, company), Math.ceil(ms));
        return;
      }
      const first = company.waiting.findIndex((each) => each.urgent);
      const [next] = company.waiting.splice(Math.max(0, first), 1);
      const sent = { at: now() };
      company.sent.push(sent);
      next!.go(sent);
    }
    // Whoever has not asked for a minute has nothing to remember.
    if (companies.size > 500)
      for (const [each, of] of companies) if (of.waiting.length === 0 && wait(of) === 0 && of.sent.length === 0) companies.delete(each);
  };

  const of = (id: string): Company => {
    const found = companies.get(id) ?? { sent: [], from: 0, waiting: [] };
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
            const { at } = sent;
            resolve(() => {
              sent.at = Math.min(now(), at + longestWay);
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
