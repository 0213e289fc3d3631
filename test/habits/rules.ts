import type { Import, Source } from './sources.ts';

/** Which room of the house a path is in. */
export type Room = {
  kind: 'kit' | 'words' | 'data' | 'jobs' | 'derive' | 'cli' | 'boot' | 'root' | 'entry' | 'feature' | 'adapter' | 'outside';
  name: string;
};

export function roomOf(path: string): Room {
  const [top, second = '', third] = path.split('/');
  if (top === 'adapters') return { kind: 'adapter', name: second };
  if (top !== 'src') return { kind: 'outside', name: top ?? '' };
  if (second === 'boot' || second === 'boot.ts') return { kind: 'boot', name: 'boot' };
  if (third === undefined) return { kind: second === 'main.ts' || second === 'cli.ts' ? 'entry' : 'root', name: second };
  if (second === 'kit' || second === 'words' || second === 'data' || second === 'jobs' || second === 'derive' || second === 'cli')
    return { kind: second, name: second };
  return { kind: 'feature', name: second };
}

/** The files of a feature that others may know. `context` is who somebody is who is not in a chat; `document` reads CPF and CNPJ; `export` writes spreadsheets; `filter` is what a list can be asked for. `gates` is what can be done with a client, `steps` what is offered; `fields` are its fields. `presses` is what others press. */
const open = (path: string) =>
  /^src\/[^/]+\/(service|reads|schema|context|document|export|fields|filter|gates|presses|steps)(\.ts|\/)/.test(path);
/** The files that may touch the database. */
export const touchesData = (path: string) => /^src\/data\//.test(path) || /^src\/[^/]+\/(?:[^/]+\/)*(service|reads)(\.ts|\/)/.test(path);

const databases = new Set(['@prisma/client', '@prisma/adapter-pg', '@prisma/adapter-better-sqlite3', 'better-sqlite3', 'pg', 'prisma']);
const platforms = /^(@slack\/|discord\.js$|@discordjs\/|hono$|@hono\/|nodemailer$|undici$)/;
const isNode = (name: string) => name.startsWith('node:');

/** What is wrong with a file's knowing another, if anything. */
export function judge({ path }: Pick<Source, 'path'>, { to, local, type }: Import): string | undefined {
  const from = roomOf(path);
  const no = (why: string) => `${path} imports ${to}: ${why}`;
  if (from.kind === 'outside') return undefined;
  if (!local) {
    if (from.kind === 'kit' && to !== 'zod' && !isNode(to)) return no('the kit knows zod and Node only');
    if (databases.has(to) && from.kind !== 'data' && from.kind !== 'cli') return no('only src/data speaks to a database');
    if (platforms.test(to) && from.kind !== 'adapter' && from.kind !== 'boot') return no('only an adapter knows a platform');
    return undefined;
  }
  const there = roomOf(to);
  if (there.kind === 'entry') return no('an entry is imported by none');
  if (there.kind === 'outside') return no('what ships imports nothing of test, bench or scripts');
  if (there.kind === 'boot' && from.kind !== 'boot' && from.kind !== 'entry')
    return no('what starts the process is known by its entries only');
  if (from.kind === 'entry') return undefined;
  if (there.kind === 'cli' && from.kind !== 'cli') return no('the command line is imported by cli.ts only');
  if (from.kind === 'boot') return undefined;
  switch (from.kind) {
    case 'kit':
      return there.kind === 'kit' ? undefined : no('the kit knows nothing of ours');
    case 'words':
      return there.kind === 'kit' || there.kind === 'words' || (type && open(to))
        ? undefined
        : no('words know the kit, and types of a schema');
    case 'data':
      return there.kind === 'kit' || there.kind === 'data' ? undefined : no('data knows the kit only');
    case 'jobs':
      if (there.kind === 'data' && !type && !touchesData(path) && to !== 'src/data/id.ts')
        return no('only service and reads touch the database');
      return ['kit', 'words', 'data', 'jobs'].includes(there.kind)
        ? undefined
        : no('the clock and the outbox know no feature: what they do is handed to them');
    case 'adapter':
      if (there.kind === 'adapter') return there.name === from.name ? undefined : no('an adapter never knows another');
      return there.kind === 'kit' ? undefined : no('an adapter knows the kit; the rest is handed to it');
    case 'feature':
      if (there.kind === 'feature')
        return there.name === from.name || open(to) ? undefined : no('of another feature: service, reads, schema');
      if (there.kind === 'data' && !type && !touchesData(path) && to !== 'src/data/id.ts')
        return no('only service and reads touch the database');
      return ['kit', 'words', 'data', 'jobs'].includes(there.kind) ? undefined : no('a feature knows kit, data, jobs and words');
    case 'derive':
      return there.kind === 'adapter' ? no('the core knows no platform') : undefined;
    case 'root':
      // The list of platforms is made of what each says of itself.
      if (path === 'src/platforms.ts' && /^adapters\/[^/]+\/platform\.ts$/.test(to)) return undefined;
      return there.kind === 'adapter' || there.kind === 'derive' ? no('the core knows no platform') : undefined;
    case 'cli':
      return undefined;
  }
}

/** The first circle among imports that stay when compiled, as the files along it. */
export function cycle(files: readonly Source[]): readonly string[] | undefined {
  const next = new Map(files.map((file) => [file.path, file.imports.filter((each) => each.local && !each.type).map((each) => each.to)]));
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): readonly string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    trail.push(path);
    for (const to of next.get(path) ?? []) {
      const found = visit(to);
      if (found) return found;
    }
    trail.pop();
    done.add(path);
    return undefined;
  };
  for (const { path } of files) {
    const found = visit(path);
    if (found) return found;
  }
  return undefined;
}
