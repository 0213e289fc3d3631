import type { FieldWords } from '../../kit/words.ts';
import { ptBR as f } from '../format.ts';
import { instant } from './moment.ts';
import { purchases } from './purchases.ts';

const clients = (n: number) => f.count(n, 'cliente', 'clientes', 'nenhum cliente');
const days = (n: number) => f.count(n, 'dia', 'dias');
const kind = {
  trial: 'Em teste',
  active: 'Ativada',
  renewed: 'Renovada',
  expired: 'Vencida',
  blocked: 'Bloqueada',
  unblocked: 'Desbloqueada',
  cancelled: 'Cancelada',
  transferred: 'Transferida',
  payer: 'Responsável pelo pagamento alterado',
  payer_next: 'Mudança do responsável pelo pagamento agendada',
  payer_kept: 'Mudança do responsável pelo pagamento cancelada',
  registered: 'Registrada',
  terms: 'Condições alteradas',
  renewal_on: 'Renovação automática ativada',
  renewal_off: 'Renovação automática desativada',
};

const state = {
  none: 'Sem licença',
  trial: 'Em teste',
  active: 'Ativa',
  expiring: 'A vencer',
  expired: 'Vencida',
  blocked: 'Bloqueada',
  cancelled: 'Cancelada',
  transferred: 'Transferida',
};
/** A situação da licença dentro de uma frase. */
const estado = (said: string): string =>
  said === state.none ? 'o cliente está sem licença' : `a licença está ${said.toLowerCase()}`;

export const licenses = {
  ...purchases,
  // Nomes próprios, iguais em todas as línguas
  plan: {
    essential_1: 'Essencial I',
    essential_2: 'Essencial II',
    control_1: 'Controle I',
    control_2: 'Controle II',
    advanced_1: 'Avançado I',
    advanced_2: 'Avançado II',
    performance_1: 'Performance I',
    performance_2: 'Performance II',
    performance_3: 'Performance III',
  },
  fit: 'Plano sugerido pelo faturamento',
  state,
  kind,
  payer: { client: 'Cliente', firm: 'Escritório' },
  recurrence: { monthly: 'Mensal', quarterly: 'Trimestral', yearly: 'Anual' },
  source: { import: 'importação', chat: 'conversa', system: 'automático' } as Readonly<Record<string, string>>,
  deed: {
    contract: 'contratar um plano',
    register: 'registrar o plano do cliente',
    renew: 'renovar',
    payer: 'alterar quem paga',
    renewal: 'alterar a renovação automática',
    block: 'bloquear',
    unblock: 'desbloquear',
    cancel: 'cancelar',
    transfer: 'transferir',
    move: 'mover',
  },
  field: {
    plan: { typed: 'plano', label: 'Plano', formerValues: [['o que couber no faturamento', 'fit']] } as FieldWords,
    payer: {
      typed: 'pagador',
      label: 'Quem paga',
      hint: 'O cliente começa com 3 dias de teste; o escritório usa uma licença de lote',
      formerValues: [
        ['o cliente', 'client'],
        ['o escritório', 'firm'],
      ],
    } as FieldWords,
    recurrence: {
      typed: 'recorrencia',
      label: 'Recorrência',
      hint: 'Em licença de lote, vale a do lote',
    } as FieldWords,
    bought: { typed: 'recorrencia', label: 'Recorrência' } as FieldWords,
    startsOn: { typed: 'inicio', label: 'Início', hint: 'Por exemplo: hoje ou 01/12/2026' } as FieldWords,
    autoRenew: {
      typed: 'renovacao',
      label: 'Renovação automática',
      hint: 'Em licença de lote, vale a do lote',
    } as FieldWords,
    lotRenews: { typed: 'renovacao', label: 'Renovação automática' } as FieldWords,
    quantity: { typed: 'quantidade', label: 'Quantidade', hint: 'Quantas licenças a compra tem' } as FieldWords,
    purchasedOn: { typed: 'compra', label: 'Data da compra', hint: 'Por exemplo: hoje ou 01/12/2026' } as FieldWords,
    price: { typed: 'valor', label: 'Valor total por período', hint: 'Por exemplo: 1.234,56' } as FieldWords,
    name: { typed: 'nome', label: 'Nome do lote' } as FieldWords,
    renewsOn: { typed: 'renova', label: 'Data da renovação', hint: 'As licenças do lote acompanham' } as FieldWords,
    expiresOn: {
      typed: 'vencimento',
      label: 'Vencimento',
      hint: 'O último dia pago; por exemplo: 01/12/2026',
    } as FieldWords,
    notes: { typed: 'observacoes', label: 'Observações' } as FieldWords,
    client: {
      typed: 'cliente',
      label: 'Cliente',
      hint: 'Nome, CNPJ, CPF ou e-mail de um cliente sem licença',
    } as FieldWords,
  },
  /** Um dia como se escreve num campo. */
  typedDay: (day: string) => f.day(day),
  notNumber: (max: number) => `Escreva um número inteiro de 1 a ${f.number(max)}.`,
  notMoney: 'Escreva um valor em reais, por exemplo 1.234,56.',
  startTooFar: 'O início pode ser até um ano atrás ou até 90 dias à frente.',
  purchaseTooFar: 'A data da compra não pode estar no futuro.',
  expiryTooFar: 'O vencimento pode ser até um ano atrás ou até dez anos à frente.',
  renewsInPast: 'A data da renovação não pode estar no passado.',

  // Contratar
  contract: 'Contratar um plano',
  contractSubmit: 'Contratar',
  suggested: (plan: string, revenue: string) => `Plano sugerido pelo faturamento de ${revenue} por ano: ${plan}.`,
  contracted: (plan: string) => `${plan} contratado.`,
  givenTo: (name: string) => `Licença do lote atribuída a ${name}.`,
  noneFree: (plan: string) =>
    `Nenhuma licença disponível de ${plan}: todas as dos lotes estão em uso, ou não há lote deste plano. Registre uma compra, libere uma licença em /licencas ou escolha o cliente como responsável pelo pagamento.`,
  register: 'Registrar o plano do cliente',
  registerTitle: 'Plano do cliente',
  registerSubmit: 'Registrar',
  registered: (plan: string) => `${plan} registrado, pago pelo cliente.`,
  gate: {
    invited:
      'O convite a este cliente ainda aguarda resposta. Contrate um plano depois da resposta ou cancele o convite antes.',
    requested: 'Este cliente pediu para se conectar. Aceite ou recuse o pedido antes de contratar um plano.',
    open: 'Este cliente não está conectado. Depois da conexão, você registra o plano que ele paga.',
  },
  notNow: (deed: string, state: string, last: string | undefined) =>
    `Não é possível ${deed}: ${estado(state)}.${last ? ` ${last}` : ''} Nada mudou agora.`,
  lastDeed: (last: { kind: string; who: string; at: Date }, timeZone: string) =>
    `Última alteração: ${(kind[last.kind as keyof typeof kind] ?? last.kind).toLowerCase()}${last.who ? ` por ${last.who}` : ''}, em ${instant(last.at, timeZone)}.`,
  byLot: 'Esta licença é de um lote do escritório e é renovada com ele. Altere a renovação no lote.',
  noLot: 'Só uma licença de lote pode passar para outro cliente. A licença paga pelo cliente é dele.',

  // A ficha da licença
  openCard: 'Ver licença',
  openClient: 'Ficha do cliente',
  fact: {
    state: 'Licença',
    plan: 'Plano',
    payer: 'Quem paga',
    lot: 'Lote',
    recurrence: 'Recorrência',
    starts: 'Início',
    trial: 'Teste até',
    expires: 'Vencimento',
    renewal: 'Renovação automática',
    client: 'Cliente',
  },
  unknownDay: 'não informado',
  trialNote: (day: string) =>
    `Em teste até ${day}. Depois o plano continua; se o cliente não pagar à Conta Azul, bloqueie ou cancele a licença aqui.`,
  blockedNote: 'Bloqueada: o cliente não acessa a Conta Azul até regularizar o pagamento.',
  lotNote: (lot: string, day: string | undefined) =>
    day ? `Lote “${lot}”, com renovação em ${day}.` : `Lote “${lot}”.`,
  startsLater: (day: string) => `Começa em ${day}.`,
  renewalNotice: (until: string) => `Para cancelar a renovação, a Conta Azul pede aviso 15 dias antes: até ${until}.`,
  renewalLate: (until: string, left: number) =>
    `O prazo para cancelar a renovação (15 dias antes) terminou em ${until}. ${left > 0 ? `Faltam ${days(left)}: a` : 'A'} próxima renovação ainda pode ser cobrada; fale com o suporte da Conta Azul.`,
  willEnd: (day: string) => `Sem renovação automática: termina em ${day}.`,
  history: 'Histórico',
  renew: 'Renovar',
  toFirm: 'Escritório passa a pagar',
  toClient: 'Cliente passa a pagar',
  keepFirm: 'Escritório continua pagando',
  payerUntil: (day: string) => `Escritório até ${day}; depois, cliente`,
  payerNextNote: (day: string, lot: boolean) =>
    `O cliente paga depois de ${day}${lot ? ': até lá a licença do lote continua em uso, e depois fica disponível' : ''}.`,
  renewalOn: 'Ativar renovação automática',
  renewalOff: 'Desativar renovação automática',
  move: 'Mover para outro cliente',
  block: 'Bloquear',
  unblock: 'Desbloquear',
  cancel: 'Cancelar licença',
  transfer: 'Registrar transferência',

  // Perguntas antes de fazer
  ask: {
    block: (name: string) => `Bloquear a licença de ${name}? Ela fica guardada, e você pode desbloquear depois.`,
    unblock: (name: string) => `Desbloquear a licença de ${name}? Ela volta a valer até o vencimento.`,
    cancel: (name: string, lot: string | undefined) =>
      `Cancelar a licença de ${name}? Ela termina agora${lot ? ` e fica disponível no lote “${lot}” para outro cliente` : ''}.`,
    transfer: (name: string) =>
      `A licença de ${name} passou a outro escritório? A Conta Azul pede um termo assinado pelo dono da empresa e pelo escritório que tem a licença hoje, também quando ela está cancelada ou bloqueada. Peça ao seu gerente de parcerias e registre aqui quando estiver concluída.`,
    toFirm: (name: string, plan: string) =>
      `O escritório passa a pagar o plano de ${name} agora, com uma licença disponível de um lote de ${plan}?`,
    toClient: (name: string, { day, lot }: { day: string | undefined; lot: string | undefined }) =>
      day
        ? `${name} passa a pagar o próprio plano depois de ${day}? Até lá o escritório paga${lot ? `, e a licença continua em uso no lote “${lot}”; depois ela fica disponível` : ''}.`
        : `${name} passa a pagar o próprio plano agora?${lot ? ` A licença fica disponível no lote “${lot}”.` : ''}`,
    keepFirm: (name: string) => `O escritório continua pagando o plano de ${name}? A mudança agendada é cancelada.`,
    renewalOn: (name: string) => `Ativar a renovação automática de ${name}?`,
    renewalOff: (name: string) =>
      `Desativar a renovação automática de ${name}? O plano vale até o vencimento e depois termina.`,
  },
  payerNotice: (until: string) =>
    `Peça a mudança ao suporte da Conta Azul pelo menos 15 dias antes da renovação: até ${until}.`,
  payerLate: (until: string, left: number) =>
    `Atenção: o prazo de 15 dias antes da renovação terminou em ${until}${left > 0 ? ` (faltam ${days(left)})` : ''}. A Conta Azul pode aceitar a mudança só na renovação seguinte.`,
  yes: {
    block: 'Sim, bloquear',
    unblock: 'Sim, desbloquear',
    cancel: 'Sim, cancelar a licença',
    transfer: 'Sim, já foi transferida',
    payer: 'Sim, alterar',
    renewalOn: 'Sim, ativar',
    renewalOff: 'Sim, desativar',
  },
  no: 'Cancelar',
  /** Onde o que se pergunta já é um cancelamento. */
  noCancel: 'Voltar',
  done: {
    block: 'Licença bloqueada.',
    unblock: 'Licença desbloqueada.',
    cancel: 'Licença cancelada.',
    transfer: 'Transferência registrada: a licença saiu do seu escritório.',
    toFirm: 'O escritório passou a pagar.',
    payerNext: (day: string) => `O cliente passa a pagar depois de ${day}; até lá nada muda.`,
    keepFirm: 'O escritório continua pagando.',
    toClient: 'O cliente passou a pagar.',
    renewalOn: 'Renovação automática ativada.',
    renewalOff: 'Renovação automática desativada.',
    renew: (day: string) => `Renovada até ${day}.`,
    move: (from: string, to: string) => `A licença de ${from} agora é de ${to}.`,
  },
  renewTitle: 'Renovar licença',
  renewSubmit: 'Renovar',
  moveTitle: 'Mover licença',
  moveSubmit: 'Mover',
  noSuchClient: (typed: string) => `Não encontrei cliente com “${typed}”.`,
  manyClients: (typed: string) => `“${typed}” corresponde a mais de um cliente. Escreva o CNPJ ou o e-mail.`,

  // Histórico
  historyCaption: (n: number) => f.count(n, 'registro', 'registros'),
  historyNone: 'Sem histórico de licença.',
  column: {
    when: 'Quando',
    what: 'Evento',
    plan: 'Plano',
    payer: 'Quem paga',
    expires: 'Vencimento',
    who: 'Responsável',
    client: 'Cliente',
    document: 'CNPJ/CPF',
    recurrence: 'Recorrência',
    starts: 'Início',
    trialEnds: 'Fim do teste',
    renewal: 'Renovação automática',
    lot: 'Lote',
    state: 'Licença',
    source: 'Origem',
  },
  byClock: 'automático',
  byImport: (who: string) => (who ? `importação, ${who}` : 'importação'),
  movedTo: (name: string) => `Transferida para ${name}`,
  movedFrom: (name: string) => `Recebida de ${name}`,
  goneClient: 'cliente excluído',
  older: 'Mais antigos',
  newest: 'Mais recentes',
  download: 'Baixar histórico',
  historyFile: 'licencas',
  downloaded: (n: number, of: number) => `Histórico de ${clients(of)}: ${f.count(n, 'registro', 'registros')}.`,
  nothingToDownload: 'Não há histórico de licenças para baixar.',
};
