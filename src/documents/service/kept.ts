interface Place {
  firmId: string;
  id: string;
}

/** Under which names the ZIPs and what becomes one are kept; and what clients send. Ids only: a name tells nobody anything. */
export const takenUnder = 'documents/';
export const receivedUnder = 'received/';
export const partsUnder = ({ firmId, id }: Place): string => `${takenUnder}${firmId}/${id}/`;
export const zipName = ({ firmId, id }: Place): string => `${takenUnder}${firmId}/${id}.zip`;
export const receivedName = ({ firmId, id }: Place): string => `${receivedUnder}${firmId}/${id}`;
/** All of a firm. */
export const firmUnder = (firmId: string): readonly string[] =>
  [takenUnder, receivedUnder].map((under) => `${under}${firmId}/`);
