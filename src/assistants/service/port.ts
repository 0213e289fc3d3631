import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isUnique } from '../../data/unique.ts';
import { keepViewState, recallViewState } from '../../data/viewstate.ts';
import type { House } from '../../firms/context.ts';
import { identify } from '../../firms/reads/identity.ts';
import type { OwnAssistant } from '../../kit/own.ts';
import { cut } from '../../kit/text.ts';
import { type OpenedKey, openKey } from '../reads/keys.ts';
import { noteUse } from './keys.ts';
import { type AssistantOAuth, createOAuth, type Documents } from './oauth.ts';
import { createSeals } from './seals.ts';

/** A button, a menu's entry or a form, as it was shown to an assistant. */
export interface Shown {
  kind: 'press' | 'search' | 'form';
  /** The platform's id of it, sealed by dispatch. */
  id: string;
  picked?: string;
  label: string;
  title: string;
}

/** What an adapter needs to let assistants ask. */
export interface AssistantDesk {
  /** For those that take no key; absent where the address is none of https. */
  oauth(documents?: Documents): AssistantOAuth | undefined;
  open(key: string): Promise<OpenedKey | undefined>;
  /** Whom a platform's own assistant asks for: as they sit there, and never at once. Without a seat, nobody. */
  seat(own: Pick<OwnAssistant, 'platform' | 'name'>, seat?: { workspace: string; user: string }): Promise<OpenedKey>;
  /** Whether a proof was not seen before, by any process. */
  isFresh(proof: string): Promise<boolean>;
  /** Ids under which this assistant's person can be asked for what was shown. */
  show(who: OpenedKey, shown: readonly Shown[]): Promise<string[]>;
  /** What an id stands for; undefined for one that was not shown to this person. */
  shown(who: OpenedKey, id: string): Promise<Shown | undefined>;
}

/** All that one answer showed: one row for whoever saw it, however many buttons it had. */
const stored = z.array(
  z.object({
    kind: z.enum(['press', 'search', 'form']),
    id: z.string(),
    picked: z.string().optional(),
    label: z.string(),
    title: z.string(),
  }),
);

const remembered = 10_000;
const minute = 60_000;
/** When a key was used last is known to so many minutes: each write makes what was read be read again. */
const useMinutes = 10;
/** Longer than what was signed is good for. */
const proofMinutes = 15;

const access = z.object({ key: z.string(), aud: z.string() });

/** What was shown, and the hash of it, from which its ids are made: the same for all of a firm who see the same, kept for each of them. */
function storedOf(firmId: string, shown: readonly Shown[]): { token: string; data: string } {
  const data = JSON.stringify(
    shown.map(({ kind, id, picked, label, title }) => ({
      ...{ kind, id, picked },
      ...{ label: cut(label, 80), title: cut(title, 400) },
    })),
  );
  return { token: `m${createHash('sha256').update(firmId).update(data).digest('base64url').slice(0, 21)}`, data };
}
const hashed = new WeakMap<readonly Shown[], ReturnType<typeof storedOf>>();

export function createDesk(house: House, clock: () => Date): AssistantDesk {
  const { data, log } = house;
  const seals = createSeals(house.secret, clock);
  // Only an address of https is somebody's own: OAuth is there where that is so.
  const oauth = (documents?: Documents) =>
    house.publicUrl.startsWith('https:') ? createOAuth(house, clock, documents) : undefined;
  /** What was kept lately: a list that is asked for all day writes nothing. */
  const kept = new Set<string>();

  return {
    oauth,
    open: async (key) => {
      const now = clock();
      // A token that was given for another address opens nothing here.
      const token = key.startsWith('cat_') ? seals.take('access', key.slice(4), access) : undefined;
      const connection = token && token.aud === oauth()?.resource ? token.key : undefined;
      const who = await openKey(data, connection ? { connection } : { key }, now);
      if (who && now.getTime() - (who.lastUsedAt?.getTime() ?? 0) > useMinutes * minute)
        noteUse(data, who.keyId, now).catch((error: unknown) =>
          log.warn({ err: error }, 'the use of a key could not be noted'),
        );
      return who;
    },
    seat: async ({ platform, name }, seat) => {
      const { workspace = '', user = '' } = seat ?? {};
      const place = { platform, workspace, user, isAdmin: async () => false };
      const { firm, actor, can, locale } = await identify(data, place);
      const [id, memberId] = [`${platform}:${actor.id}`, actor.id];
      return {
        ...{ keyId: id, firmId: firm.id, memberId, locale, lastUsedAt: undefined },
        place: { ...place, assistant: { id, name, may: 'prepare' } },
        // What is listed for nobody is what there is; asked for, it is refused.
        can: seat ? can : () => true,
      };
    },
    isFresh: async (proof) => {
      try {
        const expiresAt = new Date(clock().getTime() + proofMinutes * minute);
        await data.db.$transaction((tx) => tx.delivery.create({ data: { key: proof, expiresAt } }));
        return true;
      } catch (error) {
        if (isUnique(error)) return false;
        throw error;
      }
    },
    show: async (who, shown) => {
      if (!who.firmId) return [];
      const made = hashed.get(shown) ?? storedOf(who.firmId, shown);
      hashed.set(shown, made);
      const token = `${made.token}.${who.memberId}`;
      const key = `${who.firmId}:${token}`;
      if (!kept.has(key)) {
        await keepViewState(data, who.firmId, [{ token, data: made.data }], clock());
        if (kept.size > remembered) kept.clear();
        kept.add(key);
      }
      return shown.map((_, n) => `${made.token}.${n}`);
    },
    shown: async (who, id) => {
      const [, token, n] = /^(m[\w-]{21})\.(\d{1,3})$/.exec(id) ?? [];
      const text = token ? await recallViewState(data, who.firmId, `${token}.${who.memberId}`) : undefined;
      return text === undefined ? undefined : stored.safeParse(JSON.parse(text)).data?.[Number(n)];
    },
  };
}
