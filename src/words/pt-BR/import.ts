import type { FieldWords } from '../../kit/words.ts';
import { ptBR as f } from '../format.ts';

const lines = (n: number) => f.count(n, 'linha', 'linhas');
const clients = (n: number) => f.count(n, 'cliente', 'clientes');

export const importing = {
  title: 'importar',
  summary: 'Traz a carteira de uma planilha, com uma prévia antes',
  file: { typed: 'arquivo', label: 'Planilha', hint: 'CSV ou XLSX, até 20 MB' } as FieldWords,
  example: 'Pede a planilha, mostra o que ela mudaria e só importa quando você mandar',
  formTitle: 'Importar carteira',
  submit: 'Ver prévia',

  startTitle: 'Importar a carteira',
  start:
    'Escolha uma planilha CSV ou XLSX com uma linha por cliente. Só a coluna com o nome da empresa é obrigatória; entendo também CNPJ ou CPF, e-mail, telefone, responsável, situação, plano, vencimento e outras, em qualquer ordem.',
  startSafe: 'Primeiro mostro uma prévia. Nada muda antes de você apertar Importar, e células vazias nunca apagam o que já existe.',
  choose: 'Escolher arquivo',

  reading: (done: number) => `Lendo a planilha… ${lines(done)} até agora.`,
  importing: (done: number, total: number) => `Importando… ${f.number(done)} de ${lines(total)}.`,

  previewTitle: (file: string) => `Prévia de ${file}`,
  previewIntro: 'Nada foi mudado ainda. Confira e aperte Importar.',
  nothingToDo: 'Não há nada a importar: o que a planilha diz já está na carteira.',
  nothingGood: 'Nenhuma linha pode ser importada. Corrija a planilha e envie de novo.',
  kind: 'Arquivo',
  csv: (delimiter: string, encoding: string) => `CSV, ${delimiter}, ${encoding}`,
  xlsx: 'Planilha do Excel',
  delimiter: {
    ';': 'separado por ponto e vírgula',
    ',': 'separado por vírgula',
    '\t': 'separado por tabulação',
    '|': 'separado por barra',
  },
  oneColumn: 'uma só coluna',
  otherDelimiter: (delimiter: string) => `separado por “${delimiter}”`,
  understood: 'Colunas entendidas',
  unknown: 'Colunas não usadas',
  good: 'Linhas boas',
  goodOf: (good: number, all: number) => `${f.number(good)} de ${f.number(all)}`,
  refused: 'Linhas recusadas',
  created: 'Clientes novos',
  changed: 'Clientes alterados',
  revived: 'Clientes excluídos que voltam',
  unchanged: 'Já estavam assim',
  analysts: 'Analistas que entram na equipe',
  terms: (n: number) => `${lines(n)} com vencimento ou pagador, mas sem plano: esses dados não são guardados.`,
  unknownAnalysts: (names: readonly string[]) =>
    `Não conheço ${f.list(names)}: os clientes ficam sem mudança de analista. Use o e-mail na coluna do analista.`,
  formerAnalysts: (emails: readonly string[]) =>
    `Já não fazem parte da equipe: ${f.list(emails)}. Os clientes ficam sem mudança de analista.`,
  unknownLots: (names: readonly string[]) =>
    `Não conheço estes lotes, ou há mais de um com o nome: ${f.list(names)}. Os planos entram sem lote; veja os nomes em /licencas.`,
  fullLots: (names: readonly string[]) => `Sem licença livre: ${f.list(names)}. Os planos entram sem lote.`,
  refusedCaption: (shown: number, all: number) =>
    shown < all
      ? `As primeiras ${shown} de ${lines(all)} recusadas; todas estão no arquivo anexo`
      : 'Linhas recusadas; também no arquivo anexo',
  line: 'Linha',
  column: 'Coluna',
  reason: 'Motivo',
  value: 'Valor',
  refusedFile: 'linhas-recusadas.csv',
  more: (n: number) => `e mais ${n}`,

  run: 'Importar',
  cancel: 'Cancelar',
  cancelled: 'Importação cancelada. Nada foi mudado.',
  uploadGone: 'Essa planilha já foi importada, ou esperou mais de uma hora. Envie de novo com /importar.',

  doneTitle: 'Importação concluída',
  done: (changed: number, refused: number) =>
    `${changed === 0 ? 'A carteira já estava assim; nada mudou' : `Pronto: ${clients(changed)} na carteira com o que a planilha diz`}.${
      refused > 0 ? ` ${refused === 1 ? 'Uma linha ficou de fora' : `${lines(refused)} ficaram de fora`}, como a prévia mostrou.` : ''
    }`,
  seeClients: 'Ver os clientes',
  seeClientsHint: 'Digite /clientes para ver a lista.',

  columns: {
    name: 'Nome da empresa',
    tradeName: 'Nome fantasia',
    document: 'CNPJ/CPF',
    email: 'E-mail',
    phone: 'Telefone',
    contactName: 'Responsável',
    situation: 'Situação',
    plan: 'Plano',
    payer: 'Pago por',
    expiresOn: 'Vencimento do plano',
    autoRenew: 'Renovação automática',
    lot: 'Lote',
    lastExportOn: 'Última exportação',
    charges: 'Cobranças CA',
    analyst: 'Analista',
    revenue: 'Faturamento anual',
    notes: 'Observações',
  },

  reasons: {
    name: 'Falta o nome da empresa',
    document: 'CNPJ ou CPF inválido',
    email: 'E-mail inválido',
    date: 'Data inválida',
    choice: 'Valor desconhecido',
    duplicate: 'Cliente repetido',
    fields: 'Número de campos errado',
    long: 'Texto longo demais',
    quote: 'Aspas sem par',
    encoding: 'Letras corrompidas',
    amount: 'Valor em reais inválido',
    ambiguous: 'Mais de um cliente com este dado',
  },
  duplicateOf: (line: number) => `Repete a linha ${f.number(line)}`,

  noName: (understood: readonly string[], unknown: readonly string[]) =>
    [
      'Não achei a coluna com o nome da empresa; a primeira linha precisa ter os títulos das colunas.',
      understood.length > 0 ? `Entendi: ${f.list(understood)}.` : '',
      unknown.length > 0 ? `Não entendi: ${f.list(unknown)}.` : '',
      'Dê a ela um título como “Nome da empresa” ou “Razão social” e envie de novo.',
    ]
      .filter(Boolean)
      .join(' '),

  files: {
    empty: 'O arquivo está vazio. Envie uma planilha com uma linha por cliente.',
    headerOnly: 'A planilha só tem a linha de títulos; não há nenhum cliente nela.',
    pdf: 'Isto é um PDF, qualquer que seja o nome. Exporte a lista como CSV ou XLSX e envie de novo.',
    image: 'Isto é uma imagem, qualquer que seja o nome. Envie a lista como CSV ou XLSX.',
    oldExcel: 'É uma planilha do Excel antigo (.xls) ou protegida por senha. Salve como .xlsx sem senha, ou como CSV, e envie de novo.',
    openDocument: 'É uma planilha do LibreOffice (.ods). Salve como .xlsx ou CSV e envie de novo.',
    otherZip: 'É um arquivo compactado, não uma planilha. Envie o CSV ou o XLSX que está dentro dele.',
    markup: 'É uma página (HTML ou XML), não uma planilha. Abra no Excel, salve como .xlsx e envie de novo.',
    binary: 'Isto não é texto nem planilha. Envie a lista como CSV ou XLSX.',
    damaged: 'A planilha está danificada e não dá para ler. Abra, salve de novo e envie outra vez.',
    locked: 'A planilha está protegida por senha. Salve sem senha e envie de novo.',
    tooMuchInside: 'A planilha se expande para um tamanho absurdo e não foi aberta. Salve só a lista de clientes e envie de novo.',
    tooManyColumns: (max: number) => `A planilha tem mais de ${f.number(max)} colunas. Salve só as que interessam e envie de novo.`,
    tooManyLines: (max: number) => `A planilha tem mais de ${f.number(max)} linhas. Divida em partes e envie uma de cada vez.`,
    tooLarge: (megabytes: number) => `O arquivo passa de ${f.number(megabytes)} MB. Divida em partes e envie uma de cada vez.`,
  },
};
