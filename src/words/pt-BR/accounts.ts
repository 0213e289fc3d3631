import { capital } from '../../kit/text.ts';
import { ptBR as format } from '../format.ts';

const compact = new Intl.NumberFormat('pt-BR', { notation: 'compact', maximumFractionDigits: 1 });

export const accounts = {
  button: 'Finanças',
  openCard: 'Abrir o cliente',
  label: 'Acesso aos dados',
  /** Como está a autorização, na ficha do cliente. */
  state: {
    active: 'Autorizado pelo cliente',
    revoked: 'Autorização revogada pelo cliente',
    expired: 'Autorização vencida; o cliente precisa autorizar de novo',
    blocked: (status: string) => `O plano na Conta Azul não permite o acesso (${status})`,
  },
  notice: {
    active: (name: string) =>
      `${name} autorizou o acesso aos dados na Conta Azul. Consulte em Finanças, na ficha do cliente.`,
    revoked: (name: string) =>
      `${name} revogou a autorização na Conta Azul, e o acesso aos dados foi interrompido. Para retomar, o cliente autoriza de novo na página dele, em Meu contador.`,
    expired: (name: string) =>
      `A autorização de ${name} na Conta Azul venceu, e o acesso aos dados foi interrompido. Basta o cliente autorizar de novo na página dele, em Meu contador.`,
    blocked: (name: string) =>
      `O plano de ${name} na Conta Azul não permite mais o acesso aos dados. A autorização continua válida; com o plano regularizado, o acesso volta automaticamente.`,
  },
  title: (name: string) => `Finanças · ${name}`,
  reading: (source: string) => `Consultando a ${source}…`,
  readingAgain: (source: string) => `Consultando a ${source}… Enquanto isso, os últimos dados conhecidos:`,
  readAt: (source: string, when: string) => `Dados da ${source} de ${when}.`,
  /** De uma parte que não respondeu agora. */
  stale: (part: string, when: string, age: string) => `${part}: sem resposta agora. Os dados são de ${when}, ${age}.`,
  missing: (part: string) => `${part}: sem resposta agora, e ainda não há dados guardados.`,
  /** De uma parte cuja resposta não se entende. */
  staleOdd: (part: string, when: string, age: string) =>
    `${part}: a resposta veio em um formato desconhecido. Os dados são de ${when}, ${age}.`,
  missingOdd: (part: string) => `${part}: a resposta veio em um formato desconhecido.`,
  age: (minutes: number) =>
    minutes < 60
      ? `há ${format.count(Math.max(1, minutes), 'minuto', 'minutos')}`
      : minutes < 48 * 60
        ? `há ${format.count(Math.floor(minutes / 60), 'hora', 'horas')}`
        : `há ${format.count(Math.floor(minutes / 1440), 'dia', 'dias')}`,
  part: {
    balances: 'Saldos',
    entries: 'A receber e a pagar',
    months: 'Receitas e despesas',
    invoices: 'Notas fiscais',
  },
  again: 'Atualizar',
  back: 'Voltar ao cliente',
  problem: {
    off: 'O acesso aos dados da Conta Azul não está ativado neste servidor. O responsável pelo servidor cadastra um aplicativo no portal de desenvolvedores da Conta Azul e preenche as variáveis CONTA_AZUL_* (veja docs/deploy.md); depois, o cliente autoriza na página dele.',
    not_authorized: (name: string, url: string) =>
      `${name} ainda não autorizou o acesso aos dados na Conta Azul. O cliente autoriza na página dele, ${url}: entra com o e-mail e clica em Autorizar na Conta Azul.`,
    revoked: (name: string, url: string) =>
      `${name} revogou a autorização na Conta Azul. Para consultar os dados, o cliente autoriza de novo em ${url}.`,
    expired: (name: string, url: string) =>
      `A autorização de ${name} na Conta Azul venceu. O cliente autoriza de novo em ${url}; leva um minuto.`,
    blocked: (name: string, status: string) =>
      `O plano de ${name} na Conta Azul não permite o acesso aos dados agora (situação: ${status}). Com o plano em dia, o acesso volta automaticamente.`,
    trial_ended: (name: string, status: string) =>
      `O período de teste de ${name} na Conta Azul terminou (situação: ${status}). Com um plano contratado, o acesso volta automaticamente.`,
    busy: 'A Conta Azul pediu para aguardar: são muitas consultas a esta empresa ao mesmo tempo. Tente de novo em um minuto.',
    odd: 'A Conta Azul respondeu em um formato desconhecido, e parte dos dados não pôde ser consultada. Avise o responsável pelo servidor: o log mostra o que mudou.',
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
    name: (month: string) => capital(month.replace(/ de \d{4}$/, '')),
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
    unread: (n: number) => `${format.count(n, 'outra nota veio', 'outras notas vieram')} em um formato desconhecido.`,
    goods: (number: string) => `NF-e ${number}`,
    service: (number: string) => (number ? `NFS-e ${number}` : 'NFS-e sem número'),
    state: {
      issued: '',
      corrected: 'corrigida',
      cancelled: 'cancelada',
      failed: 'falhou',
      pending: 'em emissão',
      unknown: '',
    },
  },
};
