import { createTransport, type NodemailerError } from 'nodemailer';
import type { Log } from '../../src/kit/ctx.ts';
import type { Delivered } from '../../src/kit/incoming.ts';
import { checkMail } from './check.ts';
import { connectionTo } from './connection.ts';
import { flawOf, type Mail, oneLine, readFrom } from './mail.ts';

export interface Mailer {
  /** Never throws. */
  send(mail: Mail): Promise<Delivered>;
  /** Whether the server can be reached and takes our password: its host, or the code of what failed. */
  verify(): Promise<{ ok: boolean; detail: string }>;
  stop(): Promise<void>;
}

export interface MailerParts {
  smtpUrl: string;
  from: string;
  log: Log;
  /** How long one mail may take in all, in milliseconds. */
  patience?: number;
}

/** What the server, or the lack of one, comes to. */
export function answerOf(error: unknown): Exclude<Delivered, { ok: true }> {
  const { responseCode: code = 0, command = '', response, code: name, message } = error as NodemailerError;
  const reason = oneLine(`${command ? `${command}: ` : ''}${response || `${name ?? 'error'} ${message}`}`);
  // A 5xx for the recipient or for the message is final. One for the sender, the password or the connection is ours to mend.
  const gone = code >= 500 && code < 600 && (command === 'RCPT TO' || command === 'DATA');
  return { ok: false, reason, gone };
}

/** Mails over SMTP_URL. Trying again is left to the outbox. */
export function createMailer({ smtpUrl, from, log, patience = 40_000 }: MailerParts): Mailer {
  const sender = readFrom(from);
  const transport = createTransport({
    ...connectionTo(smtpUrl, 10_000),
    pool: true,
    maxConnections: 10,
    maxMessages: 200,
    // With a connection that was cut, nobody here knows whether the mail was taken: the outbox sends it again, under the same id.
    maxRequeues: 0,
    idleTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  return {
    send: async (mail) => {
      const flaw = flawOf(mail);
      if (flaw) return { ok: false, reason: flaw, gone: true };
      const headers = Object.entries(mail.headers ?? {}).map(([key, value]) => ({ key, value: oneLine(value) }));
      try {
        const info = await transport.sendMail({
          from: { name: oneLine(mail.fromName ?? '') || sender.name, address: sender.address },
          to: { name: '', address: mail.to },
          envelope: { from: sender.address, to: [mail.to] },
          replyTo: mail.replyTo && { name: oneLine(mail.replyTo.name), address: mail.replyTo.address },
          subject: oneLine(mail.subject),
          text: mail.text,
          html: mail.html,
          attachments: mail.images?.map(({ cid, name, type, base64 }) => ({
            cid,
            filename: oneLine(name),
            contentType: type,
            content: base64,
            encoding: 'base64',
            contentDisposition: 'inline',
          })),
          messageId: mail.messageId,
          // Nobody's holiday notice should come back to us.
          headers: [
            { key: 'Auto-Submitted', value: 'auto-generated' },
            { key: 'X-Auto-Response-Suppress', value: 'All' },
            ...headers,
          ],
          signal: AbortSignal.timeout(patience),
        });
        return { ok: true, message: info.messageId };
      } catch (error) {
        const answer = answerOf(error);
        log.warn(
          { messageId: mail.messageId, code: (error as NodemailerError).code, gone: answer.gone },
          'a mail was not taken',
        );
        return answer;
      }
    },
    verify: async () => {
      const checked = await checkMail(smtpUrl);
      return { ok: checked.ok, detail: checked.ok ? checked.host : checked.code };
    },
    stop: async () => transport.close(),
  };
}
