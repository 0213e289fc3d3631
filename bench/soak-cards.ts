// Presses *Aceitar* in the moment a card appears, on two platforms that answer slowly: `npm run soak -- cards [ROUNDS]`. Every card must
// turn, whoever is faster. With TEST_DATABASE_URL on PostgreSQL, on an empty database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cardOf } from '../src/connections/commands/request.ts';
import { cardSenders } from '../src/connections/service/cards.ts';
import { createPortal } from '../src/connections/service/portal.ts';
import { type Data, openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { keepViewState } from '../src/data/viewstate.ts';
import { createOutbox } from '../src/jobs/outbox.ts';
import { createPost } from '../src/kit/post.ts';
import type { SealedView } from '../src/kit/view.ts';
import { agreement, parts, standsFor } from '../test/connections/fixture.ts';
import { house, quiet, shown, testNow, testSecret } from '../test/house.ts';
import { createChannels } from '../test/portal/fixture.ts';

export interface CardFigures {
  rounds: number;
  /** Cards that still offered to decide when everything was sent, by platform. */
  stale: Record<string, number>;
  /** How often the decision fell between the card's being sent and its place's being noted. */
  between: number;
}

/** The database must be migrated and empty. */
export async function soakCards({
  data,
  rounds,
  slowest = 40,
}: {
  data: Data;
  rounds: number;
  slowest?: number;
}): Promise<CardFigures> {
  const clock = () => new Date(testNow.getTime() + Math.round(performance.now()));
  const h = await house(data, { clock });
  await standsFor(data, h.firmId);
  const platforms = ['slack', 'discord'] as const;
  for (const platform of platforms) {
    const at = { platform, workspace: platform, channel: `${platform}-c` };
    await data.db.workspace.create({ data: { id: newId(), firmId: h.firmId, ...at, createdAt: clock() } });
  }
  const standing = new Map<string, SealedView>();
  let appeared: (card: { view: SealedView; delay: number }) => void = () => undefined;
  let messages = 0;
  const surfaces = platforms.map((platform) => {
    const surface = createChannels(platform);
    surface.deliver = async ({ message }, view) => {
      const delay = Math.random() * slowest;
      const id = message ?? `${platform}-${++messages}`;
      standing.set(id, view);
      if (!message) appeared({ view, delay });
      await sleep(delay);
      return { ok: true, message: id };
    };
    return surface;
  });
  const inside = parts(data);
  const post = createPost(surfaces, (firmId, stored) => keepViewState(data, firmId, stored, clock()));
  // Each of its own channel's pace in real time would make a round take seconds.
  const senders = Object.fromEntries(
    Object.entries(cardSenders(inside, post, cardOf, clock)).map(([kind, { pace: _, ...each }]) => [kind, each]),
  );
  const mail = { send: async () => ({ ok: true as const, message: 'm' }) };
  const outbox = createOutbox({ data, secret: testSecret, senders: { ...senders, mail }, clock, log: quiet, poll: 20 });
  outbox.start();
  const portal = createPortal(inside, clock);
  const wish = {
    name: 'Padaria',
    accountantEmail: 'marina@horizonte.com.br',
    firmName: 'Horizonte',
    firmPhone: '(11) 4002-8922',
    agree: 'on',
  };
  let between = 0;
  for (let round = 0; round < rounds; round++) {
    const email = `c${round}@example.com`;
    const first = new Promise<{ view: SealedView; delay: number }>((resolve) => (appeared = resolve));
    await portal.ask(email, 'pt-BR', wish, agreement);
    const { id } = await data.db.connectionRequest.findFirstOrThrow({ where: { email } });
    const { delay } = await first;
    await sleep(Math.random() * (delay + 25));
    const before = await data.db.postedCard.count({ where: { requestId: id } });
    await h.admin.press(`connections.accept|${id}`);
    if (before < platforms.length) between++;
    // A round is over when nothing waits any more.
    for (let n = 0; n < 500 && (await data.db.outbox.count({ where: { state: 'pending' } })) > 0; n++) await sleep(10);
  }
  await outbox.stop();
  const stale: Record<string, number> = { slack: 0, discord: 0 };
  for (const [id, view] of standing) if (shown(view).includes('Aguardando resposta')) stale[id.split('-')[0]!]!++;
  return { rounds, stale, between };
}

if (process.argv[1] === import.meta.filename) {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-soak-'));
  const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'soak.db')}`;
  await migrate(url);
  const data = openData(url);
  const figures = await soakCards({ data, rounds: Number(process.argv[2] ?? 500) });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  await data.close();
  rmSync(folder, { recursive: true, force: true });
  if (Object.values(figures.stale).some((count) => count > 0)) process.exitCode = 1;
}
