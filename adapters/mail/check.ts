import { createTransport } from 'nodemailer';
import { connectionTo } from './connection.ts';

/** Connects and signs in, and sends nothing. The code says what failed: EAUTH, EDNS, ECONNECTION, ETIMEDOUT, ETLS… */
export async function checkMail(
  url: string,
  timeoutMs = 5000,
): Promise<{ ok: true; host: string } | { ok: false; code: string }> {
  const { host } = new URL(url);
  const transport = createTransport(connectionTo(url, timeoutMs));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })), timeoutMs);
  });
  try {
    await Promise.race([transport.verify(), late]);
    return { ok: true, host };
  } catch (error) {
    return {
      ok: false,
      code: typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown',
    };
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}
