import { ptBR as format } from '../format.ts';

const compact = new Intl.NumberFormat('pt-BR', { notation: 'compact', maximumFractionDigits: 1 });

export const accounts = {
  button: 'Finanças',
  openCard: 'Abrir o cliente',
  label: 'Leitura na Conta Azul',
  /** Como está a autorização, no cartão do cliente. */
  state: {
    active: 'Autorizada pelo cliente',
    revoked: 'Autorização retirada pelo cliente',
    expired: 'Autorização vencida; o cliente precisa autorizar de novo',
    blocked: (status: string) => `O plano na Conta Azul não permite a leitura (${status})`,
  },
  notice: {
    active: (name: string) => `${name} autorizou a leitura na Conta Azul. Os números já estão em Finanças, no cartão do cliente.`,
    revoked: (name: string) =>
      `${name} retirou a autorização na Conta Azul, e a leitura parou. Para voltar, o cliente autoriza de novo na página dele, em Meu contador.`,
    expired: (name: string) =>
      `A autorização de ${name} na Conta Azul venceu, e a leitura parou. Ninguém a retirou: basta o cliente autorizar de novo na página dele, em Meu contador.`,
    blocked: (name: string) =>
      `O plano de ${name} na Conta Azul deixou de permitir a leitura. A autorização continua; quando o plano voltar, a leitura volta sozinha.`,
  },
  title: (name: string) => `Finanças · ${name}`,
  reading: (source: string) => `Lendo na ${source}…`,
  readingAgain: (source: string) => `Lendo na ${source}… Enquanto isso, os últimos números conhecidos:`,
  readAt: (source: string, when: string) => `Lido na ${source} em ${when}.`,
  /** De uma parte que não respondeu agora. */
  stale: (part: string, when: string, age: string) => `${part}: sem resposta agora. Estes números são de ${when}, ${age}.`,
  missing: (part: string) => `${part}: sem resposta agora, e ainda não há números guardados.`,
  /** De uma parte cuja resposta não se entende. */
  staleOdd: (part: string, when: string, age: string) =>
    `${part}: a resposta veio num formato que não conhecemos. Estes números são de ${when}, ${age}.`,
  missingOdd: (part: string) => `${part}: a resposta veio num formato que não conhecemos.`,
  age: (minutes: number) =>
    minutes < 60
      ? `há ${format.count(Math.max(1, minutes), 'minuto', 'minutos')}`
      : minutes < 48 * 60
        ? `há ${format.count(Math.floor(minutes / 60), 'hora', 'horas')}`
        : `há ${format.count(Math.floor(minutes / 1440), 'dia', 'dias')}`,
  part: { balances: 'Saldos', entries: 'A receber e a pagar', months: 'Receitas e despesas', invoices: 'Notas fiscais' },
  again: 'Ler de novo',
  back: 'Voltar ao cliente',
  problem: {
    off: 'A leitura da Conta Azul não está ligada neste servidor. Quem cuida do servidor registra um aplicativo no portal de desenvolvedores da Conta Azul e preenche as variáveis CONTA_AZUL_* (docs/deploy.md diz como); depois, o cliente autoriza na página dele.',
    not_authorized: (name: string, url: string) =>
      `${name} ainda não autorizou a leitura na Conta Azul. O cliente autoriza na página dele, ${url}: entra com o e-mail e aperta Autorizar na Conta Azul.`,
    revoked: (name: string, url: string) =>
      `${name} retirou a autorização na Conta Azul. Para ler de novo, o cliente autoriza outra vez em ${url}.`,
    expired: (name: string, url: string) =>
      `A autorização de ${name} na Conta Azul venceu. O cliente autoriza de novo em ${url}; leva um minuto.`,
    blocked: (name: string, status: string) =>
      `O plano de ${name} na Conta Azul não permite a leitura agora (situação: ${status}). Quando o plano estiver em dia, os números voltam sozinhos.`,
    trial_ended: (name: string, status: string) =>
      `O período de teste de ${name} na Conta Azul terminou (situação: ${status}). Com um plano contratado, os números voltam sozinhos.`,
    busy: 'A Conta Azul pediu para esperar: muitas leituras desta empresa ao mesmo tempo. Tente de novo em um minuto.',
    odd: 'A Conta Azul respondeu num formato que não conhecemos, e uma parte dos números não pôde ser lida. Avise quem cuida do servidor: o log diz o que mudou.',
    silent: 'A Conta Azul não respondeu a tempo. Tente de novo; se continuar, a Conta Azul pode estar fora do ar.',
  },
  balances: {
    caption: 'Saldos',
    account: 'Conta',
    balance: 'Saldo',
    total: 'Total',
    more: (n: number) => `e mais ${format.count(n, 'conta', 'contas')}`,
    none: 'Nenhuma conta ativa.',
    uncounted: (n: number) =>
      `O total não inclui ${format.count(n, 'conta', 'contas')}: a Conta Azul não informou ${n === 1 ? 'o saldo' : 'os saldos'}.`,
  },
  entries: {
    caption: 'A receber e a pagar',
    when: 'Vencimento',
    receivable: 'A receber',
    payable: 'A pagar',
    overdue: 'Vencidos',
    week: 'Próximos 7 dias',
    month: 'Próximos 30 dias',
    amount: (cents: number, n: number) => (n === 0 ? '–' : `${format.money(cents)} (${n})`),
    uncounted: (receivable: number, payable: number) =>
      `Fora das somas, porque a Conta Azul não informou o valor ou o vencimento: ${format.list([
        ...(receivable > 0 ? [`${format.number(receivable)} a receber`] : []),
        ...(payable > 0 ? [`${format.number(payable)} a pagar`] : []),
      ])}.`,
  },
  months: {
    caption: (day: number) => `Mês até o dia ${day}, por competência`,
    what: 'Valor',
    name: (month: string) => month.charAt(0).toUpperCase() + month.slice(1).replace(/ de \d{4}$/, ''),
    change: 'Variação',
    income: 'Receitas',
    expense: 'Despesas',
    result: 'Resultado',
    percent: (change: number) => `${change > 0 ? '+' : change < 0 ? '−' : ''}${format.number(Math.abs(change))}%`,
    label: (month: string) => format.month(month).slice(0, 3),
    short: (cents: number) => `R$ ${compact.format(cents / 100)}`,
    chart: 'Receitas e despesas em 6 meses',
    uncounted: (income: number, expense: number) =>
      `Fora das somas, porque a Conta Azul não informou o valor ou a data: ${format.list([
        ...(income > 0 ? [format.count(income, 'receita', 'receitas')] : []),
        ...(expense > 0 ? [format.count(expense, 'despesa', 'despesas')] : []),
      ])}.`,
  },
  invoices: {
    caption: 'Últimas notas',
    day: 'Emissão',
    number: 'Nota',
    who: 'Para',
    total: 'Valor',
    none: 'Nenhuma nota emitida nos últimos 15 dias.',
    unread: (n: number) => `${format.count(n, 'outra nota veio', 'outras notas vieram')} num formato que não conhecemos.`,
    goods: (number: string) => `NF-e ${number}`,
    service: (number: string) => (number ? `NFS-e ${number}` : 'NFS-e sem número'),
    state: { issued: '', corrected: 'corrigida', cancelled: 'cancelada', failed: 'falhou', pending: 'em emissão', unknown: '' },
  },
};
