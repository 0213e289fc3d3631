import type { Log } from '../../src/kit/ctx.ts';
import type { Core, Place } from '../../src/kit/incoming.ts';
import type { Permission } from '../../src/kit/permission.ts';
import type { ToolEntry } from '../../src/kit/platform.ts';
import type { Locale } from '../../src/kit/words.ts';
import type { McpWords } from './words.ts';

/** Whom a key speaks for. */
export interface Who {
  place: Place;
  locale: Locale;
  can(permission: Permission): boolean;
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
    show(who: W, shown: readonly Shown[]): Promise<string[]>;
    shown(who: W, id: string): Promise<Shown | undefined>;
  };
  tools(locale: Locale): readonly ToolEntry[];
  words(locale: Locale): McpWords;
  /** Where the document of OAuth is, where that is there. */
  metadata: string | undefined;
  version: string;
  publicUrl: string;
  /** Seconds until somebody's assistants may ask again, or 0. */
  limit?(who: string): number;
  log: Log;
}
