import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompanyIn } from '../../adapters/conta-azul/stand-in/company.ts';
import { booksOf } from '../../src/accounts/service/books.ts';
import { sealTokens } from '../../src/accounts/service/tokens.ts';
import type { Files } from '../../src/data/files/door.ts';
import { folderFiles } from '../../src/data/files/folder.ts';
import { newId } from '../../src/data/id.ts';
import { keepViewState } from '../../src/data/viewstate.ts';
import { noticeSendersOf } from '../../src/digests/commands/notices.ts';
import { itemView, jobView } from '../../src/documents/commands/job.ts';
import { captureSender } from '../../src/documents/service/capture.ts';
import { documentSenders } from '../../src/documents/service/cards.ts';
import { forgetSender } from '../../src/documents/service/forget.ts';
import { createWorker, type Worker, type WorkerParts } from '../../src/documents/service/worker.ts';
import type { House as Inside } from '../../src/firms/context.ts';
import { noticeSender } from '../../src/firms/service/notices.ts';
import { mailSender } from '../../src/jobs/mail.ts';
import { createOutbox, type Outbox } from '../../src/jobs/outbox.ts';
import { createPost } from '../../src/kit/post.ts';
import { nameKeyOf, searchKeyOf } from '../../src/terms/client.ts';
import { type Stand, stand } from '../adapters/conta-azul/fixture.ts';
import { parts } from '../connections/fixture.ts';
import type { databases, TestDatabase } from '../database.ts';
import { type House, house, testNow, testSecret } from '../house.ts';
import { type Channels, createChannels } from '../portal/fixture.ts';
import { unpaced } from '../unpaced.ts';

/** Everything documents need, as src/boot.ts puts it together: the stand-in, the worker, the outbox, and channels in memory. */
export interface Scene {
  database: TestDatabase;
  inside: Inside;
  dataDir: string;
  files: Files;
  stand: Stand;
  house: House;
  worker: Worker;
  outbox: Outbox;
  channels: Channels;
  time: { now: Date };
  /** A connected client whose company has consented; `document` of nobody is one that has not. */
  client(
    name: string,
    more?: { document?: string; analystId?: string; granted?: boolean; email?: string },
  ): Promise<string>;
  /** Another worker on the same database and folder. */
  another(more?: Partial<WorkerParts>): Worker;
  /** Works and sends until nothing is due. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Companies with little to ask for. */
const few = { sales: 3, bills: 9, goodsInvoices: 2, serviceInvoices: 1 };
export const small: readonly CompanyIn[] = [
  { name: 'Padaria Pão de Açúcar', document: '10200300000178', ...few },
  { name: 'Transportadora Rota Sul', document: 'AGC10185000194', ...few },
  { name: 'Clínica Sorriso Aberto', document: '12027454000135', ...few },
  { name: 'Oficina do Zé', document: '12941031000126', ...few },
];

export async function scene(
  open: (typeof databases)[number]['open'],
  { files: kept, ...options }: Partial<Parameters<typeof stand>[0]> & { files?: Files } = {},
): Promise<Scene> {
  const database = await open();
  const { data } = database;
  const dataDir = mkdtempSync(join(tmpdir(), 'carteira-files-'));
  const files = kept ?? folderFiles(dataDir);
  const time = { now: testNow };
  const clock = () => time.now;
  const st = await stand({ clock, ...options });
  const { provider, log } = st;
  const h = await house(data, { clock, log, provider, files });
  const inside: Inside = { ...parts(data), log, provider, files };
  const filing = { house: inside, files, books: booksOf, clock };
  const channels = createChannels();
  const post = createPost([channels], (firmId, stored) => keepViewState(data, firmId, stored, clock()));
  const outbox = createOutbox({
    data,
    secret: testSecret,
    senders: unpaced({
      mail: mailSender({
        deliver: async () => ({ ok: true, message: 'm' }),
        from: 'carteira@horizonte.com.br',
        keep: true,
      }),
      ...documentSenders(inside, post, { job: jobView, zip: itemView }, clock),
      'documents.capture': captureSender(filing),
      'documents.forget': forgetSender(files),
      ...noticeSendersOf(inside, post, clock, noticeSender(inside, post, clock)),
    }),
    clock,
    log,
    random: () => 0.5,
  });
  const another: Scene['another'] = (more) => createWorker({ ...filing, ...more });
  const worker = another();
  return {
    database,
    inside,
    dataDir,
    files,
    stand: st,
    house: h,
    worker,
    outbox,
    channels,
    time,
    another,
    client: async (name, { document, analystId, granted = true, email = '' } = {}) => {
      const id = newId();
      const own = { name, document: document ?? null, email };
      await data.db.client.create({
        data: {
          id,
          firmId: h.firmId,
          ...own,
          situation: 'connected',
          analystId,
          nameKey: nameKeyOf(own),
          searchKey: searchKeyOf(own),
          createdAt: clock(),
          updatedAt: clock(),
        },
      });
      if (!document || !granted) return id;
      const tokens = sealTokens(inside, await st.tokens(document));
      const now = clock();
      await data.db.grant.create({
        data: {
          id: newId(),
          firmId: h.firmId,
          clientId: id,
          companyId: st.fake.state.companyBy(document)!.id,
          state: 'active',
          tokens,
          accessUntil: new Date(now.getTime() + 3_600_000),
          authorizedAt: now,
          changedAt: now,
          checkedAt: now,
        },
      });
      return id;
    },
    settle: async () => {
      await worker.drain();
      await outbox.drain();
    },
    stop: async () => {
      await worker.stop();
      await outbox.stop();
      await st.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
