import type { Provider } from '../../src/accounts/provider.ts';
import { createCore, registry } from '../../src/core.ts';
import type { Data } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { commandList } from '../../src/derive/commands.ts';
import type { Core } from '../../src/kit/incoming.ts';
import { wireDriver } from '../adapters/console/driver.ts';
import type { Driver } from '../adapters/contract.ts';
import { discordDriver } from '../adapters/discord/driver.ts';
import { seedClients, seedRequest } from '../clients/seed.ts';
import { slackDriver } from '../fakes/slack/driver.ts';
import { quiet, testNow, testSecret } from '../house.ts';

/** Each platform with a person before it, and where that person sits. */
export const platforms: readonly { name: string; seat: [string, string, string]; driver(): Driver }[] = [
  { name: 'Slack', seat: ['slack', 'T0000001', 'U0000001'], driver: () => slackDriver('http') },
  {
    name: 'Discord',
    seat: ['discord', '1100000000000000001', '1000000000000000001'],
    driver: () => discordDriver('http', commandList(registry)),
  },
  { name: 'Console', seat: ['console', 'console', 'ana'], driver: wireDriver },
];

/** A firm whose one admin sits there, with a client for every job. */
export async function firmAt(data: Data, [platform, workspace, user]: [string, string, string]): Promise<Core> {
  const { db } = data;
  const created = { createdAt: testNow };
  const [firmId, memberId, analystId] = [newId(), newId(), newId()];
  await db.firm.create({ data: { id: firmId, name: 'Horizonte Contábil', email: 'marina@h.com.br', ...created } });
  await db.workspace.create({ data: { id: newId(), firmId, platform, workspace, ...created } });
  await db.member.create({
    data: { id: memberId, firmId, name: 'Marina', role: 'admin', locale: 'pt-BR', ...created },
  });
  await db.member.create({ data: { id: analystId, firmId, name: 'Ana', role: 'analyst', ...created } });
  await db.chatIdentity.create({ data: { id: newId(), firmId, memberId, platform, workspace, user, ...created } });
  const free = { situation: 'not_connected' };
  const plan = { plan: 'Controle I', payer: 'client', expiresOn: '2026-11-20', autoRenew: false };
  const [padaria, grafica, confeitaria, floricultura, acougue, , livraria, farmacia, papelaria, , , mercearia] =
    await seedClients(data, firmId, [
      { name: 'Padaria', email: 'rosa@padaria.com.br', charges: 'active', analystId },
      { name: 'Gráfica', situation: 'requested' },
      { name: 'Confeitaria', situation: 'requested' },
      { name: 'Floricultura', situation: 'requested' },
      { name: 'Açougue', situation: 'requested' },
      { name: 'Oficina', email: 'oficina@x.com.br', ...free },
      { name: 'Livraria' },
      { name: 'Farmácia', ...free, ...plan },
      { name: 'Papelaria', ...free, ...plan, expiresOn: '2026-10-20' },
      { name: 'Sapataria', email: 's@x.com.br', ...free },
      { name: 'Borracharia', ...free },
      { name: 'Mercearia', situation: 'requested' },
    ]);
  for (const id of [farmacia!, papelaria!])
    await db.license.create({
      data: {
        id: newId(),
        firmId,
        clientId: id,
        plan: 'Controle I',
        payer: 'client',
        recurrence: 'yearly',
        startsOn: '2025-11-20',
        expiresOn: id === farmacia ? '2026-11-20' : '2026-10-20',
        anchorDay: 20,
        autoRenew: false,
        state: 'active',
        createdAt: testNow,
        updatedAt: testNow,
      },
    });
  for (const [id, email] of [
    [padaria!, 'rosa@padaria.com.br'],
    [livraria!, 'dona@livraria.com.br'],
  ] as const) {
    const accountId = newId();
    await db.account.create({ data: { id: accountId, email, ...created } });
    await db.client.update({ where: { id }, data: { accountId } });
  }
  // The newest stands first in the list.
  for (const [id, companyName] of [
    [mercearia!, 'Mercearia'],
    [grafica!, 'Gráfica'],
    [confeitaria!, 'Confeitaria'],
    [floricultura!, 'Floricultura'],
    [acougue!, 'Açougue'],
  ] as const)
    await db.connectionRequest.update({
      where: { id: await seedRequest(data, firmId, id, 'client_to_firm') },
      data: { companyName },
    });
  return createCore({
    data,
    secret: testSecret,
    publicUrl: 'http://localhost:3000',
    clock: () => testNow,
    limit: () => 0,
    log: quiet,
    // Nobody's account is read here.
    provider: { name: 'Conta Azul' } as Provider,
  });
}
