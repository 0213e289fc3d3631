import type { APIAttachment } from 'discord.js';
import { UserError } from '../../src/kit/errors.ts';
import type { FileIn } from '../../src/kit/incoming.ts';
import type { DiscordWords } from './words.ts';

const patience = 30_000;

/** An attachment as the core reads it: from its signed address, which is short-lived, and never more than asked for. */
export function fileIn(attachment: Pick<APIAttachment, 'filename' | 'size' | 'url'>, words: DiscordWords): FileIn {
  const { filename: name, size, url } = attachment;
  const tooLarge = (max: number) =>
    new UserError('file-too-large', () =>
      words.fileTooLarge(name, Math.max(0.01, Math.round((max / 1024 / 1024) * 100) / 100)),
    );
  return {
    name,
    size,
    async read(max) {
      if (size > max) throw tooLarge(max);
      const parts: Uint8Array[] = [];
      let length = 0;
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
        if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
        for await (const part of response.body) {
          length += part.byteLength;
          if (length > max) break;
          parts.push(part);
        }
      } catch {
        throw new UserError('file-lost', () => words.fileLost(name));
      }
      if (length > max) throw tooLarge(max);
      return Buffer.concat(parts);
    },
  };
}
