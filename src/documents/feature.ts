import { booksOf } from '../accounts/service/books.ts';
import { step } from '../clients/steps.ts';
import type { Runs, Start } from '../jobs/runs.ts';
import type { Feature } from '../kit/definition.ts';
import {
  count,
  countOne,
  followJob,
  itemView,
  jobView,
  link,
  oneZip,
  receipts,
  refreshJob,
  retry,
  retryOne,
} from './commands/job.ts';
import { ask, askDrop, askSend, openReceived, received } from './commands/received.ts';
import { begin, documentsCommand, drop, otherMonth, pickClient, take, whole } from './commands/take.ts';
import { captureSender, followReceived } from './service/capture.ts';
import { documentSenders } from './service/cards.ts';
import { forgetSender } from './service/forget.ts';
import { createDocumentPages, type DocumentPages } from './service/pages.ts';
import { sweepDocuments } from './service/sweep.ts';
import { createWorker } from './service/worker.ts';
import { received as receivedTopic } from './topics.ts';

declare module '../jobs/runs.ts' {
  interface Pages {
    documents: DocumentPages;
  }
}

declare module '../data/write.ts' {
  interface Leaving {
    'documents.card': true;
    'documents.file': true;
    'documents.capture': true;
    'documents.forget': true;
  }
}

function runs({ house, post, files, clock }: Start): Runs {
  const filing = { house, files, books: booksOf, clock };
  return {
    senders: {
      ...documentSenders(house, post, { job: jobView, zip: itemView }, clock),
      'documents.capture': captureSender(filing),
      'documents.forget': forgetSender(files),
    },
    tasks: [
      { name: 'documents', run: async (now) => void (await sweepDocuments(house, files, now)) },
      { name: 'documents received', run: (now) => followReceived(filing, now) },
    ],
    workers: { documents: createWorker(filing) },
    pages: { documents: createDocumentPages(house, files, clock) },
  };
}

const addressSteps = [step(ask, { at: 10, act: 'received', label: (w) => w.documents.ask, style: () => 'primary' })];

const clientSteps = [
  step(take, {
    at: 150,
    act: 'documents',
    label: (w) => w.documents.takeButton,
    when: (_client, { provider }) => provider !== undefined,
  }),
  step(received, { at: 160, act: 'received', label: (w) => w.documents.received }),
];

export const documents: Feature = {
  gives: { addressSteps, clientSteps, topics: [receivedTopic] },
  runs,
  commands: [documentsCommand],
  actions: [
    take,
    pickClient,
    otherMonth,
    whole,
    begin,
    drop,
    followJob,
    refreshJob,
    retry,
    retryOne,
    count,
    countOne,
    link,
    receipts,
    oneZip,
    received,
    openReceived,
    ask,
    askSend,
    askDrop,
  ],
};
