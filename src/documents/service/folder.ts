import { join } from 'node:path';

interface Place {
  firmId: string;
  id: string;
}

/** Where the ZIPs and what becomes one are kept; and what clients send. Ids only: a folder's name tells nobody anything. */
export const takenFolder = (dataDir: string): string => join(dataDir, 'documents');
export const receivedFolder = (dataDir: string): string => join(dataDir, 'received');
export const partsFolder = (dataDir: string, { firmId, id }: Place): string => join(takenFolder(dataDir), firmId, id);
export const zipPath = (dataDir: string, { firmId, id }: Place): string =>
  join(takenFolder(dataDir), firmId, `${id}.zip`);
export const receivedPath = (dataDir: string, { firmId, id }: Place): string =>
  join(receivedFolder(dataDir), firmId, id);
