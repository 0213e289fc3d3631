import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { BucketAddress } from './address.ts';
import type { Files } from './door.ts';

/** A long file leaves in parts of so many bytes, two at a time: the least that every store takes is 5 MB. */
const [partSize, queueSize] = [8 * 1024 * 1024, 2];
const removedAtOnce = 16;

const orNothing = (error: unknown): undefined => {
  const missing = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
  // That the bucket itself is not there is no answer about a file.
  if (!missing || error.name === 'NoSuchBucket') throw error;
};

/** Files of a store that speaks as S3 does. */
export function bucketFiles({ endpoint, bucket, prefix, region, key }: BucketAddress): Files & Bucket {
  const client = new S3Client({
    endpoint,
    region,
    ...(key ? { credentials: { accessKeyId: key.id, secretAccessKey: key.secret } } : {}),
    // Every store of this kind takes the bucket in the path, and the checksums of old.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5000, requestTimeout: 30_000 },
  });
  const at = (name: string) => ({ Bucket: bucket, Key: `${prefix}${name}` });
  const put = async (name: string, bytes: Uint8Array) =>
    void (await client.send(new PutObjectCommand({ ...at(name), Body: bytes, ContentLength: bytes.length })));
  const remove = async (name: string) => void (await client.send(new DeleteObjectCommand(at(name))));
  const bodyOf = async (name: string) => client.send(new GetObjectCommand(at(name))).catch(orNothing);
  async function* list(under: string) {
    for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: `${prefix}${under}` }))
      for (const { Key = '', Size = 0, LastModified = new Date() } of page.Contents ?? [])
        yield { name: Key.slice(prefix.length), bytes: Size, at: LastModified };
  }

  return {
    put,
    create: async (name) => {
      const body = new PassThrough({ highWaterMark: 1024 * 1024 });
      const upload = new Upload({ client, params: { ...at(name), Body: body }, partSize, queueSize });
      const done = upload.done();
      // Told by whoever writes next.
      const failed = done.then(() => new Promise<never>(() => undefined));
      failed.catch(() => undefined);
      let length = 0;
      return {
        write: async (piece) => {
          length += piece.length;
          if (!body.write(piece)) await Promise.race([once(body, 'drain'), failed]);
        },
        end: async () => {
          body.end();
          await done;
          const { ContentLength } = await client.send(new HeadObjectCommand(at(name)));
          if (ContentLength !== length) throw new Error(`of ${length} bytes the store has ${ContentLength}`);
        },
        abandon: async () => {
          await upload.abort().catch(() => undefined);
          body.destroy();
          await done.catch(() => undefined);
        },
      };
    },
    read: async (name) => (await bodyOf(name))?.Body?.transformToByteArray(),
    open: async (name) => {
      const found = await bodyOf(name);
      if (!found?.Body) return undefined;
      return {
        bytes: found.ContentLength ?? 0,
        stream: found.Body.transformToWebStream() as ReadableStream<Uint8Array>,
      };
    },
    list,
    remove,
    removeAll: async (under) => {
      let some: Promise<void>[] = [];
      for await (const { name } of list(under)) {
        some.push(remove(name));
        if (some.length < removedAtOnce) continue;
        await Promise.all(some);
        some = [];
      }
      await Promise.all(some);
    },
    forgetBegun: async (before) => {
      const asked = client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix }));
      const { Uploads = [] } = await asked.catch((error: Error) => {
        // Some stores end them by themselves and list none.
        if (error.name !== 'NotImplemented') throw error;
        return { Uploads: [] };
      });
      for (const { Key, UploadId, Initiated } of Uploads)
        if (Initiated && Initiated < before)
          await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
    },
    probe: async () => {
      const name = `.probe/${randomUUID()}`;
      await put(name, new Uint8Array(1));
      try {
        if ((await client.send(new GetObjectCommand(at(name)))).ContentLength !== 1)
          throw new Error('not what was put');
      } finally {
        await remove(name);
      }
    },
    keepsVersions: async () => {
      // A store that has no versions says so by not knowing the question.
      const said = await client.send(new GetBucketVersioningCommand({ Bucket: bucket })).catch(() => undefined);
      return said?.Status !== undefined;
    },
    close: () => client.destroy(),
  };
}

/** What is to be known of a bucket before anything is kept in it. */
export interface Bucket {
  /** Whether what is removed stays as an older version: then nothing is erased. */
  keepsVersions(): Promise<boolean>;
}
