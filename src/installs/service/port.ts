import type { House } from '../../firms/context.ts';
import type { PlatformName } from '../../kit/incoming.ts';
import type { Installs } from '../../kit/installs.ts';
import { activeAt, installationAt, installations } from '../reads/installation.ts';
import { add } from './add.ts';
import { join } from './join.ts';
import { askForMore } from './more.ts';
import { newProof, spendProof } from './proof.ts';
import { remove, restore } from './remove.ts';
import { rotate } from './rotate.ts';
import { accessAt } from './tokens.ts';

/** Where a platform's app was added by its link, as plain functions for its adapter. */
export const installsOf = (house: House, platform: PlatformName, clock: () => Date): Installs => ({
  begin: (code) => newProof(house.secret, clock(), code),
  redeem: (proof) => spendProof(house.data, house.secret, clock(), proof),
  add: (added) => add(house, platform, added, clock()),
  access: (where, refresh) => accessAt(house, clock, platform, where, refresh),
  standing: async (where) => {
    const row = await installationAt(house.data, platform, where);
    return row && { state: row.state, addedAt: new Date(row.addedAt) };
  },
  remove: (where, only) => remove(house, platform, where, clock(), only),
  joined: (added) => join(house, platform, added, clock()),
  workspaces: () => activeAt(house.data, platform),
  restore: (where) => restore(house, platform, where, clock()),
  rotate: (refresh, isOver) => rotate(house, clock, platform, refresh, isOver),
  ask: (scopes) => askForMore(house, platform, scopes, clock()),
  count: () => installations(house.data, platform),
});
