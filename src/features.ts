import { accounts } from './accounts/feature.ts';
import { ask } from './ask/feature.ts';
import { assistants } from './assistants/feature.ts';
import { clients } from './clients/feature.ts';
import { connections } from './connections/feature.ts';
import { digests } from './digests/feature.ts';
import { documents } from './documents/feature.ts';
import { firms } from './firms/commands/feature.ts';
import { help } from './help/commands.ts';
import { installs } from './installs/feature.ts';
import type { Feature } from './kit/definition.ts';
import { licenses } from './licenses/feature.ts';
import { portfolio } from './portfolio/commands.ts';
import { importing } from './portfolio/import/commands.ts';
import { rights } from './rights/feature.ts';

/** All that the bot can do. In the order in which its commands are listed; a feature that is not here does not exist. */
export const features: readonly Feature[] = [
  portfolio,
  clients,
  licenses,
  connections,
  documents,
  digests,
  accounts,
  importing,
  firms,
  installs,
  help,
  ask,
  rights,
  assistants,
];
