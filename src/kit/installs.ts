/** What lets the app speak somewhere; `refresh` and `seconds` where the access ends by itself. */
export interface AccessTokens {
  access: string;
  refresh?: string;
  seconds?: number;
}

/** The app as a platform describes it, where somebody has just added it. */
export interface Installed {
  /** The platform's own id of the workspace, or of the organisation where it is `whole`. */
  workspace: string;
  whole: boolean;
  name: string;
  /** The app's own user there. */
  bot: string;
  scopes: readonly string[];
  /** None where one token of the environment speaks in all of them. */
  tokens?: AccessTokens;
  /** In private it does not say for which workspace somebody speaks: whose that is, is said in it. */
  apart?: true;
  /** Who added it. */
  person: { user: string; name: string; locale?: string };
  /** The one-time code of the firm that it was added for. */
  code?: string;
}

/** What became of it: whose it is now, and what was allowed that was not before. `known`: the workspace was a firm's already. */
export interface Settled {
  as: 'founded' | 'joined' | 'known' | 'whole' | 'badCode';
  firm: string;
  more: readonly string[];
}

/** A workspace, and the organisation that it belongs to where the platform says so. */
export interface Where {
  workspace: string;
  organisation?: string;
}

/** The next tokens for a refresh token; `lost` when it is none any more, `away` when the platform did not say. */
export type Refresh = (refresh: string) => Promise<AccessTokens | 'lost' | 'away'>;

/** Where one platform's app was added by its link. */
export interface Installs {
  /** A proof that somebody began here, good for minutes, with what it is for. */
  begin(code: string | undefined): string;
  /** What a proof was for: once, whichever process is asked. */
  redeem(proof: string): Promise<{ code?: string } | undefined>;
  add(added: Installed): Promise<Settled>;
  /** What to speak with there now; undefined where it was never added, or was taken out. */
  access(where: Where, refresh: Refresh): Promise<string | undefined>;
  /** Whether it was added there, and since when. */
  standing(where: Where): Promise<{ state: 'active' | 'lost' | 'left'; addedAt: Date } | undefined>;
  /** It was taken out: nothing more is sent there. `only`: out of this workspace, and not out of all of its organisation. */
  remove(where: Where, only?: 'only'): Promise<void>;
  /** It is in a workspace, by whatever way it came there; who has added it is not known by that. */
  joined(added: Pick<Installed, 'workspace' | 'name' | 'bot'>): Promise<void>;
  /** Where it is. */
  workspaces(): Promise<readonly string[]>;
  /** It is in a workspace of its organisation again. */
  restore(where: Where): Promise<void>;
  /** Has the next tokens wherever the present ones end soon, until there are none or it is over; how many that were. */
  rotate(refresh: Refresh, isOver?: () => boolean): Promise<number>;
  /** Tells the admins where something must be allowed that was not, once for each that is new; how many messages that are. */
  ask(scopes: readonly string[]): Promise<number>;
  /** How many there are. */
  count(): Promise<number>;
}

/** Where a browser adds the app to a workspace for the firm of a code, by platform. */
export type Adding = (code: string) => readonly { platform: string; url: string }[];
