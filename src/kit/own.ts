import type { Place } from './incoming.ts';
import type { SealedView } from './view.ts';

/** What a platform's own assistant signed: the same `proof` comes with the same request only. Who asks, where it says so. */
export interface Signed {
  proof: string;
  seat?: { workspace: string; user: string };
}

/** A platform's own assistant. It has no key: it signs what it asks, and who asks stands in what was signed. */
export interface OwnAssistant {
  platform: Place['platform'];
  name: string;
  /** Whether a request says that it comes from there. */
  claims(header: (name: string) => string | null): boolean;
  /** What was signed, just now; undefined for everything else. */
  read(header: (name: string) => string | null, body: Uint8Array): Signed | undefined;
  /** What each tool says of itself to this assistant. */
  ofTool: Readonly<Record<string, unknown>>;
  /** How a view looks there. `idOf`: what is clicked, by the press and what is picked; undefined where it cannot be. */
  ofView(
    view: SealedView,
    idOf: (press: string, picked?: string) => string | undefined,
  ): Readonly<Record<string, unknown>>;
}
