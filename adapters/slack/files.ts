import type { webApi } from '@slack/bolt';
import { UserError } from '../../src/kit/errors.ts';
import type { FileIn } from '../../src/kit/incoming.ts';
import type { FileOut } from '../../src/kit/view.ts';
import type { SlackFile } from './asked.ts';
import { aboutWhat, patiently, reasonOf, type Token } from './client.ts';
import type { SlackWords } from './words.ts';

const downloadMs = 30_000;

export interface Download {
  token: Token;
  apiUrl: string;
  words(): SlackWords;
  client(): webApi.WebClient;
}

/** The token goes to Slack only, whatever a payload says. */
function isSlacks(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.origin === new URL(apiUrl).origin ||
    (url.protocol === 'https:' && /(^|\.)slack(-edge|-files|-gov)?\.com$/.test(url.hostname))
  );
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
        const { file: found } = await client()
          .files.info({ file: file.id })
          .catch(() => ({ file: undefined }));
        url = found?.url_private_download ?? found?.url_private;
      }
      if (!url || !isSlacks(url, apiUrl)) throw unreadable();
      const access = typeof token === 'string' ? token : await token();
      const headers = { authorization: `Bearer ${access}` };
      const response = await fetch(url, { headers, redirect: 'follow', signal: AbortSignal.timeout(downloadMs) }).catch(
        () => undefined,
      );
      // Without the right to read files Slack answers with its sign-in page.
      const isPage =
        response?.headers.get('content-type')?.startsWith('text/html') && !/\.html?$/i.test(file.name ?? '');
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

/** Shows files below a message, or in a channel. Answers their ids, by which they can be taken back. */
export async function share(
  client: webApi.WebClient,
  channel: string,
  files: readonly FileOut[],
  thread?: string,
): Promise<string[]> {
  const file_uploads = files.map((file) => ({
    file: Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength),
    filename: file.name,
  }));
  const where = thread === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
  const done = (await patiently(() => client.filesUploadV2({ ...where, file_uploads }))) as {
    files?: { files?: { id?: string }[] }[];
  };
  return (done.files ?? []).flatMap((each) => each.files ?? []).flatMap(({ id }) => id ?? []);
}

/** A file that is not there any more is what was wanted. */
const isGone = (error: unknown): boolean => /^file_(not_found|deleted)$/.test(reasonOf(error));

/** Takes files of ours out of Slack, wherever they are shown. What Slack does not let go at all is told, and stops nothing. */
export async function unshare(
  client: webApi.WebClient,
  ids: readonly string[],
  kept: (reason: string) => void,
): Promise<void> {
  for (const file of ids) {
    try {
      await patiently(() => client.files.delete({ file }));
    } catch (error) {
      if (isGone(error)) continue;
      // What holds for a moment only is waited out by whoever called.
      if (aboutWhat(error) !== 'this') throw error;
      kept(reasonOf(error));
    }
  }
}
