import { ptBR as format } from './format.ts';
import { accounts } from './pt-BR/accounts.ts';
import { ask } from './pt-BR/ask.ts';
import { assistants } from './pt-BR/assistants.ts';
import { cli } from './pt-BR/cli.ts';
import { clients } from './pt-BR/clients.ts';
import { connections } from './pt-BR/connections.ts';
import { demo } from './pt-BR/demo.ts';
import { digests } from './pt-BR/digests.ts';
import { docs } from './pt-BR/docs.ts';
import { documents } from './pt-BR/documents.ts';
import { firms } from './pt-BR/firms.ts';
import { help } from './pt-BR/help.ts';
import { importing } from './pt-BR/import.ts';
import { installs } from './pt-BR/installs.ts';
import { kit } from './pt-BR/kit.ts';
import { letters } from './pt-BR/letters.ts';
import { licenses } from './pt-BR/licenses.ts';
import { mail } from './pt-BR/mail.ts';
import { news } from './pt-BR/news.ts';
import { notices } from './pt-BR/notices.ts';
import { platforms } from './pt-BR/platforms.ts';
import { portal } from './pt-BR/portal.ts';
import { portfolio } from './pt-BR/portfolio.ts';
import { rights } from './pt-BR/rights.ts';
import { sending } from './pt-BR/sending.ts';
import { shortcuts } from './pt-BR/shortcuts.ts';
import { web } from './pt-BR/web.ts';

export const ptBR = {
  accounts,
  ask,
  assistants,
  installs,
  kit,
  letters,
  licenses,
  mail,
  news,
  notices,
  platforms,
  portal,
  portfolio,
  rights,
  sending,
  shortcuts,
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
  web,
};
