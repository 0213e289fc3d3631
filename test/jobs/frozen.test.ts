import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailSender } from '../../src/jobs/mail.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';
import { ok, postOffice } from './fixture.ts';

describe.each(databases)('a process that wakes after its lease, on $provider', ({ open }) => {
  let database: TestDatabase;
  let now = testNow;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  const { put, box } = postOffice({ data: () => database.data, clock: () => now });

  it('sends nothing of what it had begun to make ready, and leaves as it is what another has sent', async () => {
    const sent: string[] = [];
    const key = await put();
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let begun: () => void = () => undefined;
    const began = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const frozen = box(async (_, once) => {
      begun();
      await asleep;
      once.held?.();
      sent.push('the frozen one');
      return ok;
    });
    const draining = frozen.drain();
    await began;
    now = new Date(testNow.getTime() + 121_000);
    const other = box(async () => {
      sent.push('the other one');
      return { ok: true, message: 'sent' };
    });
    await other.drain();
    wake();
    await draining;
    expect(sent).toEqual(['the other one']);
    const row = await database.data.db.outbox.findUniqueOrThrow({ where: { key } });
    expect(row).toMatchObject({ state: 'sent', attempts: 0, error: '' });
  });

  it('nor a letter', async () => {
    const mails: unknown[] = [];
    const { send } = mailSender({
      deliver: async (mail) => {
        mails.push(mail);
        return ok;
      },
      from: 'carteira@horizonte.com.br',
    });
    const letter = { to: 'rosa@padaria.com.br', subject: 'Convite', text: 'Bom dia', html: '<p>Bom dia</p>' };
    const held = () => {
      throw new Error('the lease has run out');
    };
    await expect(send(letter, { key: 'k', held })).rejects.toThrow('lease');
    expect(await send(letter, { key: 'k' })).toMatchObject({ ok: true });
    expect(mails).toHaveLength(1);
  });
});
