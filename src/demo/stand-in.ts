import type { Mount } from '../kit/incoming.ts';
import { sampleClients } from './schema.ts';

/** A stand-in for the ERP that the demo's clients keep their books in: where it is, and somebody to consent in it. */
export interface StandIn {
  name: string;
  clientId: string;
  clientSecret: string;
  authorizeUrl: string;
  tokenUrl: string;
  apiUrl: string;
  mount: Mount;
  consent(authorizeUrl: string, document: string): string;
  stop(): Promise<void>;
}

interface Built {
  startForDemo(options: {
    companies: readonly { name: string; document: string }[];
    publicUrl: string;
    file: string;
  }): Promise<StandIn>;
}

// An adapter is no import of the core's: built, it lies beside the bot.
const built = import.meta.url.endsWith('.ts')
  ? '../../adapters/conta-azul/stand-in/demo.ts'
  : './conta-azul-stand-in.js';

/** Starts it, with a company for each of the demo's clients. Its memory lies beside the database. */
export async function openStandIn(databaseUrl: string, publicUrl: string): Promise<StandIn> {
  const { startForDemo } = (await import(built)) as Built;
  const companies = sampleClients.map(({ name, tradeName, document, email, plan, due }) => ({
    name,
    tradeName: tradeName || name,
    document,
    email,
    // One whose plan ran out long ago shows what that looks like.
    ...(plan && due !== undefined && due < -10 ? { blocked: 'BLOQUEADA' } : {}),
  }));
  return startForDemo({ companies, publicUrl, file: `${databaseUrl.replace(/^file:/, '')}.conta-azul.json` });
}
