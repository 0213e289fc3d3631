import { describe, expect, it } from 'vitest';
import { readMeaning } from '../../src/portfolio/import/headers.ts';
import { cnpj } from './fixture.ts';
import { read, said } from './reading.ts';

const [a, b] = [cnpj(1), cnpj(2)];
const [A, B] = [a, b].map((each) => each.replace(/(..)(...)(...)(....)(..)/, '$1.$2.$3/$4-$5'));

/** What other systems call their columns. */
const called = {
  name: 'Empregador|Nome do sacado|Tomador|Nome do pagador|Estabelecimento|nomeCliente|razaoSocial|RAZAOSOCIAL|ds_razao_social|nm_razao_social|Razao_Social__c|R. Social|Raz?o Social|Raz\ufffd\ufffdo Social|Raz√£o Social|Nome Cadastral|1. Razão Social|Razão\nSocial',
  document: 'nuCnpj|CPFCNPJ|nr_cnpj|CGC/MF|Inscrição no CNPJ|CNPJ (14 dígitos)|Cnpj__c|CNPJ c/ máscara',
  email: 'EMAILCLIENTE|ds_email|Contato - e-mail|Usuário (e-mail)|E-mail p/ envio de guias|Correio Eletr.',
  phone: 'telefone1|Fone Res.|foneCliente|Telefone/Ramal|Tel./Fax|Telefone c/ DDD|WhatsApp/Celular',
  expiresOn:
    'DTVENCTO|dataVencimento|Válido até|Expira em|Data de expiração|Fim do plano|Término do plano|Licença até|Próxima renovação|Vigência até',
  tradeName: 'NOMEFANTASIA|N. Fantasia|Nome abreviado|Título do estabelecimento|Marca',
  contactName: 'Respons?vel|Dono|Nome do sócio',
  situation: 'Situa??o|Situa\ufffd\ufffdo|Status da conexão',
  autoRenew: 'Renov. automática|renovacaoAutomatica|Renovação aut.',
  lastExportOn: 'ultimaExportacao|?ltima exporta??o|Últ. Export.',
  payer: 'Pagante|Pagamento por',
  analyst: 'Responsável (escritório)|Responsável interno',
  notes: 'Observa??es|Observação interna|Informações adicionais',
  revenue: 'RBT12|Faturamento 12 meses',
} as const;

/** What is like a column of ours and is another. */
const others =
  'E-mail (contador)|CNPJ (contador)|Telefone do contador|Vencimento (certificado)|Vencto. Alvará|Dia de vencimento|Vencimento do boleto|Venc. honorários|CPF (sócio)|CPF Titular|CPF do responsável|Documento (tipo)|Tipo de documento|Empresa ativa|Situação do certificado|Nota fiscal|Plano de contas|Plano de saúde|Licença ambiental|Nome da mãe|Nome do funcionário|Renovação do contrato|Faturamento do mês|Inscrição estadual|Código da empresa|Último acesso|Cliente desde|Responsável técnico|Fax';

describe('a title', () => {
  it.each(Object.entries(called).flatMap(([column, all]) => all.split('|').map((title) => [title, column])))(
    '%j means %s',
    async (title, column) => {
      // As it comes out of a file: with letters that were ruined on the way put right.
      const { table } = await read(`"${title}";${column === 'name' ? 'CNPJ' : 'Razão Social'}
`);
      expect(table.columns.headers).toHaveLength(2);
      expect([...table.columns.at].find(([, places]) => places.includes(0))?.[0]).toBe(column);
    },
  );

  it.each(others.split('|'))('%s is none of ours', (title) => expect(readMeaning(title)).toBeUndefined());
});

describe('what the values of a column are decides where its title does not', () => {
  const two = [
    { name: 'Alfa Ltda', document: a, email: 'a@a.example' },
    { name: 'Beta Serviços ME', document: b, email: 'b@b.example' },
  ];
  it.each([
    [
      'a name under a word that nobody knows',
      ['Código;Quem;CNPJ;E-mail', `1;Alfa Ltda;${A};a@a.example`, `2;Beta Serviços ME;${B};b@b.example`],
    ],
    [
      'columns without titles',
      ['Código;;;E-mail', `1;Alfa Ltda;${A};a@a.example`, `2;Beta Serviços ME;${B};b@b.example`],
    ],
    [
      'a number behind the last title',
      ['Nome;E-mail;', `Alfa Ltda;a@a.example;${A}`, `Beta Serviços ME;b@b.example;${B}`],
    ],
    [
      'titles that were swapped',
      ['Nome;E-mail;CNPJ', `Alfa Ltda;${A};a@a.example`, `Beta Serviços ME;${B};b@b.example`],
    ],
    [
      'addresses of a contact',
      ['Nome;CNPJ;Contato', `Alfa Ltda;${A};a@a.example`, `Beta Serviços ME;${B};b@b.example`],
    ],
    [
      'the kind of a document',
      ['Nome;Documento;Nº;E-mail', `Alfa Ltda;CNPJ;${A};a@a.example`, `Beta Serviços ME;CNPJ;${B};b@b.example`],
    ],
    [
      'titles in two lines',
      [
        'Código;Razão;CNPJ;Correio',
        ';Social;;eletrônico',
        `1;Alfa Ltda;${A};a@a.example`,
        `2;Beta Serviços ME;${B};b@b.example`,
      ],
    ],
    [
      'titles over titles',
      [
        ';Dados da empresa;;Contato',
        'Código;Nome;CNPJ;E-mail',
        `1;Alfa Ltda;${A};a@a.example`,
        `2;Beta Serviços ME;${B};b@b.example`,
      ],
    ],
  ])('%s', async (_what, lines) => {
    const { rows, refused, setAside } = await read(lines.join('\r\n'));
    expect([rows.map(said), refused, setAside]).toEqual([two, [], []]);
  });

  it('phones of a contact are phones, days are none', async () => {
    const { rows } = await read(`Nome;CNPJ;Contato\nAlfa;${A};(11) 4002-8922\nBeta;${B};(11) 4002-8923\n`);
    expect(rows.map((row) => row.phone)).toEqual(['(11) 4002-8922', '(11) 4002-8923']);
    const { rows: other, table } = await read(`Nome;CNPJ;Contato em\nAlfa;${A};31/12/2025\nBeta;${B};30/11/2025\n`);
    expect(other.map(said)).toEqual([
      { name: 'Alfa', document: a },
      { name: 'Beta', document: b },
    ]);
    expect(table.columns.mismatched).toEqual([{ header: 'Contato em', column: 'contactName' }]);
  });

  it('answers of yes and no are no addresses', async () => {
    const { rows, refused } = await read(`Nome;CNPJ;E-mail\nAlfa;${A};Sim\nBeta;${B};Sim\n`);
    expect([rows.map((row) => row.name), refused]).toEqual([['Alfa', 'Beta'], []]);
  });

  it('a firm that stands in every line is nobody', async () => {
    const file = `Unidade;CNPJ\nHorizonte Ltda;${A}\nHorizonte Ltda;${B}\nHorizonte Ltda;${cnpj(3)}\nHorizonte Ltda;${cnpj(4)}\n`;
    await expect(read(file)).rejects.toMatchObject({ code: 'import-header' });
  });
});
