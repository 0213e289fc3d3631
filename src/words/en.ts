import { accounts } from './en/accounts.ts';
import { ask } from './en/ask.ts';
import { assistants } from './en/assistants.ts';
import { cli } from './en/cli.ts';
import { clients } from './en/clients.ts';
import { connections } from './en/connections.ts';
import { demo } from './en/demo.ts';
import { digests } from './en/digests.ts';
import { docs } from './en/docs.ts';
import { documents } from './en/documents.ts';
import { firms } from './en/firms.ts';
import { help } from './en/help.ts';
import { importing } from './en/import.ts';
import { installs } from './en/installs.ts';
import { kit } from './en/kit.ts';
import { letters } from './en/letters.ts';
import { licenses } from './en/licenses.ts';
import { mail } from './en/mail.ts';
import { news } from './en/news.ts';
import { notices } from './en/notices.ts';
import { platforms } from './en/platforms.ts';
import { portal } from './en/portal.ts';
import { portfolio } from './en/portfolio.ts';
import { rights } from './en/rights.ts';
import { sending } from './en/sending.ts';
import { shortcuts } from './en/shortcuts.ts';
import { web } from './en/web.ts';
import { en as format } from './format.ts';
import type { ptBR } from './pt-BR.ts';

export const en = {
  accounts,
  ask,
  assistants,
  installs,
  kit,
  letters,
  licenses,
  format,
  cli,
  clients,
  connections,
  demo,
  digests,
  docs,
  documents,
  firms,
  help,
  importing,
  mail,
  news,
  notices,
  platforms,
  portal,
  portfolio,
  rights,
  sending,
  shortcuts,
  web,
} satisfies typeof ptBR;
