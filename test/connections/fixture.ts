import { createPortal, type Portal } from '../../src/connections/service/portal.ts';
import { registry } from '../../src/core.ts';
import type { Data } from '../../src/data/client.ts';
import { readPayload } from '../../src/data/payload.ts';
import type { House as Parts } from '../../src/firms/context.ts';
import type { MailPayload } from '../../src/jobs/mail.ts';
import type { Surface } from '../../src/kit/incoming.ts';
import { createLinkTo } from '../../src/kit/post.ts';
import { button, type House, labels, type Person, quiet, testNow, testSecret } from '../house.ts';

export const parts = (data: Data): Parts => ({
  data,
  secret: testSecret,
  publicUrl: 'http://localhost:3000',
  registry,
  log: quiet,
});

/** `on`: a platform whose channels letters can lead to. */
export const portalOf = (data: Data, clock: () => Date = () => testNow, on?: Surface): Portal =>
  createPortal({ ...parts(data), linkTo: on && createLinkTo([on]) }, clock);

/** The letters that wait in the outbox, oldest first, as they will arrive. */
export async function letters(data: Data): Promise<(MailPayload & { key: string })[]> {
  const rows = await data.db.outbox.findMany({ where: { kind: 'mail' }, orderBy: { id: 'asc' } });
  return rows.map((row) => ({ key: row.key, ...(readPayload(row.payload, testSecret) as MailPayload) }));
}

/** The token of the newest link to a page in the letters to an address. */
export async function tokenTo(data: Data, to: string, page = '/connect/'): Promise<string> {
  const mine = (await letters(data)).filter((each) => each.to === to && each.text.includes(page));
  const token = new RegExp(`${page}([\\w-]{43})`).exec(mine.at(-1)?.text ?? '')?.[1];
  if (!token) throw new Error(`no link to ${page} was sent to ${to}`);
  return token;
}

export const agreement = { ip: '203.0.113.7', userAgent: 'a phone' };

/** Types /convidar and fills the form in; it is sent, or what stands in its place. */
export async function submitted(person: Person, fields: Record<string, string>) {
  const opened = await person.ask({ kind: 'typed', command: 'convidar', text: '' });
  if (opened.kind !== 'form') throw new Error(JSON.stringify(opened));
  const answer = await person.submit(opened.form, fields);
  if (answer.kind !== 'view') throw new Error(JSON.stringify(answer));
  return answer.view;
}

/** The same, and takes it back where it was sent: what it will be, before anything leaves. */
export async function previewOf(person: Person, fields: Record<string, string>) {
  const view = await submitted(person, fields);
  const undo = /^(Desfazer|Undo)$/;
  return labels(view).some((each) => undo.test(each)) ? person.press(button(view, undo)) : view;
}

/** Invites, whether that is asked first or not. */
export async function inviteFrom(person: Person, fields: Record<string, string>) {
  const view = await submitted(person, fields);
  const send = /^(Convidar para|Conectar ao|Invite to|Connect to)/;
  return { sent: labels(view).some((each) => send.test(each)) ? await person.press(button(view, send)) : view };
}

export const padaria = {
  name: 'Padaria da Vila',
  email: 'rosa@padaria.com.br',
  contactName: 'Rosa',
  document: '12.ABC.345/01DE-35',
};

export async function pendingId(data: Data, h: House): Promise<string> {
  return (await data.db.connectionRequest.findFirstOrThrow({ where: { firmId: h.firmId, state: 'pending' } })).id;
}

/** An address that clients find a firm by: its own, and a letter to it was opened. */
export async function standsFor({ db }: Data, firmId: string, email = 'marina@horizonte.com.br'): Promise<void> {
  await db.firm.update({ where: { id: firmId }, data: { email } });
  await db.provenAddress.create({ data: { email, firmId, provenAt: testNow } });
}
