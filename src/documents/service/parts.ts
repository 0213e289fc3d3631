import type { Files } from '../../data/files/door.ts';

/** What was fetched of one client's month so far: parts, each there whole or not at all. */
export interface Parts {
  has(name: string): boolean;
  put(name: string, bytes: Uint8Array): Promise<void>;
  read(name: string): Promise<Uint8Array>;
  names(): readonly string[];
  /** Forgets a part, so that it is asked for again. */
  drop(name: string): Promise<void>;
}

/** Opens the parts that stand under a name, whichever process has put them there. `held` throws when they are not ours any more. */
export async function openParts(files: Files, under: string, held: () => void): Promise<Parts> {
  const there = new Set<string>();
  for await (const { name } of files.list(under)) there.add(name.slice(under.length));
  return {
    has: (name) => there.has(name),
    put: async (name, bytes) => {
      held();
      await files.put(under + name, bytes);
      there.add(name);
    },
    read: async (name) => {
      const bytes = await files.read(under + name);
      if (!bytes) throw new Error(`the part ${name} is gone`);
      return bytes;
    },
    names: () => [...there],
    drop: async (name) => {
      held();
      there.delete(name);
      await files.remove(under + name);
    },
  };
}
