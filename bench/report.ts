/** One measured figure; `ratio` with its goal where there is one. */
export interface Result {
  name: string;
  figure: string;
  ratio?: number;
  goal?: { atLeast: number } | { atMost: number };
}

const met = ({ ratio, goal }: Result): string =>
  ratio === undefined || !goal
    ? ''
    : ('atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost)
      ? 'met'
      : 'MISSED';

const goalText = (goal: Result['goal']): string =>
  !goal ? '' : 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;

/** A result, printed as soon as it is known. */
export function line(name: string, figure: string, ratio?: number, goal?: Result['goal']): Result {
  const result: Result = { name, figure, ratio, goal };
  process.stdout.write(
    `${name}: ${figure}${ratio === undefined ? '' : `; ratio ${ratio.toFixed(2)} (goal ${goalText(goal)}: ${met(result)})`}\n`,
  );
  return result;
}

export const markdown = (results: readonly Result[]): string =>
  [
    '| what | figure | ratio | goal |',
    '| --- | --- | --- | --- |',
    ...results.map(
      (each) =>
        `| ${each.name} | ${each.figure} | ${each.ratio?.toFixed(2) ?? ''} | ${goalText(each.goal)} ${met(each)} |`,
    ),
  ].join('\n');
