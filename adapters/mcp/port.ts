import type { Log } from '../../src/kit/ctx.ts';
import type { Core, Place } from '../../src/kit/incoming.ts';
import type { OwnAssistant, Signed } from '../../src/kit/own.ts';
import type { Permission } from '../../src/kit/permission.ts';
import type { ToolEntry } from '../../src/kit/platform.ts';
import type { Locale } from '../../src/kit/words.ts';
import type { McpWords } from './words.ts';

/** Whom a key speaks for. */
export interface Who {
  place: Place;
  locale: Locale;
  can(permission: Permission): boolean;
  /** The platform's own assistant, where it is that which asks. */
  own?: OwnAssistant;
}

/** A button, a menu's entry, a search or a form, as it was shown to an assistant. */
export interface Shown {
  kind: 'press' | 'search' | 'form';
  id: string;
  picked?: string;
  label: string;
  title: string;
}

/** What this adapter is handed; `W` is whatever the house knows of whom a key speaks for. */
export interface McpParts<W extends Who> {
  core: Core;
  desk: {
    open(key: string): Promise<W | undefined>;
    /** Whom a platform's own assistant asks for, who signed that; without a seat, anybody: what the tools are called. */
    seat(own: OwnAssistant, seat: Signed['seat']): Promise<W>;
    /** Whether a proof was not seen before. */
    isFresh(proof: string): Promise<boolean>;
    show(who: W, shown: readonly Shown[]): Promise<string[]>;
    shown(who: W, id: string): Promise<Shown | undefined>;
  };
  tools(locale: Locale): readonly ToolEntry[];
  words(locale: Locale): McpWords;
  /** The assistants of platforms that sign what they ask. */
  own?: readonly OwnAssistant[];
  /** Where the document of OAuth is, where that is there. */
  metadata: string | undefined;
  version: string;
  publicUrl: string;
  /** Seconds until somebody's assistants may ask again, or 0. */
  limit?(who: string): number;
  log: Log;
}
