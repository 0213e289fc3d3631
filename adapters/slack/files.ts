import type { webApi } from '@slack/bolt';
import { UserError } from '../../src/kit/errors.ts';
import type { FileIn } from '../../src/kit/incoming.ts';
import type { FileOut, SealedView } from '../../src/kit/view.ts';
import type { SlackFile } from './asked.ts';
import { patiently } from './client.ts';
import type { SlackWords } from './words.ts';

const downloadMs = 30_000;

export interface Download {
  token: string;
  apiUrl: string;
  words(): SlackWords;
  client: webApi.WebClient;
}

/** The token goes to Slack only, whatever a payload says. */
function isSlacks(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.origin === new URL(apiUrl).origin || (url.protocol === 'https:' && /(^|\.)slack(-edge|-files|-gov)?\.com$/.test(url.hostname));
}

/** A file that was put into a form. Nothing is fetched before it is read. */
export function fileIn(file: SlackFile, { token, apiUrl, words, client }: Download): FileIn {
  const unreadable = () => new UserError('file-unreadable', () => words().fileUnreadable);
  return {
    name: file.name ?? 'file',
    size: file.size ?? 0,
    read: async (max) => {
      const tooLarge = () => new UserError('file-too-large', () => words().fileTooLarge(Math.ceil(max / 1_048_576)));
      if ((file.size ?? 0) > max) throw tooLarge();
      let url = file.url_private_download ?? file.url_private;
      if (!url) {
        const { file: found } = await client.files.info({ file: file.id }).catch(() => ({ file: undefined }));
        url = found?.url_private_download ?? found?.url_private;
      }
      if (!url || !isSlacks(url, apiUrl)) throw unreadable();
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(url, { headers, redirect: 'follow', signal: AbortSignal.timeout(downloadMs) }).catch(() => undefined);
      // Without the right to read files Slack answers with its sign-in page.
      const isPage = response?.headers.get('content-type')?.startsWith('text/html') && !/\.html?$/i.test(file.name ?? '');
      if (!response?.ok || !response.body || isPage) {
        await response?.body?.cancel().catch(() => undefined);
        throw unreadable();
      }
      const chunks: Uint8Array[] = [];
      let size = 0;
      try {
        for await (const chunk of response.body) {
          size += chunk.byteLength;
          if (size > max) throw tooLarge();
          chunks.push(chunk);
        }
      } catch (error) {
        throw error instanceof UserError ? error : unreadable();
      }
      return Buffer.concat(chunks, size);
    },
  };
}

/** All that a view hands over: its files, and its pictures, which Slack shows as files. */
export const filesOf = (view: SealedView): FileOut[] => [
  ...view.blocks.flatMap((block) => (block.kind === 'image' ? [{ name: block.name, type: 'image/png', bytes: block.png }] : [])),
  ...(view.files ?? []),
];

export async function share(client: webApi.WebClient, channel: string, files: readonly FileOut[], thread?: string): Promise<void> {
  const file_uploads = files.map((file) => ({
    file: Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength),
    filename: file.name,
  }));
  const where = thread === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
  await patiently(() => client.filesUploadV2({ ...where, file_uploads }));
}
