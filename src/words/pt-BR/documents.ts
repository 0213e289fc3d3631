import { ptBR as format } from '../format.ts';
import { documentFiles } from './documentFiles.ts';
import { help } from './help.ts';
import { mesAno } from './moment.ts';

const clientes = (n: number) => format.count(n, 'cliente', 'clientes', 'nenhum cliente');
const documentos = (n: number) => format.count(n, 'documento', 'documentos', 'nenhum documento');
const pagamentos = (n: number) => format.count(n, 'pagamento', 'pagamentos', 'nenhum pagamento');

export const documents = {
  ...documentFiles,
  // /documentos
  title: 'documentos',
  summary: 'Busca os documentos do mês: um ZIP por cliente',
  examples: [
    { typed: '', does: 'Pergunta de qual cliente' },
    { typed: help.sample.name, does: 'Do mês passado, de um cliente' },
    { typed: 'analista:ana mes:10/2026', does: 'De outubro, da carteira da Ana' },
    { typed: 'todos mes:outubro', does: 'De outubro, de toda a carteira' },
  ],
  field: {
    client: { typed: 'cliente', label: 'Cliente', hint: 'Nome, CNPJ ou CPF; ou todos' },
    month: { typed: 'mes', label: 'Competência', hint: '10/2026, outubro, mês passado' },
    share: {
      typed: 'compartilhar',
      label: 'Enviar no canal',
      hint: 'sim: todo o canal recebe; sem essa opção, só você',
    },
  },
  everybody: ['todos', 'todas', 'tudo', 'carteira', 'toda a carteira'],
  notAMonth:
    'Não entendi a competência, ou o mês ainda não começou. Escreva, por exemplo, 10/2026, outubro ou mês passado.',
  heading: (month: string) => `Documentos da competência ${month}`,
  off: 'A conexão com a Conta Azul ainda não está ativada aqui. O responsável pelo servidor preenche as variáveis CONTA_AZUL_… da configuração; node dist/cli.js doctor mostra o que falta.',
  which: 'De qual cliente você quer os documentos?',
  whole: (n: number) => `Toda a carteira: ${clientes(n)}`,
  wholeOwn: (n: number) => `A minha carteira: ${clientes(n)}`,
  clients: clientes,
  searchOtherwise: 'Digite /documentos e um pedaço do nome, do CNPJ ou do CPF.',
  otherMonth: 'Outra competência',
  recent: 'Pedidos recentes',
  preview: (n: number) => `${clientes(n)}, um ZIP para cada um.`,
  unauthorized: (n: number) =>
    `${n === 1 ? '1 cliente ainda não autorizou' : `${clientes(n)} ainda não autorizaram`} o acesso aos dados na Conta Azul e não ${n === 1 ? 'entra' : 'entram'} na busca. Quem já está conectado autoriza na própria página, em Minhas conexões; os demais, convide com /convidar.`,
  goesTo: {
    person: 'Os arquivos chegam em uma mensagem só para você.',
    channel: 'Os arquivos chegam neste canal, para todos que estão nele.',
  },
  begin: (n: number) => `Buscar de ${clientes(n)}`,
  drop: 'Cancelar',
  dropped: 'Nada foi buscado.',
  nobody: 'Nenhum cliente da sua carteira atende a este filtro. Veja todos com /clientes.',
  nobodyAuthorized:
    'Nenhum destes clientes autorizou o acesso aos dados na Conta Azul ainda, e sem isso não há o que buscar. Quem já está conectado autoriza na própria página, em Minhas conexões; os demais, convide com /convidar.',
  oneUnauthorized: (client: string) =>
    `${client} ainda não autorizou o acesso aos dados na Conta Azul, e sem isso não há o que buscar. O cliente autoriza na própria página, em Minhas conexões; se ainda não está conectado, convide com /convidar.`,
  started: (what: string, month: string, goes: string) =>
    `Busca iniciada: documentos da competência ${month} de ${what}. ${goes} Pode fechar esta mensagem: a busca continua.`,
  running: (who: string, when: string) =>
    `${who || 'Alguém'} já fez este mesmo pedido em ${when}, e ele ainda está em andamento.`,
  follow: 'Ver andamento',
  noneSeen: 'Nenhum dos clientes deste pedido está na sua carteira, ou os arquivos ainda não chegaram.',
  jobGone: 'Não encontrei este pedido. Faça outro com /documentos.',
  itemGone: 'Não encontrei este arquivo. Busque de novo com /documentos.',
  clientGone: 'Este cliente não está mais na sua carteira. Veja quem está com /clientes.',
  // A mensagem do pedido
  card: {
    working: (done: number, total: number) => `Em andamento: ${format.number(done)} de ${clientes(total)}.`,
    done: (n: number) => (n === 1 ? 'Pronto: 1 cliente.' : `Pronto: ${clientes(n)}.`),
    partly: (n: number, partial: number) =>
      n === partial
        ? `Incluído em parte: ${clientes(n)}.`
        : `Pronto: ${clientes(n)}, ${partial === 1 ? '1 deles incluído' : `${format.number(partial)} deles incluídos`} em parte.`,
    partials: (n: number) => `Incluído em parte: ${clientes(n)}`,
    lacks: 'O que falta',
    notCounted: 'A data da última exportação só muda quando o que falta for incluído, ou com Contar como exportado.',
    retryRest: 'Tentar o que falta',
    count: 'Contar como exportado',
    counted: (n: number) =>
      n === 1 ? 'Contado como exportado: 1 cliente.' : `Contados como exportados: ${clientes(n)}.`,
    nothingToCount: 'Não há o que contar: já foi contado, ou o que faltava já foi incluído.',
    nothing: 'Nenhum ZIP pôde ser gerado.',
    fetched: (n: number) => `${documentos(n)} até agora.`,
    fetchedDone: (n: number) => `${documentos(n)} ao todo.`,
    failures: (n: number) => `Com falha: ${clientes(n)}`,
    client: 'Cliente',
    reason: 'Motivo',
    missing: 'Sem comprovante',
    retry: 'Tentar de novo',
    retried: (n: number) => (n === 1 ? 'Tentando de novo com 1 cliente.' : `Tentando de novo com ${clientes(n)}.`),
    nothingToRetry: 'Não há o que tentar de novo: outra pessoa já fez isso, ou a busca já foi concluída.',
    receipts: (payments: number, clients: number) =>
      `Sem comprovante: ${pagamentos(payments)} de ${clientes(clients)}.`,
    seeReceipts: 'Ver o que falta de um cliente',
    noReceipts: 'Todo pagamento do mês tem comprovante.',
    download: 'Baixar os arquivos',
    downloadUntil: (until: string) =>
      `Os arquivos ficam guardados até ${until}. O botão cria um link só para quem clica, válido por 5 minutos.`,
    openUntil: (until: string) =>
      `Os arquivos ficam guardados até ${until}. Atenção: este link abre para qualquer pessoa que o tenha.`,
    one: 'Receber um ZIP aqui',
    more: (n: number) => `E mais ${clientes(n)}.`,
    refresh: 'Atualizar',
  },
  broken: 'algo deu errado aqui; tente de novo',
  // Um ZIP
  zipReady: (client: string, month: string) => `${client}: documentos da competência ${month}`,
  zipFacts: { documents: 'Incluído', size: 'Tamanho', lacks: 'Não incluído', receipts: 'Sem comprovante' },
  counts: {
    receivables: (n: number) => `${format.number(n)} a receber`,
    payables: (n: number) => `${format.number(n)} a pagar`,
    settlements: (n: number) => format.count(n, 'baixa', 'baixas'),
    xml: (n: number) => `${format.number(n)} NF-e em XML`,
    services: (n: number) => `${format.number(n)} NFS-e`,
  },
  nothingMissing: 'nada',
  sizeLink: (size: string, until: string) =>
    `O ZIP tem ${size}, grande demais para a conversa, e fica guardado até ${until}. O botão cria um link só para quem clica, válido por 5 minutos.`,
  sizeOpen: (size: string, until: string) =>
    `O ZIP tem ${size}, grande demais para a conversa. Baixe pelo link, válido até ${until}, que abre para qualquer pessoa que o tenha.`,
  linkFor: (month: string, until: string) =>
    `Aqui estão os arquivos da competência ${month}. O link é só seu e é válido até ${until}.`,
  link: 'Baixar o ZIP',
  zipPurged: 'Este ZIP já foi excluído: os arquivos ficam guardados por 7 dias. Busque de novo.',
  again: 'Buscar de novo',
  // Comprovantes
  receiptsTitle: (client: string) => `Sem comprovante: ${client}`,
  receiptsLead: (n: number, month: string) => `Competência ${month}: ${pagamentos(n)} sem nenhum anexo na Conta Azul.`,
  receiptsNone: (month: string) => `Na competência ${month}, todo pagamento tem comprovante.`,
  receiptsCaptionOf: (n: number) => pagamentos(n),
  seeMissing: 'Ver o que falta',
  receiptsCaption: 'Pagamentos sem comprovante',
  receiptsMore: (n: number) => `E mais ${pagamentos(n)}: a lista completa está no ZIP.`,
  // Pedir documentos
  ask: 'Pedir documentos',
  askTitle: (client: string) => `Pedir documentos a ${client}`,
  askText: (email: string) =>
    `Um e-mail será enviado a ${email} com o que falta e um link para enviar fotos ou PDFs pelo celular, sem senha. O link é válido por 14 dias.`,
  askMissing: 'O que falta',
  askNothing: 'Não encontrei pagamentos sem comprovante: o e-mail pede os documentos do mês, sem lista.',
  askSend: 'Enviar e-mail',
  askDrop: 'Cancelar',
  askDropped: 'Nada foi enviado.',
  asked: (email: string) =>
    `E-mail enviado a ${email}. O que o cliente enviar aparece na ficha dele, em Documentos recebidos.`,
  askedToday: (who: string) => `${who || 'Alguém'} já pediu documentos a este cliente hoje. Um e-mail por dia basta.`,
  noEmail:
    'Sem e-mail na carteira, não há para onde pedir os documentos. Um administrador pode informar o e-mail do cliente.',
  notConnected: 'Este cliente não está conectado: documentos se pedem a quem está.',
  // Documentos recebidos
  received: 'Documentos recebidos',
  receivedNone: 'O cliente ainda não enviou documentos por aqui.',
  receivedAsk: 'Peça com o botão abaixo.',
  receivedCaption: (n: number) => format.count(n, 'documento recebido', 'documentos recebidos'),
  receivedColumn: { name: 'Arquivo', when: 'Recebido', state: 'Situação', size: 'Tamanho' },
  receivedGet: 'Abrir um documento',
  receivedHere: (name: string) => `Aqui está: ${name}.`,
  receivedGone: 'Este arquivo não está mais aqui. Na Conta Azul ele está em Captura de documentos.',
  receivedState: {
    waiting: 'A caminho da Conta Azul',
    passed: 'Na Conta Azul',
    kept: 'Só aqui: o cliente não autorizou o acesso na Conta Azul',
    refused: 'A Conta Azul não aceitou; está só aqui',
  },
  captureState: {
    working: 'Na Conta Azul, em leitura',
    waiting: 'Na Conta Azul, aguardando conferência',
    done: 'Na Conta Azul, lançado',
    refused: 'Na Conta Azul, recusado lá',
    failed: 'Na Conta Azul, mas não pôde ser lido',
    unknown: 'Na Conta Azul',
  },
  takeButton: 'Documentos do mês',
  letter: {
    subject: (firm: string, month: string) => `${firm} precisa de documentos de ${mesAno(month)}`,
    paragraphs: (firm: string, company: string, month: string) => [
      `Para fechar a competência de ${mesAno(month)} de ${company}, ${firm} precisa de alguns documentos.`,
    ],
    missing: 'Estes pagamentos estão sem comprovante:',
    line: (day: string, description: string, money: string) =>
      `${day ? `${day}: ` : ''}${description}${money ? `, ${money}` : ''}`,
    more: (n: number) => `e mais ${pagamentos(n)}`,
    how: 'Abra a página abaixo no celular, tire fotos ou escolha os arquivos, e pronto. Não é preciso senha.',
    button: 'Enviar documentos',
    footer: (firm: string, phone: string, until: string) =>
      `O link é válido até ${until}, quantas vezes for preciso. Quem tem o link só pode enviar documentos, não ver. Dúvidas? Fale com ${firm}${phone ? `, ${phone}` : ''}.`,
  },
};
