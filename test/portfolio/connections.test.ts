import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, file, type House, house, shown, testNow } from '../house.ts';
import { cnpj } from './fixture.ts';

const head = 'Nome;CNPJ;Situação\n';
const line = (n: number, situation: string) => `Empresa ${n};${cnpj(n)};${situation}\n`;

describe.each(databases)('connections in a file, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let now = testNow;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data, { clock: () => now });
  });
  afterAll(() => database.drop());

  const db = () => database.data.db;
  const preview = async (content: string) => {
    const outcome = await h.admin.ask({
      kind: 'command',
      command: 'importar',
      options: { file: file('lista.csv', content) },
    });
    if (outcome.kind !== 'view') throw new Error(JSON.stringify(outcome));
    return outcome.view;
  };
  const imported = async (content: string) => h.admin.press(button(await preview(content), 'Importar'));
  const clientOf = (n: number) => db().client.findFirstOrThrow({ where: { firmId: h.firmId, document: cnpj(n) } });
  const asks = async (n: number, state: 'pending' | 'accepted') =>
    db().connectionRequest.create({
      data: {
        id: newId(),
        firmId: h.firmId,
        clientId: (await clientOf(n)).id,
        direction: 'firm_to_client',
        state,
        email: `c${n}@x.example`,
        createdAt: now,
        expiresAt: new Date(now.getTime() + 86_400_000),
      },
    });

  it('never end one: the client stays connected, and the preview says so by name', async () => {
    await imported(head + line(1, 'Conectado') + line(2, 'Conectado'));
    const { id } = await asks(1, 'accepted');
    const file = `Nome;CNPJ;Situação;Telefone\nEmpresa 1;${cnpj(1)};Não conectado;(11) 4002-8922\nEmpresa 2;${cnpj(2)};Desconectado;\n`;
    const view = await preview(file);
    const text = shown(view);
    expect(text).toContain('2 clientes continuam com a situação que conheço');
    expect(text).toContain('Empresa 1 e Empresa 2');
    expect(text).toContain('Valor: Não conectado');
    expect(text).toContain('Ficou: Conectado');
    now = new Date(testNow.getTime() + 60_000);
    await h.admin.press(button(view, 'Importar'));
    // The rest of the line comes in.
    expect(await clientOf(1)).toMatchObject({ situation: 'connected', phone: '(11) 4002-8922' });
    expect(await clientOf(2)).toMatchObject({ situation: 'connected' });
    expect(await db().connectionRequest.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'accepted',
      endedAt: null,
    });
    expect(await db().portfolioEvent.count({ where: { firmId: h.firmId, kind: 'disconnected' } })).toBe(0);
  });

  it('decide on no request: who was asked stays so until they answer', async () => {
    await imported(head + line(3, 'Convite enviado') + line(4, 'Convite enviado'));
    await asks(3, 'pending');
    const view = await preview(head + line(3, 'Conectado') + line(4, 'Conectado'));
    const text = shown(view);
    expect(text).toContain('1 cliente continua com a situação que conheço');
    // Of the other nobody here knows better than the file, which is said by name as well.
    expect(text).toContain('1 cliente que já estava na carteira passa a Conectado, como a planilha diz: Empresa 4');
    await h.admin.press(button(view, 'Importar'));
    expect([(await clientOf(3)).situation, (await clientOf(4)).situation]).toEqual(['invited', 'connected']);
  });
});
