import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** How far a timestamp may be from our clock, either way, in seconds. */
const tolerance = 300;

/** What stands before the 32 bytes of an ed25519 key in the form Node reads. */
const spki = Buffer.from('302a300506032b6570032100', 'hex');

export function readPublicKey(hex: string): KeyObject {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error('the public key of Discord must be 64 hexadecimal digits');
  return createPublicKey({ key: Buffer.concat([spki, Buffer.from(hex, 'hex')]), format: 'der', type: 'spki' });
}

/** Whether Discord signed these bytes, just now. */
export function isSigned(
  key: KeyObject,
  given: { signature: unknown; timestamp: unknown; body: Buffer },
  now: number,
): boolean {
  const { signature, timestamp, body } = given;
  if (typeof signature !== 'string' || !/^[0-9a-f]{128}$/i.test(signature)) return false;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > tolerance) return false;
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
}
