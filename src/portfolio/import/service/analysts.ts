import { newId } from '../../../data/id.ts';
import type { Write } from '../../../data/write.ts';
import type { Ctx } from '../../../kit/ctx.ts';

/** A name for somebody of whom only the e-mail is known. */
const nameOf = (email: string) =>
  email
    .split('@')[0]!
    .split(/[._+-]+/)
    .filter(Boolean)
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join(' ') || email;

/** Makes members of those analysts whom nobody has added yet. Nobody can speak for them until they are given a chat identity. */
export async function addAnalysts(
  ctx: Ctx,
  { tx, audit }: Write,
  emails: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const email of emails) {
    const id = newId();
    await tx.member.create({
      data: { id, firmId: ctx.firm.id, name: nameOf(email), email, role: 'analyst', createdAt: ctx.now },
    });
    await audit('member.added', `member:${id}`, { role: 'analyst', by: 'import' });
    ids.set(email, id);
  }
  return ids;
}
