import { ptBR as format } from '../format.ts';

const dias = (n: number) => format.count(n, 'dia', 'dias');
const clientes = (n: number) => format.count(n, 'cliente', 'clientes', 'nenhum cliente');

/** A primeira linha de cada mensagem: de quem ou do que se trata, e como está. */
export const news = {
  about: (who: string, how: string) => `${who}: ${how}`,
  told: (who: string, said: string) => `${who} · ${said}`,
  parts: (parts: readonly string[]) => parts.join(' · '),
  // Um cliente
  due: (left: number): string =>
    left === 0
      ? 'vence hoje'
      : left === 1
        ? 'vence amanhã'
        : left > 0
          ? `vence em ${dias(left)}`
          : left === -1
            ? 'venceu ontem'
            : `venceu há ${dias(-left)}`,
  renews: (left: number): string =>
    left === 0 ? 'renova hoje' : left === 1 ? 'renova amanhã' : `renova em ${dias(left)}`,
  tooLate: (due: string) => `${due}, e o prazo para cancelar a renovação passou`,
  inTime: (due: string, until: string) => `${due}, e a renovação pode ser cancelada até ${until}`,
  ends: (due: string) => `${due}, sem renovação automática`,
  asks: 'o pedido de conexão aguarda resposta',
  invited: 'o convite aguarda a resposta do cliente',
  unauthorized: 'conectado, falta autorizar o acesso aos dados',
  lapsed: 'o acesso aos dados foi interrompido',
  blocked: 'licença bloqueada',
  trial: (day: string) => `em teste até ${day}`,
  until: (situation: string, day: string) => `${situation}, plano até ${day}`,
  withoutPlan: (situation: string) => `${situation}, sem plano`,
  undated: (situation: string) => `${situation}, com plano sem vencimento informado`,
  noLicence: 'sem licença',
  cancelled: 'licença cancelada',
  transferred: 'licença transferida para outro cliente',
  // Uma lista
  overdue: (n: number) => format.count(n, 'vencido', 'vencidos'),
  soon: (n: number, days: number) => `${format.count(n, 'vence', 'vencem')} em ${dias(days)}`,
  waiting: (n: number) => (n === 1 ? '1 pedido espera você' : `${format.number(n)} pedidos esperam você`),
  quiet: 'Nada vence em 7 dias e nenhum pedido espera você',
  calm: 'Nada vencido, e nada vence em 7 dias',
  empty: 'A carteira ainda não tem clientes',
  // Conexões
  requests: {
    received: (n: number) => (n === 1 ? '1 pedido aguarda resposta' : `${format.number(n)} pedidos aguardam resposta`),
    sent: (n: number) => (n === 1 ? '1 convite aguarda resposta' : `${format.number(n)} convites aguardam resposta`),
    history: (n: number) =>
      n === 1 ? '1 convite ou pedido respondido' : `${format.number(n)} convites e pedidos respondidos`,
  },
  request: {
    asks: 'pede para se conectar',
    asksLast: 'pede para se conectar, e o prazo termina hoje',
    asksOver: 'o pedido expirou sem resposta',
    invited: (until: string) => `convite enviado, válido até ${until}`,
    invitedLast: 'o convite vale só até hoje',
    over: 'o convite expirou sem resposta',
    accepted: 'conectado',
    declinedByClient: 'recusou o convite',
    declinedByFirm: 'pedido recusado',
    cancelled: 'convite cancelado',
    ended: 'desconectado',
  },
  // Licenças
  packages: (free: number, used: number) =>
    `${format.count(free, 'licença disponível', 'licenças disponíveis', 'Nenhuma licença disponível')}, ${format.number(used)} em uso`,
  noPackages: 'Nenhum lote de licenças registrado',
  package: {
    active: (day: string): string => `renova em ${day}`,
    ends: (day: string) => `termina em ${day}, sem renovação`,
    cancelled: () => 'lote cancelado',
    over: () => 'lote encerrado',
  },
  history: (n: number) => `${format.count(n, 'alteração', 'alterações', 'nenhuma alteração')} na licença`,
  // Resumos
  digest: {
    expiry: (overdue: number, due: number, days: number) =>
      [
        ...(overdue > 0 ? [format.count(overdue, 'plano vencido', 'planos vencidos')] : []),
        ...(due > 0 || overdue === 0
          ? [`${format.count(due, 'plano vence', 'planos vencem', 'nenhum plano vence')} em ${dias(days)}`]
          : []),
      ].join(' · '),
    requests: (received: number, sent: number) =>
      [
        ...(received > 0
          ? [received === 1 ? '1 pedido aguarda resposta' : `${format.number(received)} pedidos aguardam resposta`]
          : []),
        ...(sent > 0 ? [sent === 1 ? '1 convite sem resposta' : `${format.number(sent)} convites sem resposta`] : []),
        ...(received + sent === 0 ? ['Nenhuma conexão aguarda resposta'] : []),
      ].join(' · '),
    documents: (n: number) =>
      n === 0 ? 'Todos foram exportados neste mês' : `${clientes(n)} sem exportação neste mês`,
    portfolio: (n: number) => `${format.count(n, 'mudança', 'mudanças', 'Nenhuma mudança')} na carteira`,
  },
  digestOf: (what: string, analyst: string) => `${what} · clientes de ${analyst}`,
  schedules: (n: number) => format.count(n, 'resumo agendado', 'resumos agendados', 'Nenhum resumo agendado'),
  // Documentos e finanças
  received: (n: number) =>
    `${format.count(n, 'documento recebido', 'documentos recebidos', 'nenhum documento recebido')}`,
  finances: (overdue: string) => `${overdue} vencidos a receber`,
  noFinances: 'os dados não puderam ser lidos agora',
  financesRead: 'nada vencido a receber',
};
