import type { Feature } from '../kit/definition.ts';
import { count, countOne, followJob, link, oneZip, receipts, refreshJob, retry, retryOne } from './commands/job.ts';
import { ask, askDrop, askSend, openReceived, received } from './commands/received.ts';
import { begin, documentsCommand, drop, otherMonth, pickClient, take, whole } from './commands/take.ts';

export const documents: Feature = {
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
