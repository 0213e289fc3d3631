import { ptBR as f } from '../format.ts';

const licences = (n: number) => f.count(n, 'licença', 'licenças', 'nenhuma licença');
const clients = (n: number) => f.count(n, 'cliente', 'clientes', 'nenhum cliente');
const days = (n: number) => f.count(n, 'dia', 'dias');

/** Purchases of licences, and contracting for many: a part of the words of licences. */
export const purchases = {
  // /licencas
  title: 'licencas',
  summary: 'Lotes comprados, licenças em uso e disponíveis',
  example: 'Mostra as compras e quantas licenças estão disponíveis',
  total: 'Licenças compradas',
  used: 'Em uso',
  free: 'Disponíveis',
  byClients: 'Pagas pelos clientes',
  withoutLot: 'Pagas pelo escritório, sem lote',
  noPackages:
    'Nenhuma compra registrada ainda. Registre a compra de um Plano Exclusivo para atribuir licenças aos clientes.',
  packagesCaption: (n: number) => f.count(n, 'compra', 'compras'),
  packageColumn: {
    name: 'Lote',
    plan: 'Plano',
    quantity: 'Quantidade',
    used: 'Em uso',
    free: 'Disponíveis',
    renews: 'Renova em',
    state: 'Situação',
  },
  packageState: { active: 'Ativo', ends: 'Sem renovação', cancelled: 'Cancelado', over: 'Encerrado' },
  details: 'Ver detalhes da compra',
  buy: 'Registrar compra',
  seePackages: 'Ver licenças',
  seePackage: 'Ver lote',
  withoutPlan: 'Clientes sem plano',
  buyTitle: 'Registrar compra',
  buySubmit: 'Registrar',
  bought: (n: number) => `Compra registrada: ${licences(n)}.`,
  packageName: (n: number) => `Lote ${n}`,
  packageFact: {
    plan: 'Plano',
    quantity: 'Quantidade',
    used: 'Em uso',
    free: 'Disponíveis',
    purchased: 'Comprado em',
    renews: 'Renova em',
    ends: 'Termina em',
    recurrence: 'Recorrência',
    price: 'Valor por período',
    notes: 'Observações',
    state: 'Situação',
  },
  perLicense: (total: string, each: string) => `${total} (${each} por licença)`,
  holdersCaption: (n: number) => `${clients(n)} neste lote`,
  holderColumn: { client: 'Cliente', document: 'CNPJ/CPF', state: 'Licença', expires: 'Vencimento' },
  nobodyYet: 'Nenhum cliente usa este lote ainda.',
  openHolder: 'Abrir licença de um cliente',
  kept: (n: number) =>
    `${licences(n)} em uso ${n === 1 ? 'é de um cliente excluído' : 'são de clientes excluídos'} há pouco: ${n === 1 ? 'fica disponível' : 'ficam disponíveis'} quando a exclusão não puder mais ser desfeita.`,
  lapsed: (n: number) =>
    `${licences(n)} de lote cancelado ou encerrado sem uso: não ${n === 1 ? 'pode' : 'podem'} mais ser ${n === 1 ? 'atribuída' : 'atribuídas'} a um cliente.`,
  slot: (n: number) => `Licença${n}`,
  freeSlots: (names: string, more: number) =>
    more > 0 ? `Disponíveis: ${names} e mais ${f.number(more)}.` : `Disponíveis: ${names}.`,
  noFreeSlots: 'Nenhuma licença disponível neste lote.',
  give: 'Atribuir licença',
  giveTitle: 'Atribuir licença',
  giveSubmit: 'Atribuir licença',
  editPackage: 'Editar lote',
  editTitle: 'Editar lote',
  editSubmit: 'Salvar',
  edited: (moved: number) =>
    moved > 0
      ? `Salvo. ${licences(moved)} do lote ${moved === 1 ? 'acompanhou' : 'acompanharam'} a alteração.`
      : 'Salvo.',
  fewerThanUsed: (n: number) =>
    `${licences(n)} deste lote ${n === 1 ? 'está' : 'estão'} em uso: a quantidade não pode ser menor.`,
  cancelPackage: 'Cancelar lote',
  cancelAsk: (name: string, used: number) =>
    `Cancelar ${name}? O lote não será mais renovado. ${used > 0 ? `${licences(used)} em uso ${used === 1 ? 'vale' : 'valem'} até a renovação e depois ${used === 1 ? 'termina' : 'terminam'}.` : 'Nenhuma licença está em uso.'}`,
  cancelNotice: (until: string) =>
    `Peça o cancelamento ao suporte da Conta Azul por WhatsApp, com o ID de Suporte, pelo menos 30 dias antes da renovação: até ${until}.`,
  cancelLate: (until: string, left: number) =>
    `Atenção: o prazo de 30 dias antes da renovação terminou em ${until}${left > 0 ? ` (faltam ${days(left)})` : ''}. A próxima renovação ainda pode ser cobrada.`,
  cancelRegret: (until: string) => `Até ${until} vale o direito de arrependimento de 7 dias, com devolução do valor.`,
  cancelOwed: 'Passados 7 dias da compra, o valor total é devido.',
  cancelYes: 'Sim, cancelar lote',
  cancelled: (n: number) =>
    `Lote cancelado.${n > 0 ? ` ${licences(n)} não ${n === 1 ? 'será mais renovada' : 'serão mais renovadas'}.` : ''}`,
  packageGone: 'Não encontrei este lote. Veja os que existem em /licencas.',
  packageCancelledBefore: (who: string) => `${who || 'Alguém'} já cancelou este lote. Nada mudou agora.`,
  back: 'Voltar às licenças',
  moreHolders: 'Mais clientes',
  firstHolders: 'Primeiros clientes',

  // Muitos de uma vez
  bulkTitle: 'Contratar para vários clientes',
  bulkFact: {
    all: 'Clientes no filtro',
    open: 'Elegíveis',
    has: 'Já têm licença',
    pending: 'Com convite em aberto',
  },
  bulkNone: 'Nenhum cliente deste filtro é elegível agora.',
  bulkPick: 'Escolher desta página',
  bulkAll: (n: number) => (n === 1 ? 'O único elegível' : `Todos os ${f.number(n)} elegíveis`),
  bulkSome: (n: number) => (n === 1 ? 'Só o escolhido' : `Só os ${f.number(n)} escolhidos`),
  bulkCheck: 'Conferir',
  bulkPreview: 'Confira antes de contratar',
  bulkCount: (n: number) => clients(n),
  bulkShort: (need: number, free: number) =>
    `${free === 0 ? 'Nenhuma licença disponível' : free === 1 ? 'Há 1 licença disponível' : `Há ${f.number(free)} licenças disponíveis`} para ${clients(need)}: ${need - free === 1 ? 'fica 1 cliente' : `ficam ${clients(need - free)}`} sem plano. Registre uma compra antes ou continue assim mesmo.`,
  bulkEnough: (free: number) =>
    `${licences(free)} ${free === 1 ? 'disponível' : 'disponíveis'} nos lotes: suficiente para todos.`,
  bulkTrial: 'Começam com 3 dias de teste.',
  bulkConfirm: (n: number) => `Contratar para ${clients(n)}`,
  bulkAgain: 'Corrigir',
  bulkStop: 'Cancelar',
  bulkStopped: 'Nada foi contratado.',
  bulkRunning: (done: number, all: number) => `Contratando… ${f.number(done)} de ${clients(all)}.`,
  bulkDone: (n: number) => (n === 0 ? 'Nenhum plano foi contratado.' : `Plano contratado para ${clients(n)}.`),
  bulkWithout: {
    noneFree: (n: number) => `${clients(n)} sem licença disponível`,
    noRevenue: (n: number) => `${clients(n)} sem faturamento informado`,
    changed: (n: number) =>
      `${clients(n)} que já ${n === 1 ? 'tem' : 'têm'} licença ou não ${n === 1 ? 'pode' : 'podem'} contratar agora`,
  },
  bulkMore: (n: number) => `e mais ${f.number(n)}, no arquivo`,
  bulkWhy: 'Motivo',
  bulkFile: 'clientes-sem-licença',
  nFree: (n: number) => `${licences(n)} ${n === 1 ? 'disponível' : 'disponíveis'}`,
  forClient: (name: string) => `Para ${name}`,
  moveFrom: (name: string) => `A licença sai de ${name} e vai para um cliente sem licença`,
  giveFrom: (plan: string, lot: string, free: number) =>
    `${plan}, de ${lot}: ${f.count(free, 'licença disponível', 'licenças disponíveis')}. Para um cliente sem licença`,
  chooseAgain: 'Alterar a escolha',
  seeClients: 'Ver clientes',
  bulkButton: 'Contratar para vários clientes',
  period: (from: string, to: string) => `${from} a ${to}`,
};
