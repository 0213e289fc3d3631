import type { AccessTokens } from '../kit/installs.ts';

/** What lets the app speak somewhere, as it is sealed. */
export type Pair = Pick<AccessTokens, 'access' | 'refresh'>;

/** How long somebody may take to say yes on the platform, in milliseconds. */
export const proofLife = 10 * 60_000;

/** What an admin is told of a workspace: it was taken out, or its next tokens are lost. */
export type Why = 'left' | 'lost';

declare module '../data/write.ts' {
  interface Leaving {
    'install.greet': true;
    'install.told': true;
    'install.more': true;
    'install.end': true;
  }
}
