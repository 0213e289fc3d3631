import { cut } from '../../kit/text.ts';
import { type Block, type Button, note, type Option, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { csvFile } from '../../sheets/csv.ts';
import type { Paying, Recurrence } from '../../terms/licence.ts';
import { firstEnd } from '../../terms/state.ts';
import { openBuy } from '../presses.ts';
import type { Forecast, Verdict } from '../reads/targets.ts';
import type { Came, Left } from '../service/bulk.ts';

const verdictFacts = (w: Words, counts: Readonly<Record<Verdict, number>>) => {
  const { bulkFact: fact } = w.licenses;
  const number = w.format.number;
  return [
    { label: fact.all, value: number(counts.open + counts.has + counts.pending) },
    { label: fact.open, value: { bold: number(counts.open) } },
    ...(['has', 'pending'] as const)
      .filter((key) => counts[key] > 0)
      .map((key) => ({ label: fact[key], value: number(counts[key]) })),
  ];
};

/** Whom a plan could be contracted for: all of a filter, or those picked from a page of it. */
export function chooseView(
  w: Words,
  {
    counts,
    options,
    picked,
  }: { counts: Readonly<Record<Verdict, number>>; options: readonly Option[]; picked: readonly string[] },
  { pick, all, some, stop }: { pick: Press; all: Press; some: Press; stop: Press },
): View {
  const say = w.licenses;
  const buttons: Button[] = [
    ...(picked.length > 0 ? [{ label: say.bulkSome(picked.length), style: 'primary' as const, press: some }] : []),
    ...(counts.open > 0
      ? [{ label: say.bulkAll(counts.open), press: all, ...(picked.length === 0 ? { style: 'primary' as const } : {}) }]
      : []),
    { label: say.bulkStop, press: stop },
  ];
  const choice: Block = { kind: 'choice', label: say.bulkPick, press: pick, options, selected: picked, many: true };
  return {
    title: say.bulkTitle,
    ...(counts.open === 0 ? { tone: 'warn' as const } : {}),
    blocks: [
      { kind: 'facts', facts: verdictFacts(w, counts) },
      ...(counts.open === 0 ? [text(say.bulkNone)] : []),
      ...(options.length > 0 ? [choice] : []),
      { kind: 'buttons', buttons },
    ],
  };
}

export interface Plan {
  count: number;
  plan: string;
  payer: Paying;
  recurrence: Recurrence;
  startsOn: string;
  autoRenew: boolean;
  get: number;
  free: number;
  without: Forecast['without'];
}

/** So many names stand in the message itself; more come as a file besides. */
const mostNamed = 10;

/** Who gets no licence, by name and reason. */
function leftOut(w: Words, without: readonly { name: string; why: Left }[]): Pick<View, 'blocks' | 'files'> {
  const { bulkWithout: say, ...more } = w.licenses;
  const groups = (['noneFree', 'noRevenue', 'changed'] as const).flatMap((why) => {
    const names = without.filter((each) => each.why === why).map((each) => cut(each.name, 60));
    const rest = names.length - mostNamed;
    if (names.length === 0) return [];
    return [
      {
        heading: say[why](names.length),
        items: names.slice(0, mostNamed),
        ...(rest > 0 ? { rest: more.bulkMore(rest) } : {}),
      },
    ];
  });
  const header = [more.column.client, more.bulkWhy];
  const file = () =>
    csvFile(
      `${more.bulkFile}.csv`,
      header,
      without.map(({ name, why }) => [name, say[why](1)]),
    );
  return {
    blocks: groups.length > 0 ? [{ kind: 'groups', groups }] : [],
    ...(groups.some((group) => 'rest' in group) ? { files: [file()] } : {}),
  };
}

/** What many contracts will be, before they are made. */
export function previewView(
  w: Words,
  plan: Plan,
  { run, again, stop }: { run: Press; again: Press; stop: Press },
): View {
  const { fact, ...say } = w.licenses;
  const byFirm = plan.payer === 'firm';
  const need = plan.count - plan.without.filter(({ why }) => why === 'noRevenue').length;
  const short = byFirm && plan.get < need;
  const names = leftOut(w, plan.without);
  const period = say.period(w.format.day(plan.startsOn), w.format.day(firstEnd(plan.startsOn, plan.recurrence)));
  const buttons: Button[] = [
    ...(plan.get > 0 ? [{ label: say.bulkConfirm(plan.get), style: 'primary' as const, press: run }] : []),
    ...(short ? [{ label: say.buy, press: openBuy.press({}) }] : []),
    { label: say.bulkAgain, press: again },
    { label: say.bulkStop, press: stop },
  ];
  return {
    title: say.bulkPreview,
    tone: short ? 'warn' : 'plain',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: fact.client, value: { bold: say.bulkCount(plan.count) } },
          { label: fact.plan, value: cut(plan.plan, 60) },
          { label: fact.payer, value: say.payer[plan.payer] },
          ...(byFirm
            ? []
            : [
                { label: fact.recurrence, value: `${say.recurrence[plan.recurrence]}: ${period}` },
                { label: fact.renewal, value: w.kit[plan.autoRenew ? 'yes' : 'no'] },
              ]),
        ],
      },
      ...(byFirm ? [text(short ? say.bulkShort(need, plan.free) : say.bulkEnough(plan.free))] : [note(say.bulkTrial)]),
      ...names.blocks,
      { kind: 'buttons', buttons: buttons.filter((each) => need > 0 || each.label !== say.buy) },
    ],
    ...(names.files ? { files: names.files } : {}),
  };
}

/** What many contracts have come to. */
export const doneView = (w: Words, { contracted, noneFree, without }: Came, see: Press): View => ({
  tone: contracted > 0 ? 'good' : 'warn',
  blocks: [
    text({ bold: w.licenses.bulkDone(contracted) }),
    ...leftOut(w, without).blocks,
    {
      kind: 'buttons',
      buttons: [
        ...(noneFree > 0 ? [{ label: w.licenses.buy, style: 'primary' as const, press: openBuy.press({}) }] : []),
        { label: w.licenses.seeClients, press: see },
      ],
    },
  ],
  files: leftOut(w, without).files,
});
