import { registry } from '../../src/core.ts';
import type { Data } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { keepViewState } from '../../src/data/viewstate.ts';
import { digestCard, digestLetter } from '../../src/digests/commands/card.ts';
import { digestSenders } from '../../src/digests/service/senders.ts';
import type { House as Parts } from '../../src/firms/context.ts';
import { createOutbox, type Outbox } from '../../src/jobs/outbox.ts';
import type { Sender } from '../../src/jobs/sender.ts';
import type { Address, Delivered, PlatformName, Surface } from '../../src/kit/incoming.ts';
import { createPost } from '../../src/kit/post.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { nameKeyOf } from '../../src/terms/client.ts';
import { quiet, testNow, testSecret } from '../house.ts';
import { unpaced } from '../unpaced.ts';

export const parts = (data: Data): Parts => ({
  data,
  secret: testSecret,
  publicUrl: 'http://localhost:3000',
  registry,
  log: quiet,
});

/** A message that stands somewhere, as it was sent and as it was edited since. */
export interface Standing {
  id: string;
  key: string;
  address: Address;
  views: SealedView[];
}

export interface Chat {
  surface: Surface;
  /** In the order they came; one a key, as on a platform that recognises what it has. */
  standing: Standing[];
  /** What it answers instead of taking a message to this channel. */
  refuse: Map<string, Delivered>;
}

/** A platform that takes what it is given, once a key. */
export function chat(platform: PlatformName = 'test'): Chat {
  const standing: Standing[] = [];
  const refuse = new Map<string, Delivered>();
  const deliver: Surface['deliver'] = async (address, view, { key }) => {
    const refused = refuse.get(address.channel);
    if (refused) return refused;
    const known = standing.find((each) => (address.message ? each.id === address.message : each.key === key));
    if (address.message && !known) return { ok: false, reason: 'message_not_found', gone: true };
    if (known) known.views.push(view);
    else standing.push({ id: `m${standing.length + 1}`, key, address, views: [view] });
    return { ok: true, message: known?.id ?? standing.at(-1)!.id };
  };
  const surface: Surface = {
    platform,
    mounts: [],
    start: async () => undefined,
    stop: async () => undefined,
    deliver,
    health: () => ({ ok: true, detail: '' }),
  };
  return { surface, standing, refuse };
}

/** An outbox that sends digests to a chat, by a settable clock. */
export function outboxTo(
  data: Data,
  there: Chat,
  clock: () => Date = () => testNow,
  more: Readonly<Record<string, Sender>> = {},
  provider?: Parts['provider'],
): Outbox {
  const house = { ...parts(data), ...(provider ? { provider } : {}) };
  const post = createPost([there.surface], (firmId, stored) => keepViewState(data, firmId, stored, clock()));
  const senders = digestSenders(house, post, { card: digestCard, mail: digestLetter }, clock);
  return createOutbox({ data, secret: testSecret, senders: unpaced({ ...senders, ...more }), clock, log: quiet });
}

export interface Seed {
  name: string;
  expiresOn?: string;
  autoRenew?: boolean;
  analystId?: string | null;
  situation?: string;
  lastExportOn?: string;
  email?: string;
}

/** A client of the firm, with a plan when it expires. */
export async function addClient(data: Data, firmId: string, { name, expiresOn, ...more }: Seed): Promise<string> {
  const id = newId();
  const plan = expiresOn ? { plan: 'Controle I', payer: 'client', expiresOn } : {};
  const keys = { nameKey: nameKeyOf({ name }), searchKey: nameKeyOf({ name }) };
  await data.db.client.create({
    data: {
      id,
      firmId,
      name,
      situation: 'connected',
      email: 'c@example.com',
      ...keys,
      ...plan,
      ...more,
      createdAt: testNow,
      updatedAt: testNow,
    },
  });
  return id;
}
