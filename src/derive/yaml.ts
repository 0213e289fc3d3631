export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain | undefined };

/** A text that YAML would read as itself, without quotes. */
const bare = /^(?!(?:true|false|yes|no|on|off|null)$)[\p{L}_/](?:[\p{L}\p{N} _/.,()…-]|:(?=\S))*$/iu;
const scalar = (value: string | number | boolean) =>
  typeof value === 'string' && (!bare.test(value) || value.endsWith(' ')) ? JSON.stringify(value) : String(value);

const isScalar = (value: Plain): value is string | number | boolean => typeof value !== 'object';

function lines(value: Plain): string[] {
  if (isScalar(value)) return [scalar(value)];
  if (Array.isArray(value)) {
    const list = value as readonly Plain[];
    return list.flatMap((each) => lines(each).map((line, i) => `${i === 0 ? '- ' : '  '}${line}`));
  }
  return Object.entries(value).flatMap(([key, each]) => {
    if (each === undefined) return [];
    if (isScalar(each)) return [`${scalar(key)}: ${scalar(each)}`];
    const inner = lines(each);
    return inner.length === 0
      ? [`${scalar(key)}: ${Array.isArray(each) ? '[]' : '{}'}`]
      : [`${scalar(key)}:`, ...inner.map((line) => `  ${line}`)];
  });
}

/** Plain objects, lists and scalars as YAML; what is undefined is left out. */
export const yaml = (value: Plain): string => `${lines(value).join('\n')}\n`;
