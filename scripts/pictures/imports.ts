// The preview of a list as a firm has it, on each platform: made of what Slack and Discord are sent, and in the console.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { renderMessage } from '../../adapters/discord/render.ts';
import { openData } from '../../src/data/client.ts';
import { migrate } from '../../src/data/migrate.ts';
import { words } from '../../src/words/index.ts';
import { afresh } from '../../test/clients/pages.ts';
import { file, house } from '../../test/house.ts';
import { cnpj } from '../../test/portfolio/fixture.ts';
import { open, say } from './demo.ts';
import { discordPage } from './discord.ts';
import { slackPage } from './slack.ts';

const w = words['pt-BR'];
const names = [
  'Padaria Estrela',
  'Posto Avenida',
  'Clínica Vida Nova',
  'Mercado São Jorge',
  'Auto Peças Leão',
  'Ótica Visão',
  'Salão da Bia',
  'Oficina Três Irmãos',
];

/** What a report of another system looks like once it is saved as CSV: titles, totals, codes, cells that say nothing or two things. */
function list(): string {
  const rows = Array.from({ length: 46 }, (_, i) => {
    const number = cnpj(i + 1).replace(/(..)(...)(...)(....)(..)/, '$1.$2.$3/$4-$5');
    const name = `${names[i % names.length]}${i < names.length ? '' : ` ${Math.floor(i / names.length) + 1}`} Ltda`;
    const email =
      i % 9 === 4
        ? 'não tem'
        : i % 11 === 5
          ? `fiscal@cliente${i}.com.br; dono@cliente${i}.com.br`
          : `contato@cliente${i}.com.br`;
    const document = i === 7 ? number.replace(/..$/, '00') : i % 5 === 3 ? `${cnpj(i + 1)}.0` : number;
    const ends = i % 6 === 5 ? '  /  /    ' : `${String(1 + (i % 27)).padStart(2, '0')}/0${1 + (i % 9)}/2027`;
    return `${100 + i};${name};${document};${i === 20 ? 'maria arroba cliente' : email};Controle I;Contabilidade;${ends};SP`;
  });
  return [
    'RELAÇÃO DE CLIENTES ATIVOS;;;;;;;',
    'Cód.;Razão Social;C.N.P.J.;E-mail NFe;Plano contratado;Pago por;Dt. Vencimento;UF',
    'SIMPLES NACIONAL;;;;;;;',
    ...rows.slice(0, 30),
    'LUCRO PRESUMIDO;;;;;;;',
    ...rows.slice(30),
    'Total de clientes: 46;;;;;;;',
  ].join('\r\n');
}

type Shoot = (html: string, path: string) => Promise<void>;

export async function imports(browser: Browser, folder: string, shoot: Shoot): Promise<void> {
  const demo = await open();
  const url = `file:${join(demo.folder, 'other.db')}`;
  await migrate(url);
  const data = openData(url);
  try {
    const h = await house(data);
    const outcome = await afresh(data, h.admin).ask({
      kind: 'command',
      command: 'importar',
      options: { file: file('relação de clientes.csv', list()) },
    });
    if (outcome.kind !== 'view') throw new Error('no preview');
    await shoot(slackPage(outcome.view, w), join(folder, 'importar-slack.png'));
    await shoot(
      discordPage(renderMessage(outcome.view, w.platforms.discord.says).body, []),
      join(folder, 'importar-discord.png'),
    );
    for (const [name, viewport] of [
      ['importar', { width: 1180, height: 2600 }],
      ['importar-phone', { width: 390, height: 4200 }],
    ] as const) {
      const page = await browser.newPage({
        locale: 'pt-BR',
        timezoneId: 'America/Sao_Paulo',
        viewport,
        deviceScaleFactor: 1.5,
      });
      await page.goto(demo.bot.open!);
      await page.waitForTimeout(1500);
      await say(page, '/importar');
      const choose = page.getByRole('button', { name: w.importing.choose });
      if (await choose.count()) await choose.last().click();
      const form = page.getByRole('dialog', { name: w.importing.formTitle });
      await form
        .getByLabel(w.importing.file.label)
        .setInputFiles({ name: 'relação de clientes.csv', mimeType: 'text/csv', buffer: Buffer.from(list()) });
      await form.getByRole('button', { name: w.importing.submit }).click();
      await page.waitForTimeout(3000);
      // What one sees first: the rest is lists of lines.
      const { x, y, width, height } = (await page.locator('.message.bot:not(.typing) .card').last().boundingBox())!;
      const clip = { x, y, width, height: Math.min(height, 900) };
      await page.screenshot({ path: join(folder, `${name}.png`), clip });
      await page.close();
    }
  } finally {
    await data.close();
    await demo.close();
  }
}
