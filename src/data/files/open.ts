import { readBucketAddress } from './address.ts';
import type { Bucket } from './bucket.ts';
import type { Files } from './door.ts';
import { folderFiles } from './folder.ts';

/** What keeps clients' files: a store where an address names one, whose library is loaded only then; otherwise a folder. */
export async function openFiles(
  address: string | undefined,
  folder: string,
): Promise<{ files: Files; where: string; bucket?: Files & Bucket }> {
  const at = address && readBucketAddress(address);
  if (!at) return { files: folderFiles(folder), where: folder };
  const { bucketFiles } = await import('./bucket.ts');
  const bucket = bucketFiles(at);
  return { files: bucket, where: at.says, bucket };
}
