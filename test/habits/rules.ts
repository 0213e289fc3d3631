import type { Import, Source } from './sources.ts';

/** Which room of the house a path is in. */
export type Room = {
  kind:
    | 'kit'
    | 'words'
    | 'data'
    | 'jobs'
    | 'ground'
    | 'derive'
    | 'cli'
    | 'boot'
    | 'root'
    | 'entry'
    | 'feature'
    | 'adapter'
    | 'outside';
  name: string;
};

/** What several features speak of, and that knows none of them. */
const grounds = new Set(['terms', 'sheets']);

export function roomOf(path: string): Room {
  const [top, second = '', third] = path.split('/');
  if (top === 'adapters') return { kind: 'adapter', name: second };
  if (top !== 'src') return { kind: 'outside', name: top ?? '' };
  if (second === 'boot' || second === 'boot.ts') return { kind: 'boot', name: 'boot' };
  if (third === undefined)
    return { kind: second === 'main.ts' || second === 'cli.ts' ? 'entry' : 'root', name: second };
  if (
    second === 'kit' ||
    second === 'words' ||
    second === 'data' ||
    second === 'jobs' ||
    second === 'derive' ||
    second === 'cli'
  )
    return { kind: second, name: second };
  if (grounds.has(second)) return { kind: 'ground', name: second };
  return { kind: 'feature', name: second };
}

/** The files of a feature that others may know. `context` is who somebody is who is not in a chat; `filter` is what a list can be asked for. `gates` is what can be done with a client, `steps` what is offered; `fields` are its fields, `typed` is how a filter is written. `presses` is what others press. */
const open = (path: string) =>
  /^src\/[^/]+\/(service|reads|schema|context|fields|filter|gates|presses|steps|typed)(\.ts|\/)/.test(path);
/** The files that may touch the database. */
export const touchesData = (path: string) =>
  /^src\/data\//.test(path) || /^src\/[^/]+\/(?:[^/]+\/)*(service|reads)(\.ts|\/)/.test(path);

const databases = new Set([
  '@prisma/client',
  '@prisma/adapter-pg',
  '@prisma/adapter-better-sqlite3',
  'better-sqlite3',
  'pg',
  'prisma',
]);
const platforms = /^(@slack\/|discord\.js$|@discordjs\/|hono$|@hono\/|nodemailer$|undici$)/;
/** Of the data, what touches no database. */
const harmless = new Set(['src/data/id.ts', 'src/data/payload.ts']);
const isNode = (name: string) => name.startsWith('node:');

/** What is wrong with a file's knowing another, if anything. */
export function judge({ path }: Pick<Source, 'path'>, { to, local, type }: Import): string | undefined {
  const from = roomOf(path);
  const no = (why: string) => `${path} imports ${to}: ${why}`;
  if (from.kind === 'outside') return undefined;
  if (!local) {
    if (from.kind === 'kit' && to !== 'zod' && !isNode(to)) return no('the kit knows zod and Node only');
    if (databases.has(to) && from.kind !== 'data' && from.kind !== 'cli')
      return no('only src/data speaks to a database');
    if (platforms.test(to) && from.kind !== 'adapter' && from.kind !== 'boot')
      return no('only an adapter knows a platform');
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
    case 'ground':
      // A type may say which of a client's fields are meant.
      return ['kit', 'words', 'ground'].includes(there.kind) || (type && open(to))
        ? undefined
        : no('what features speak of knows none of them');
    case 'data':
      return there.kind === 'kit' || there.kind === 'data' ? undefined : no('data knows the kit only');
    case 'jobs':
      if (there.kind === 'data' && !type && !touchesData(path) && !harmless.has(to))
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
      if (there.kind === 'data' && !type && !touchesData(path) && !harmless.has(to))
        return no('only service and reads touch the database');
      return ['kit', 'words', 'data', 'jobs', 'ground'].includes(there.kind)
        ? undefined
        : no('a feature knows kit, data, jobs and words');
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

/** The first circle in a graph, as the names along it. */
function firstCircle(next: ReadonlyMap<string, Iterable<string>>): readonly string[] | undefined {
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (name: string): readonly string[] | undefined => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (done.has(name)) return undefined;
    trail.push(name);
    for (const to of next.get(name) ?? []) {
      const found = visit(to);
      if (found) return found;
    }
    trail.pop();
    done.add(name);
    return undefined;
  };
  for (const name of next.keys()) {
    const found = visit(name);
    if (found) return found;
  }
  return undefined;
}

const kept = ({ imports }: Source): string[] =>
  imports.filter((each) => each.local && !each.type).map((each) => each.to);

/** The first circle among imports that stay when compiled, as the files along it. */
export const cycle = (files: readonly Source[]): readonly string[] | undefined =>
  firstCircle(new Map(files.map((file) => [file.path, kept(file)])));

/** A room is a folder directly under src; a file directly under it is a room of its own. */
const roomName = (path: string): string => path.split('/').slice(0, 2).join('/');

/** The first circle among rooms: two files of one may know two files of another, but never both ways. */
export function roomCycle(files: readonly Source[]): readonly string[] | undefined {
  const next = new Map<string, Set<string>>();
  for (const file of files.filter(({ path }) => path.startsWith('src/'))) {
    const from = roomName(file.path);
    const there = next.get(from) ?? new Set();
    next.set(from, there);
    for (const to of kept(file)) if (to.startsWith('src/') && roomName(to) !== from) there.add(roomName(to));
  }
  return firstCircle(next);
}
