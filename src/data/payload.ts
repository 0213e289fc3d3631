import type { Secret } from './secret.ts';

/** A row's payload as it was written, opened where it was sealed; undefined when it cannot be read. */
export function readPayload(text: string, secret: Secret): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const sealed = value && typeof value === 'object' && 'sealed' in value ? value.sealed : undefined;
    return typeof sealed === 'string' ? JSON.parse(secret.open(sealed)) : value;
  } catch {
    return undefined;
  }
}
