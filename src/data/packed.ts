/** Ids packed, 16 bytes each: a list of a hundred thousand is 1.6 MB. */
const size = 16;

/** Writes an id at a place of a list, which has to be long enough. */
export const packAt = (bytes: Buffer, at: number, id: string): number =>
  at + bytes.write(id.replaceAll('-', ''), at, 'hex');

/** The ids of a list, as their hexadecimal digits. */
export function packedKeys(bytes: Uint8Array): string[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(all.length / size) }, (_, i) =>
    all.toString('hex', i * size, i * size + size),
  );
}

export const idOfKey = (key: string): string => key.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** A list without some ids; undefined where none of them is in it. */
export function packedWithout(bytes: Uint8Array, ids: readonly string[]): Uint8Array<ArrayBuffer> | undefined {
  const gone = new Set(ids.map((id) => id.replaceAll('-', '')));
  const keys = packedKeys(bytes);
  const left = keys.filter((key) => !gone.has(key));
  return left.length === keys.length ? undefined : new Uint8Array(Buffer.from(left.join(''), 'hex'));
}
