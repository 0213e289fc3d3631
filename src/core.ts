import type { Provider } from './accounts/provider.ts';
import { behind } from './ask/answer.ts';
import { said } from './ask/feature.ts';
import { prepare } from './assistants/service/prepare.ts';
import type { Data } from './data/client.ts';
import { dropDraft, keepDraft, readDraft } from './data/drafts.ts';
import { inWords } from './data/errors.ts';
import type { Files } from './data/files/door.ts';
import type { Secret } from './data/secret.ts';
import { keepViewState, recallViewState } from './data/viewstate.ts';
import { features } from './features.ts';
import { greet } from './firms/commands/setup.ts';
import { identify, seatsOf } from './firms/reads/identity.ts';
import type { Log } from './kit/ctx.ts';
import { createDispatch } from './kit/dispatch.ts';
import type { Core, Drafts, Place } from './kit/incoming.ts';
import type { Adding } from './kit/installs.ts';
import { createLimit } from './kit/limit.ts';
import type { Readers } from './kit/post.ts';
import { createRegistry } from './kit/registry.ts';
import { words } from './words/index.ts';

export const registry = createRegistry(features, Object.values(words));

/** A person in a hurry presses twice a second; a script that hammers is slowed down. */
export const hurry = { perSecond: 5, burst: 40 };

const personAt = ({ platform, user }: Place): string => `${platform}:${user}`;

/** What was typed and cannot be sent yet, on a database. */
export function createDrafts({
  data,
  secret,
  clock = () => new Date(),
}: {
  data: Data;
  secret: Secret;
  clock?: () => Date;
}): Drafts {
  return {
    keep: async (place, value, life) => {
      // Whose it is decides with whom it goes; in private with two firms nobody knows.
      const who = place.workspace === '' ? undefined : await identify(data, place).catch(() => undefined);
      const member = who?.actor.kind === 'member' ? { firmId: who.firm.id, memberId: who.actor.id } : {};
      return keepDraft(data, secret, { person: personAt(place), ...member }, value, clock(), life);
    },
    find: (place, token) => readDraft(data, secret, personAt(place), token, clock()),
    drop: (place, token) => dropDraft(data, personAt(place), token),
  };
}

/** The bot on a database: what every adapter is handed. */
export function createCore({
  data,
  secret,
  publicUrl,
  files,
  provider,
  readers,
  adding,
  clock = () => new Date(),
  limit = createLimit(hurry),
  log,
}: {
  data: Data;
  secret: Secret;
  publicUrl: string;
  /** Where clients' files are kept. */
  files?: Files;
  /** What clients' own accounts are asked through. */
  provider?: Provider;
  /** Who reads a channel, as the platforms say. */
  readers?: Readers;
  /** Where a browser adds the app for a firm. */
  adding?: Adding;
  clock?: () => Date;
  limit?: (who: string) => number;
  log: Log;
}): Core {
  return createDispatch({
    registry,
    home: 'carteira',
    asking: { action: said.name, behind },
    words,
    identify: (place) => identify(data, place),
    seats: (place) => seatsOf(data, place),
    welcome: greet,
    keep: (firmId, stored) => keepViewState(data, firmId, stored, clock()),
    recall: (firmId, token) => recallViewState(data, firmId, token),
    drafts: createDrafts({ data, secret, clock }),
    prepare,
    limit,
    clock,
    log,
    inWords,
    house: { data, secret, publicUrl, files, provider, readers, adding },
  });
}
