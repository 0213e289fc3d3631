import type { Driver, Shown, Upload } from '../adapters/contract.ts';

/** What a person does: a command, a press (a menu's too) or a form that is sent is one act each. */
export interface Hand {
  command(name: string, options?: Readonly<Record<string, string>>): Promise<Shown>;
  press(label: string): Promise<Shown>;
  pick(label: string, option: string): Promise<Shown>;
  submit(values: Readonly<Record<string, string | Upload>>): Promise<Shown>;
}

/** A hand, and how many acts it has done since it was last asked. */
export function counting(driver: Driver): Hand & { spent(): number } {
  let acts = 0;
  const one = <A extends unknown[]>(deed: (...args: A) => Promise<Shown>) => {
    return (...args: A) => {
      acts++;
      return deed(...args);
    };
  };
  return {
    command: one(driver.command),
    press: one(driver.press),
    pick: one(driver.pick),
    submit: one(driver.submit),
    spent: () => {
      const spent = acts;
      acts = 0;
      return spent;
    },
  };
}

export interface Job {
  name: string;
  /** What stands before the person already; nothing is an empty conversation. */
  from: string;
  /** Brings that about; not counted. */
  before?(hand: Hand): Promise<unknown>;
  run(hand: Hand): Promise<unknown>;
  /** Where it takes more than two: a reason is asked for, and the client reads it. */
  most?: number;
  /** What is to be read when it is done. */
  says: RegExp;
}

const more = 'Mais ações';
const listOf = (name: string) => (hand: Hand) => hand.command('clientes', { nome: name });
const cardOf = (name: string) => (hand: Hand) => hand.command('cliente', { nome: name });
const requests = (hand: Hand) => hand.command('conexoes');

/** One filter of each kind, as its menu calls it. */
export const filters: readonly (readonly [menu: string, option: string])[] = [
  ['Filtrar por', 'Vencimento do plano: vencidos'],
  ['Filtrar por', 'Situação: Conectado'],
  ['Filtrar por', 'Acesso aos dados: falta autorizar'],
  ['Filtrar por', 'Última exportação: nunca'],
  ['Filtrar por', 'Quem paga o plano: Sem plano contratado'],
  ['Filtrar por', 'Renovação automática: Não'],
  ['Filtrar por', 'Analista: Sem analista'],
  ['Filtrar por', 'Cobranças CA: Ativas'],
  ['Por plano, histórico ou analista', 'Plano: Controle I'],
  ['Por plano, histórico ou analista', 'Histórico da licença: Nunca teve'],
  ['Por plano, histórico ou analista', 'Analista: Ana'],
];

/** The jobs that are done all day; the clients of each are its own (test/acts/stage.ts). */
export const jobs: readonly Job[] = [
  {
    name: 'Invite a client',
    from: 'nothing',
    run: async (hand) => {
      await hand.command('convidar');
      await hand.submit({ 'Nome da empresa': 'Mercado Novo', 'E-mail de login do cliente': 'dono@mercado.com.br' });
    },
    says: /Mercado Novo recebe um e-mail em dono@mercado\.com\.br/,
  },
  {
    name: 'Take the invitation back',
    from: 'its answer',
    run: (hand) => hand.press('Desfazer'),
    says: /Nada foi enviado/,
  },
  {
    name: 'Invite a client of the portfolio',
    from: 'the row of `/clientes`',
    before: listOf('Oficina'),
    run: async (hand) => {
      await hand.press('Convidar');
      await hand.submit({});
    },
    says: /Oficina recebe um e-mail/,
  },
  {
    name: 'Accept a request',
    from: 'nothing',
    run: async (hand) => {
      await requests(hand);
      await hand.press('Aceitar');
    },
    says: /conectado/,
  },
  {
    name: 'Accept a request',
    from: 'nothing, by its client',
    run: async (hand) => {
      await cardOf('Confeitaria')(hand);
      await hand.press('Aceitar');
    },
    says: /conectado/,
  },
  {
    name: 'Decline a request',
    from: 'the row of `/conexoes`',
    before: requests,
    run: async (hand) => {
      await hand.pick(more, 'Recusar: Floricultura');
      await hand.submit({ Motivo: 'Não é nosso cliente' });
    },
    says: /recusado|Recusado/,
  },
  {
    name: 'Decline a request',
    from: 'its client’s card',
    before: cardOf('Gráfica'),
    run: async (hand) => {
      await hand.press('Recusar');
      await hand.submit({ Motivo: 'Não é nosso cliente' });
    },
    says: /recusado|Recusado/,
  },
  {
    name: 'Decline a request',
    from: 'nothing',
    most: 3,
    run: async (hand) => {
      await requests(hand);
      await hand.pick(more, 'Recusar: Mercearia');
      await hand.submit({ Motivo: 'Não é nosso cliente' });
    },
    says: /recusado|Recusado/,
  },
  {
    name: 'Contract a plan',
    from: 'the row of `/clientes`',
    before: listOf('Livraria'),
    run: async (hand) => {
      await hand.pick(more, 'Contratar um plano: Livraria');
      await hand.submit({ Plano: 'Controle I', 'Quem paga': 'Cliente' });
    },
    says: /Controle I/,
  },
  {
    name: 'Renew a plan',
    from: 'the row of `/clientes`',
    before: listOf('Farmácia'),
    run: async (hand) => {
      await hand.press('Renovar');
      await hand.submit({});
    },
    says: /Renovada até/,
  },
  {
    name: 'Open a client',
    from: 'nothing',
    run: async (hand) => {
      await listOf('Padaria')(hand);
      await hand.pick('Abrir cliente', 'Padaria');
    },
    says: /Padaria/,
  },
  {
    name: 'Edit a client',
    from: 'the row of `/clientes`',
    before: listOf('Sapataria'),
    run: async (hand) => {
      await hand.pick(more, 'Editar: Sapataria');
      await hand.submit({ Telefone: '(11) 4002-8922' });
    },
    says: /Salvo/,
  },
  {
    name: 'Delete a client',
    from: 'nothing',
    run: async (hand) => {
      await cardOf('Borracharia')(hand);
      await hand.pick(more, 'Excluir');
    },
    says: /excluído da carteira/,
  },
  { name: 'Bring the client back', from: 'its answer', run: (hand) => hand.press('Desfazer'), says: /Borracharia/ },
  {
    name: 'Ask a client to authorise access',
    from: 'nothing',
    run: async (hand) => {
      await cardOf('Padaria')(hand);
      await hand.press('Pedir autorização');
    },
    says: /vai para rosa@padaria\.com\.br/,
  },
  {
    name: 'Ask everybody whose authorisation is missing',
    from: 'the list, filtered',
    before: async (hand) => {
      await hand.command('clientes');
      await hand.pick('Filtrar por', 'Acesso aos dados: falta autorizar');
    },
    run: async (hand) => {
      await hand.press('Pedir autorização a todos');
      await hand.press('Enviar 1 e-mail');
    },
    says: /Autorização pedida a 1 cliente/,
  },
  {
    name: 'See the history of a licence',
    from: 'nothing',
    run: async (hand) => {
      const { buttons } = await cardOf('Papelaria')(hand);
      await (buttons.includes('Histórico') ? hand.press('Histórico') : hand.pick(more, 'Histórico'));
    },
    says: /[Hh]istórico/,
  },
  ...filters.map(
    ([menu, option]): Job => ({
      name: `List, ${option.replace(/: .*/, '').toLowerCase()}: ${option.replace(/.*: /, '')}`,
      from: 'nothing',
      run: async (hand) => {
        await hand.command('clientes');
        await hand.pick(menu, option);
      },
      says: new RegExp(option.replace(/.*: /, '')),
    }),
  ),
];
