import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What is derived from APP_SECRET: each use has a key of its own. */
export interface Secret {
  /** AES-256-GCM: what must not be read at rest. */
  seal(text: string): string;
  /** Throws when the text was not sealed here, or was altered. */
  open(sealed: string): string;
  /** A signature that only this secret can make; `use` keeps one purpose's signatures from serving another. */
  sign(use: string, text: string): string;
  verify(use: string, text: string, signature: string): boolean;
}

export function createSecret(appSecret: string): Secret {
  const key = (use: string) => Buffer.from(hkdfSync('sha256', appSecret, 'carteira', use, 32));
  const sealing = key('seal');
  const signing = key('sign');
  const sign = (use: string, text: string) => createHmac('sha256', signing).update(`${use}\n${text}`).digest('base64url');
  return {
    seal: (text) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
    sign,
    verify: (use, text, signature) => {
      const [a, b] = [Buffer.from(sign(use, text)), Buffer.from(signature)];
      return a.length === b.length && timingSafeEqual(a, b);
    },
  };
}

/** A new token for a link: 256 random bits. Only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
