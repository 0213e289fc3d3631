import type { RESTAPIAttachment } from 'discord.js';
import { cut } from '../../src/kit/text.ts';
import { limits } from './limits.ts';
import { clean } from './markdown.ts';

/** As the REST client takes it. */
export interface OutFile {
  name: string;
  data: Uint8Array;
  contentType: string;
}

/** Discord renames what is not plain, and then finds the reference no more. */
function plainName(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^[._]+/, '');
  return plain.length > 80 ? plain.slice(0, 60) + plain.slice(-20) : plain || 'file';
}

type Given = { name: string; bytes: Uint8Array } & ({ kind: 'file'; type: string } | { kind: 'image'; alt: string });

/** The files of one message. `add` gives the url to refer to it by, or nothing when there is no room for it. */
export function createAttachments() {
  const files: OutFile[] = [];
  const alts: (string | undefined)[] = [];
  let size = 0;
  return {
    files,
    add(given: Given): string | undefined {
      const { byteLength } = given.bytes;
      if (files.length === limits.files || byteLength > limits.fileBytes || size + byteLength > limits.requestBytes)
        return undefined;
      size += byteLength;
      let name = plainName(given.kind === 'image' ? given.name.replace(/(\.png)?$/i, '.png') : given.name);
      if (files.some((file) => file.name === name)) name = `${files.length}-${name}`;
      files.push({ name, data: given.bytes, contentType: given.kind === 'image' ? 'image/png' : given.type });
      alts.push(given.kind === 'image' ? cut(clean(given.alt).trim(), limits.altText) : undefined);
      return `attachment://${name}`;
    },
    described: (): RESTAPIAttachment[] =>
      files.map((file, id) => ({ id: String(id), filename: file.name, ...(alts[id] && { description: alts[id] }) })),
  };
}
