import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCore } from '../../src/core.ts';
import { words } from '../../src/words/index.ts';
import { seedClients } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { quiet, testNow, testSecret } from '../house.ts';
import { agreement, letters, portalOf, standsFor, tokenTo } from './fixture.ts';
import { firmOn, outboxTo, type Stage, stages } from './stage.ts';

const rosa = 'rosa@padaria.com.br';

const languages = {
  'pt-BR': {
    name: 'Nome da empresa',
    email: 'E-mail de login do cliente',

    waiting: 'Aguardando resposta',
    connected: 'Conectado',
  },
  en: {
    name: 'Company name',
    email: 'Client’s login e-mail',

    waiting: 'Waiting for an answer',
    connected: 'Connected',
  },
} as const;

describe.each(stages)('on %s', (_name, open) => {
  let database: TestDatabase;
  let stage: Stage;
  beforeEach(async () => {
    database = await databases[0]!.open();
    stage = await open(
      createCore({
        data: database.data,
        secret: testSecret,
        publicUrl: 'http://localhost:3000',
        clock: () => testNow,
        log: quiet,
      }),
    );
  });
  afterEach(async () => {
    await stage.stop();
    await database.drop();
  });

  it.each(['pt-BR', 'en'] as const)(
    'an invitation is consented to on the page, and its card turns to connected by itself (%s)',
    async (locale) => {
      const say = languages[locale];
      await firmOn(database.data, stage, locale, { notices: true });
      const outbox = outboxTo(database.data, stage);
      await stage.invite({ [say.name]: 'Padaria da Vila', [say.email]: rosa });
      await outbox.drain();
      expect(stage.channel().join('\n')).toContain(say.waiting);
      // Its card stands in this very channel: what the person alone reads says so, and does not show it a second time.
      expect(stage.alone()).toContain(words[locale].connections.sentHere);
      expect(stage.alone()).not.toContain(say.waiting);

      await portalOf(database.data).accept(
        await tokenTo(database.data, rosa),
        'pt-BR',
        { name: 'Padaria da Vila', agree: 'on' },
        agreement,
      );
      await outbox.drain();
      const cards = stage.channel();
      expect(cards).toHaveLength(1);
      expect(cards[0]).toContain(say.connected);
      expect(cards[0]).not.toContain(say.waiting);
    },
  );

  it('where no channel takes notices whoever invites hears of that, with the card, and nothing is posted', async () => {
    const say = languages['pt-BR'];
    await firmOn(database.data, stage, 'pt-BR', { notices: false });
    await stage.invite({ [say.name]: 'Padaria da Vila', [say.email]: rosa });
    await outboxTo(database.data, stage).drain();
    expect(stage.alone()).toContain(words['pt-BR'].connections.sentNowhere);
    expect(stage.alone()).toContain(say.waiting);
    expect(stage.channel()).toEqual([]);
  });

  it.each([
    ['Aceitar como cliente novo', 2, 'Conectado'],
    ['É Padaria da Vila', 1, 'Conectado'],
    ['Recusar', 1, 'Aguardando resposta'],
  ] as const)(
    'a request by a number that is another’s is answered by a choice in the channel: %s',
    async (choice, clients, state) => {
      const { data } = database;
      const firmId = await firmOn(data, stage, 'pt-BR', { notices: true });
      await standsFor(data, firmId);
      const known = { name: 'Padaria da Vila', email: 'contato@padaria.com.br', document: '12ABC34501DE35' };
      await seedClients(data, firmId, [{ ...known, situation: 'not_connected' }]);
      const outbox = outboxTo(data, stage);
      const wish = {
        name: 'Padaria',
        document: '12.ABC.345/01DE-35',
        accountantEmail: 'marina@horizonte.com.br',
        firmName: 'Horizonte',
        firmPhone: '(11) 4002-8922',
        agree: 'on',
      };
      await portalOf(data).ask(rosa, 'pt-BR', wish, agreement);
      await outbox.drain();
      expect(stage.channel().join()).toContain('Este CNPJ/CPF já é de Padaria da Vila');
      await stage.press(choice);
      await outbox.drain();
      // To refuse asks for a reason first: a form stands open, and nothing has been decided.
      expect(stage.channel().join()).toContain(state);
      expect(await data.db.client.count({ where: { firmId } })).toBe(clients);
      const { email } = await data.db.client.findFirstOrThrow({ where: { firmId, document: known.document } });
      expect(email).toBe(choice === 'É Padaria da Vila' ? rosa : known.email);
    },
  );

  it('the letter that says who asks leads to the card, and waits for it a moment', async () => {
    const { data } = database;
    let now = testNow;
    await standsFor(data, await firmOn(data, stage, 'pt-BR', { notices: true }));
    const wish = {
      name: 'Padaria',
      accountantEmail: 'marina@horizonte.com.br',
      firmName: 'Horizonte',
      firmPhone: '(11) 4002-8922',
      agree: 'on',
    };
    await portalOf(data, undefined, stage.surface).ask(rosa, 'pt-BR', wish, agreement);
    const outbox = outboxTo(data, stage, () => now);
    await outbox.drain();
    now = new Date(testNow.getTime() + 6000);
    await outbox.drain();
    const told = (await letters(data)).filter(({ to }) => to === 'marina@horizonte.com.br');
    expect(told).toHaveLength(1);
    const { message } = await data.db.postedCard.findFirstOrThrow({});
    expect(message).toBeTruthy();
    expect(told[0]!.text).toContain(`${stage.at.channel}`);
    expect(told[0]!.text).toContain(message);
  });
});
