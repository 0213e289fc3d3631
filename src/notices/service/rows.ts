import { newId } from '../../data/id.ts';

/** What goes to one channel goes out one after the other. */
export const laneOf = ({
  platform,
  workspace,
  channel,
}: {
  platform: string;
  workspace: string;
  channel: string;
}): string => (platform === 'mail' ? '' : `${platform}:${workspace}:${channel}`);

/** The outbox row that brings a posted digest up to date. */
export const updateRow = (
  digest: { id: string; firmId: string; platform: string; workspace: string; channel: string },
  now: Date,
) => {
  const id = newId();
  return {
    id,
    key: `digest:${digest.id}:${id}`,
    firmId: digest.firmId,
    kind: 'digest.update',
    lane: laneOf(digest),
    payload: JSON.stringify({ digestId: digest.id }),
    dueAt: now,
    createdAt: now,
  };
};
