import { addDays, type Day } from '../../src/kit/days.ts';

/** A client as the questions see it. */
export interface Person {
  name: string;
  tradeName: string;
  situation: string;
  tab: 'client' | 'firm' | 'none';
  plan: string;
  autoRenew: boolean | null;
  charges: string;
  analyst: string;
  expires?: Day;
  exported?: Day;
  history: readonly string[];
}

export const planNames = [
  'Essencial I',
  'Essencial II',
  'Controle I',
  'Controle II',
  'Avançado I',
  'Avançado II',
  'Performance I',
  'Performance II',
  'Performance III',
];
export const staff = ['Ana Souza', 'Bruno Lima', 'Carla Dias', 'João Melo', 'Bia Prado', 'Robert King'];
export const firstOf = (name: string): string => fold(name.split(' ')[0]!);
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Clients that the questions name, by name and trade name. */
export const famous: readonly [string, string][] = [
  ['Padaria Pão Dourado Ltda', 'Pão Dourado'],
  ['Posto Ipiranguinha Ltda', ''],
  ['Mercado Bom Preço Ltda', 'Bom Preço'],
  ['Salão Maria Bonita MEI', ''],
  ['Oficina do Zé Mecânica ME', 'Oficina do Zé'],
  ['Ateliê da Rosa ME', ''],
  ['Sorveteria Polo Norte Ltda', 'Polo Norte'],
  ['Hotel Beira-Rio S.A.', ''],
  ['Cervejaria Lúpulo & Malte Ltda', ''],
  ['Creche Pingo de Gente Ltda', ''],
  ['Barbearia Navalha de Ouro ME', ''],
  ['Controle Total Segurança Ltda', 'Controle Total'],
];
const others = [
  'Padaria Real',
  'Padaria São Jorge',
  'Farmácia Central',
  'Farmácia Vida',
  'Ana Doces',
  'Bruno Silva',
  'João Pereira ME',
  'Lanchonete da Praça',
  'Restaurante Sabor',
  'Escola Aurora',
  'Clínica Bem Estar',
  'Mercado Azul',
  'Oficina Veloz',
  'Salão Beleza',
  'Hotel Serra',
  'Posto Avenida',
];

/** The same numbers for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

export const happenings = ['trial', 'active', 'renewed', 'expired', 'cancelled', 'blocked', 'transferred'];

/** A portfolio in which whatever is asked for is there, and its opposite. */
export function populate(today: Day, count = 2500, seed = 7): Person[] {
  const random = createRandom(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const names = [...famous, ...others.map((name) => [name, ''] as [string, string])];
  return Array.from({ length: count }, (_, i) => {
    const [name, tradeName] = i < names.length ? names[i]! : names[12 + (i % others.length)]!;
    const planned = random() < 0.85;
    const far = random() < 0.15;
    return {
      name,
      tradeName,
      situation: pick([
        'connected',
        'connected',
        'not_connected',
        'highly_recommended',
        'invited',
        'requested',
        'disconnected',
      ]),
      tab: planned ? pick(['client', 'firm'] as const) : 'none',
      plan: planned ? pick(planNames) : '',
      autoRenew: planned ? random() < 0.5 : null,
      charges: pick(['active', 'inactive', 'never_used']),
      analyst: pick(['', ...staff.map(firstOf)]),
      expires: planned ? addDays(today, Math.floor((random() - 0.4) * (far ? 1600 : 200))) : undefined,
      exported: random() < 0.15 ? undefined : addDays(today, -Math.floor(random() ** 2 * (far ? 900 : 220))),
      history: random() < 0.2 ? [] : happenings.filter(() => random() < 0.3),
    };
  });
}
