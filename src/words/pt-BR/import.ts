import type { FieldWords } from '../../kit/words.ts';
import { ptBR as f, labelsOf } from '../format.ts';
import { clients as client } from './clients.ts';

const lines = (n: number) => f.count(n, 'linha', 'linhas');
const clients = (n: number) => f.count(n, 'cliente', 'clientes');

/** O que uma importação faria: quantos clientes, e o que há para conferir. */
interface ImportNews {
  created: number;
  changed: number;
  refused: number;
  doubts: number;
}

export const importing = {
  title: 'importar',
  summary: 'Traz a carteira de uma planilha, com uma prévia antes',
  file: { typed: 'arquivo', label: 'Planilha', hint: 'CSV, XLSX, XLS ou ODS, até 20 MB' } as FieldWords,
  example: 'Pede a planilha, mostra o que ela mudaria e só importa quando você mandar',
  formTitle: 'Importar carteira',
  submit: 'Ver prévia',

  startTitle: 'Importar a carteira',
  start:
    'Escolha uma planilha CSV ou XLSX com uma linha por cliente. Só a coluna com o nome da empresa é obrigatória; entendo também CNPJ ou CPF, e-mail, telefone, responsável, situação, plano, vencimento e outras, em qualquer ordem.',
  startSafe:
    'Primeiro mostro uma prévia. Nada muda antes de você clicar em Importar, e células vazias nunca apagam o que já existe.',
  choose: 'Escolher arquivo',

  reading: (done: number) => `Lendo a planilha… ${lines(done)} até agora.`,
  importing: (done: number, total: number) => `Importando… ${f.number(done)} de ${lines(total)}.`,

  previewNews: ({ created, changed, refused, doubts }: ImportNews) =>
    [
      created > 0 ? f.count(created, 'cliente novo', 'clientes novos') : '',
      changed > 0 ? f.count(changed, 'cliente muda', 'clientes mudam') : '',
      created + changed === 0 ? 'Nada a importar' : '',
      refused > 0 ? f.count(refused, 'linha fica de fora', 'linhas ficam de fora') : '',
      doubts > 0 ? f.count(doubts, 'dado para conferir', 'dados para conferir') : '',
    ]
      .filter(Boolean)
      .join(' · '),
  nameNews: 'Falta dizer qual coluna tem o nome dos clientes',
  fileName: (file: string) => `Planilha: ${file}`,
  previewIntro: 'Nada foi alterado ainda. Confira e clique em Importar.',
  nothingToDo: 'Não há nada a importar: o que a planilha diz já está na carteira.',
  nothingGood: 'Nenhuma linha pode ser importada. Corrija a planilha e envie de novo.',
  kind: 'Arquivo',
  csv: (delimiter: string, encoding: string) => `CSV, ${delimiter}, ${encoding}`,
  formats: {
    xlsx: 'Planilha do Excel',
    xls: 'Planilha do Excel antigo (.xls)',
    ods: 'Planilha do LibreOffice (.ods)',
    html: 'Tabela em HTML',
  },
  delimiter: {
    ';': 'separado por ponto e vírgula',
    ',': 'separado por vírgula',
    '\t': 'separado por tabulação',
    '|': 'separado por barra vertical',
  },
  oneColumn: 'uma só coluna',
  otherDelimiter: (delimiter: string) => `separado por “${delimiter}”`,
  understood: 'Colunas entendidas',
  unknown: 'Colunas não usadas',
  good: 'Linhas válidas',
  goodOf: (good: number, all: number) => `${f.number(good)} de ${f.number(all)}`,
  refused: 'Linhas com erro',
  created: 'Clientes novos',
  changed: 'Clientes alterados',
  revived: 'Clientes excluídos que voltam',
  unchanged: 'Já estavam assim',
  analysts: 'Analistas que entram na equipe',
  connectionsKept: (n: number, names: readonly string[]) =>
    `${n === 1 ? '1 cliente continua' : `${f.number(n)} clientes continuam`} com a situação que conheço, porque uma planilha não desfaz uma conexão nem decide um pedido: ${f.list(names)}${n > names.length ? `, e mais ${f.number(n - names.length)}` : ''}. Para encerrar uma conexão, abra o cliente em /cliente.`,
  connectionsMade: (n: number, names: readonly string[]) =>
    `${n === 1 ? '1 cliente que já estava na carteira passa' : `${f.number(n)} clientes que já estavam na carteira passam`} a Conectado, como a planilha diz: ${f.list(names)}${n > names.length ? `, e mais ${f.number(n - names.length)}` : ''}.`,
  terms: (n: number) => `${lines(n)} com vencimento ou pagador, mas sem plano: esses dados não são guardados.`,
  unknownAnalysts: (names: readonly string[]) =>
    `Não conheço ${f.list(names)}: os clientes ficam sem mudança de analista. Use o e-mail na coluna do analista.`,
  formerAnalysts: (emails: readonly string[]) =>
    `Já não fazem parte da equipe: ${f.list(emails)}. Os clientes ficam sem mudança de analista.`,
  unknownLots: (names: readonly string[]) =>
    `Não conheço estes lotes, ou há mais de um com o nome: ${f.list(names)}. Os planos entram sem lote; veja os nomes em /licencas.`,
  fullLots: (names: readonly string[]) => `Sem licença disponível: ${f.list(names)}. Os planos entram sem lote.`,
  refusedCaption: (shown: number, all: number) =>
    shown < all
      ? `As primeiras ${shown} de ${lines(all)} com erro; todas estão no arquivo anexo`
      : 'Linhas com erro; também no arquivo anexo',
  encodings: {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16',
    'utf-16be': 'UTF-16',
    'windows-1252': 'Windows',
    ibm850: 'DOS (850)',
    ibm860: 'DOS (860)',
    ibm437: 'DOS (437)',
    macintosh: 'Mac antigo',
  },
  doubt: (encoding: string, read: readonly string[], other: string, otherwise: readonly string[]) =>
    `As letras com acento podem ser lidas de dois jeitos: como ${encoding} (${f.list(read)}) ou como ${other} (${f.list(otherwise)}). Estou lendo como ${encoding}.`,
  mixup: (taken: string, truly: string, wrong: readonly string[], right: readonly string[]) =>
    `As letras com acento foram gravadas trocadas: são de ${truly} e passaram por ${taken}. Consertei: onde está ${f.list(wrong)}, leio ${f.list(right)}.`,
  readAs: (encoding: string) => `Ler como ${encoding}`,
  sheetsRead: 'Abas lidas',
  sheetsLeft: 'Abas não lidas',
  sheetReasons: { hidden: 'oculta', columns: 'as colunas são outras', many: 'passa do limite de abas' },
  titlesCaption: 'O que entendi de cada coluna',
  header: 'Coluna da planilha',
  takenFor: 'Entendida como',
  notUsed: 'não usada',
  untitled: (place: number) => `coluna ${place}, sem título`,
  holdsOther: (field: string) => `não usada: o conteúdo não é de ${field}`,
  byValue: (field: string) => `${field}, pelo conteúdo`,
  dates: {
    dayFirst: 'dia/mês/ano',
    monthFirst: 'mês/dia/ano',
    assumed: 'dia/mês/ano; as datas daqui também permitiriam mês/dia/ano',
  },
  moreColumns: (n: number) => `e mais ${f.count(n, 'coluna', 'colunas')}`,
  firstCaption: 'Como ficam os primeiros clientes',
  corrected: 'Corrigidos na leitura',
  leftOut: 'Não incluídos',
  asides: 'Linhas separadas, que não parecem clientes',
  asideCaption: (shown: number, all: number) =>
    shown < all
      ? `As primeiras ${shown} de ${lines(all)} separadas; todas estão no arquivo anexo`
      : 'Linhas separadas, que não parecem clientes',
  toldCaption: (shown: number, all: number) =>
    shown < all
      ? `Os primeiros ${shown} de ${f.number(all)} dados corrigidos ou não incluídos`
      : 'Dados corrigidos ou não incluídos',
  became: 'Ficou',
  nothingLeft: 'sem este dado',
  kinds: {
    document: 'CNPJ ou CPF reescrito',
    email: 'E-mail sem o texto em volta',
    letters: 'Caracteres corrigidos',
    registration: 'CAEPF, CEI ou CNO guardado nas observações',
    nothing: 'Sem informação na célula',
    others: 'Mais de um na célula: entra o primeiro',
    lost: 'Letras perdidas antes de chegar aqui: confira o nome',
    formula: 'Fórmula sem resultado salvo: abra no Excel e salve',
    scientific: 'Número em notação científica: formate a coluna como Texto',
    companyState: 'Situação da empresa, não da conexão',
    unknownState: 'Situação que não conheço; fica a que o cliente tem',
    connectionKept: 'Conexão ou pedido que a planilha não muda; fica a situação daqui',
    asked: 'Incluído sem este dado',
  },
  asideKinds: {
    nameOnly: 'Só o nome',
    total: 'Total',
    printed: 'Linha do relatório',
    group: 'Título de grupo',
    header: 'Títulos repetidos',
  },
  includeWithout: 'Incluir sem este dado',
  includeWithoutAll: (n: number) => `Incluir sem este dado (${lines(n)})`,
  includeOne: 'Incluir sem este dado: escolha as linhas',
  includeAside: (n: number) => (n === 1 ? 'Incluir a linha só com nome' : `Incluir as ${lines(n)} só com nome`),
  asideOne: 'São clientes? Escolha as linhas',
  columnIs: (header: string) => `“${header}”: esta coluna é…`,
  whichName: 'Qual coluna tem o nome da empresa?',
  otherColumn: 'Esta coluna é outra coisa: escolha qual',
  none: 'Não usar',
  on: (sheet: string, line: string) => `${sheet}, ${line}`,
  line: 'Linha',
  column: 'Coluna',
  reason: 'Motivo',
  value: 'Valor',
  asideFile: 'linhas-separadas.csv',
  toldFile: 'dados-corrigidos.csv',
  refusedFile: 'linhas-recusadas.csv',
  more: (n: number) => `e mais ${n}`,

  run: 'Importar',
  cancel: 'Cancelar',
  cancelled: 'Importação cancelada. Nada foi alterado.',
  uploadGone: 'Essa planilha já foi importada, ou esperou mais de uma hora. Envie de novo com /importar.',

  doneTitle: 'Importação concluída',
  done: (changed: number, refused: number) =>
    `${changed === 0 ? 'A carteira já estava assim; nada mudou' : `Pronto: ${clients(changed)} ${changed === 1 ? 'importado ou atualizado' : 'importados ou atualizados'}`}.${
      refused > 0
        ? ` ${refused === 1 ? 'Uma linha não foi incluída' : `${lines(refused)} não foram incluídas`}, como a prévia mostrou.`
        : ''
    }`,
  undo: 'Desfazer esta importação',
  undoHint: 'Nas próximas 24 horas você pode desfazer esta importação, aqui ou em /importar.',
  undoLast: (file: string) => `A última importação (${file}) ainda pode ser desfeita.`,
  leftList: (n: number, file: string, day: string) =>
    `${n === 1 ? '1 cliente da importação anterior não está mais' : `${f.number(n)} clientes da importação anterior não estão mais`} na planilha (antes: ${file}, ${day}). Nada sai da carteira sozinho: confira a lista e, se for o caso, exclua cada um em /clientes.`,
  leftCaption: (shown: number, all: number) =>
    shown < all ? `Não estão mais na planilha (${f.number(shown)} de ${f.number(all)})` : 'Não estão mais na planilha',
  leftFile: 'não-estão-mais.csv',
  undoGone: 'Esta importação já foi desfeita, ou passaram as 24 horas em que isso era possível.',
  undoneTitle: 'Importação desfeita',
  undone: (removed: number, restored: number) =>
    `${removed === 1 ? 'Saiu 1 cliente que a importação criou' : `Saíram ${f.number(removed)} clientes que a importação criou`}; ${restored === 1 ? '1 voltou a ser como era' : `${f.number(restored)} voltaram a ser como eram`}.`,
  undoSent: (n: number, names: readonly string[]) =>
    `O que já foi enviado não volta. Depois da importação saíram e-mails ou mensagens sobre ${n === 1 ? '1 cliente' : `${f.number(n)} clientes`}: ${f.list(names)}${n > names.length ? `, e mais ${f.number(n - names.length)}` : ''}.`,
  undoKept: (n: number, names: readonly string[]) =>
    `${n === 1 ? 'Um cliente ficou' : `${f.number(n)} clientes ficaram`} como está agora no que mudou depois da importação, ou porque já há um convite, um documento ou um acesso: ${f.list(names)}.`,
  seeClients: 'Ver os clientes',
  seeClientsHint: 'Digite /clientes para ver a lista.',

  columns: {
    ...labelsOf(client.field),
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
    encoding: 'Caracteres ilegíveis',
    amount: 'Valor em reais inválido',
    ambiguous: 'Mais de um cliente com este dado',
    scientific:
      'Número em notação científica, que perdeu algarismos: formate a coluna como Texto no Excel e salve de novo',
  },
  duplicateOf: (line: string) => `Repete a linha ${line}`,

  noName: (understood: readonly string[], unknown: readonly string[]) =>
    [
      'Não encontrei a coluna com o nome da empresa; a primeira linha precisa ter os títulos das colunas.',
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
    oldExcel:
      'É uma planilha do Excel antigo (.xls) que não consegui abrir. Abra no Excel, use Salvar como, Pasta de Trabalho do Excel (.xlsx), e envie de novo.',
    binaryWorkbook:
      'É uma planilha binária do Excel (.xlsb) que não consegui abrir. Abra no Excel, use Salvar como, Pasta de Trabalho do Excel (.xlsx), e envie de novo.',
    openDocument:
      'É uma planilha do LibreOffice (.ods) que não consegui abrir. Abra no LibreOffice, salve como .xlsx e envie de novo.',
    word: 'É um documento de texto (Word), não uma planilha. Ponha a tabela no Excel, salve como .xlsx e envie de novo.',
    numbers: 'É uma planilha do Numbers, da Apple. No Numbers, use Arquivo, Exportar para, Excel, e envie o .xlsx.',
    dbase:
      'É uma tabela do dBase, Clipper ou FoxPro (.dbf), que não abro. Abra no Excel ou no LibreOffice, salve como .xlsx e envie de novo.',
    oldExchange:
      'É um formato antigo de troca de planilhas (SYLK ou DIF), que não abro. Abra no Excel, salve como .xlsx e envie de novo.',
    otherZip: 'É um arquivo compactado, não uma planilha. Envie o CSV ou o XLSX que está dentro dele.',
    markup:
      'É uma página (HTML ou XML) sem uma tabela que eu consiga ler. Abra no Excel, salve como .xlsx e envie de novo.',
    binary: 'Isto não é texto nem planilha. Envie a lista como CSV ou XLSX.',
    damaged: 'A planilha está danificada e não pode ser lida. Abra, salve de novo e envie outra vez.',
    locked: 'A planilha está protegida por senha. Salve sem senha e envie de novo.',
    tooMuchInside:
      'A planilha, descompactada, fica acima do limite e não foi aberta. Salve só a lista de clientes e envie de novo.',
    tooManyColumns: (max: number) =>
      `A planilha tem mais de ${f.number(max)} colunas. Salve só as que interessam e envie de novo.`,
    tooManyLines: (max: number) =>
      `A planilha tem mais de ${f.number(max)} linhas. Divida em partes e envie uma de cada vez.`,
    tooLarge: (megabytes: number) =>
      `O arquivo passa de ${f.number(megabytes)} MB. Divida em partes e envie uma de cada vez.`,
  },
};
