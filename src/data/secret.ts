import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** What is derived from APP_SECRET: each use has a key of its own. */
export interface Secret {
  /** AES-256-GCM: what must not be read at rest. */
  seal(text: string): string;
  /** Throws when the text was not sealed here, or was altered. */
  open(sealed: string): string;
  /** The same text sealed with the present secret, when the previous one sealed it; otherwise undefined. */
  reseal(sealed: string): string | undefined;
  /** A signature that only this secret can make; `use` keeps one purpose's signatures from serving another. */
  sign(use: string, text: string): string;
  verify(use: string, text: string, signature: string): boolean;
}

/** With a previous secret, what that one sealed and signed is still good; what is made now is made with the present one. */
export function createSecret(appSecret: string, previous?: string): Secret {
  const [present, ...earlier] = [appSecret, ...(previous ? [previous] : [])].map(keysOf) as [Keys, ...Keys[]];
  const seal = (text: string) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', present.seal, iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
  };
  const openedEarlier = (sealed: string): string | undefined => {
    for (const keys of earlier) {
      try {
        return openWith(keys, sealed);
      } catch {
        // Not sealed with this one.
      }
    }
    return undefined;
  };
  return {
    seal,
    open: (sealed) => {
      try {
        return openWith(present, sealed);
      } catch (error) {
        const text = openedEarlier(sealed);
        if (text === undefined) throw error;
        return text;
      }
    },
    reseal: (sealed) => {
      const text = sealed && openedEarlier(sealed);
      return text ? seal(text) : undefined;
    },
    sign: (use, text) => signWith(present, use, text),
    verify: (use, text, signature) =>
      [present, ...earlier].some((keys) => {
        const [a, b] = [Buffer.from(signWith(keys, use, text)), Buffer.from(signature)];
        return a.length === b.length && timingSafeEqual(a, b);
      }),
  };
}

interface Keys {
  seal: Buffer;
  sign: Buffer;
}

function keysOf(secret: string): Keys {
  const key = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'carteira', use, 32));
  return { seal: key('seal'), sign: key('sign') };
}

function openWith(keys: Keys, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keys.seal, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}

const signWith = ({ sign }: Keys, use: string, text: string): string =>
  createHmac('sha256', sign).update(`${use}\n${text}`).digest('base64url');

/** A new token for a link: 256 random bits. Only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
