/** Ids packed, 16 bytes each: a list of a hundred thousand is 1.6 MB. */
const size = 16;

/** Writes an id at a place of a list, which has to be long enough. */
export const packAt = (bytes: Buffer, at: number, id: string): number =>
  at + bytes.write(id.replaceAll('-', ''), at, 'hex');

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The ids of a list, as their hexadecimal digits. */
export const packedKeys = (bytes: Uint8Array): string[] => keysOf(asBuffer(bytes));
const keysOf = (bytes: Buffer): string[] =>
  Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => bytes.toString('hex', i * size, i * size + size));

/** Those ids of a list that another has not, as hexadecimal digits. Takes 8 bytes for each id of the other. */
export function packedMissing(list: Uint8Array, other: Uint8Array): string[] {
  const [here, there] = [asBuffer(list), asBuffer(other)];
  let slots = 64;
  while (slots < (there.length / size) * 1.5) slots *= 2;
  /** Where in the other list an id stands, counted from 1. */
  const places = new Int32Array(slots);
  const find = (bytes: Buffer, at: number): number => {
    // The end of an id is random.
    let slot = bytes.readUInt32LE(at + 12) % slots;
    while (places[slot] !== 0) {
      const place = (places[slot]! - 1) * size;
      if (bytes.compare(there, place, place + size, at, at + size) === 0) break;
      slot = (slot + 1) % slots;
    }
    return slot;
  };
  for (let at = 0; at + size <= there.length; at += size) places[find(there, at)] = at / size + 1;
  const missing: string[] = [];
  for (let at = 0; at + size <= here.length; at += size)
    if (places[find(here, at)] === 0) missing.push(here.toString('hex', at, at + size));
  return missing;
}

export const idOfKey = (key: string): string => key.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** A list without some ids; undefined where none of them is in it. */
export function packedWithout(bytes: Uint8Array, ids: readonly string[]): Uint8Array<ArrayBuffer> | undefined {
  const gone = new Set(ids.map((id) => id.replaceAll('-', '')));
  const keys = packedKeys(bytes);
  const left = keys.filter((key) => !gone.has(key));
  return left.length === keys.length ? undefined : new Uint8Array(Buffer.from(left.join(''), 'hex'));
}
