/** One instruction of a Dockerfile: `RUN npm ci`; lines that end in a backslash are one. */
interface Instruction {
  name: string;
  rest: string;
}

export interface Stage {
  base: string;
  instructions: readonly Instruction[];
}

/** The stages of a Dockerfile, in order. */
export function stagesOf(text: string): Stage[] {
  const lines = text
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const stages: { base: string; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, name, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (!name || rest === undefined) throw new Error(`no instruction: ${line}`);
    if (name === 'FROM') stages.push({ base: rest.split(/\s+/)[0]!, instructions: [] });
    else stages.at(-1)!.instructions.push({ name, rest });
  }
  return stages;
}

export const all = (stage: Stage, name: string): string[] =>
  stage.instructions.filter((each) => each.name === name).map(({ rest }) => rest);

/** What ENV lines set. */
export const environmentOf = (stage: Stage): Record<string, string> =>
  Object.fromEntries(
    all(stage, 'ENV').flatMap((rest) => rest.split(/\s+/).map((pair) => pair.split('=', 2) as [string, string])),
  );

/** The words of a CMD in its JSON form, also behind the options of a HEALTHCHECK. */
export const wordsOf = (rest: string): string[] => JSON.parse(rest.slice(rest.indexOf('['))) as string[];
