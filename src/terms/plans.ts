import { fold } from '../kit/text.ts';
import { words } from '../words/index.ts';

/** The plans there are, the smallest first. */
export const plans = [
  'essential_1',
  'essential_2',
  'control_1',
  'control_2',
  'advanced_1',
  'advanced_2',
  'performance_1',
  'performance_2',
  'performance_3',
] as const;
export type Plan = (typeof plans)[number];

/** A plan's name, which is the same in every language; stored and exported as it stands. */
export const planName = (plan: Plan): string => words['pt-BR'].licenses.plan[plan];

/** The plan that a name means; an imported name may be another one. */
export const planNamed = (name: string): Plan | undefined => plans.find((plan) => fold(planName(plan)) === fold(name));

/** The yearly revenue, in whole reais, up to which each plan is the one that fits. */
const upTo: Readonly<Record<Plan, number>> = {
  essential_1: 40_000,
  essential_2: 81_000,
  control_1: 180_000,
  control_2: 360_000,
  advanced_1: 720_000,
  advanced_2: 1_500_000,
  performance_1: 3_000_000,
  performance_2: 6_000_000,
  performance_3: 15_000_000,
};

/** The plan that fits a yearly revenue in whole reais; beyond the table, the largest. Undefined when the revenue is not known. */
export const planFor = (revenue: number | null | undefined): Plan | undefined =>
  revenue === null || revenue === undefined ? undefined : (plans.find((plan) => revenue <= upTo[plan]) ?? plans.at(-1));
