/**
 * How an id of the core travels in a block: behind a number that makes it unique there. Slack may hand `&`, `<` and `>` back as
 * entities, so they travel written out, if there is room.
 */
const most = 250;

export function carry(index: number, id: string): string {
  const written = id.replace(/[&<>^]/g, (c) => `^${c.charCodeAt(0).toString(16)}`);
  return written.length <= most ? `${index}:${written}` : `${index}=${id}`;
}

/** The id that `carry` was given; undefined for what it never made. */
export function carried(value: string | undefined): string | undefined {
  const match = /^\d+([:=])(.+)$/s.exec(value ?? '');
  if (!match) return undefined;
  return match[1] === '='
    ? match[2]
    : match[2]!.replace(/\^([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
