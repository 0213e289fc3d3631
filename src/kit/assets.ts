import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A static file that an adapter serves. */
export interface Asset {
  type: string;
  body: Uint8Array<ArrayBuffer>;
  etag: string;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * The files of `folder` (a path from the package's root), read once. The root is looked for upwards from this file, so that the
 * sources and the bundle in dist/ find the same folder, wherever the process was started.
 */
export function readAssets(folder: string): ReadonlyMap<string, Asset> {
  let root = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(root, folder))) {
    if (dirname(root) === root) throw new Error(`the folder ${folder} is missing from the package`);
    root = dirname(root);
  }
  const path = join(root, folder);
  return new Map(
    readdirSync(path).flatMap((name) => {
      const type = types[extname(name)];
      if (!type) return [];
      const body = Uint8Array.from(readFileSync(join(path, name)));
      return [
        [
          name,
          { type, body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"` },
        ] as const,
      ];
    }),
  );
}

/** Whether the browser has this very file already. */
export const isFresh = (asset: Asset, ifNoneMatch: string | undefined): boolean =>
  ifNoneMatch?.includes(asset.etag) ?? false;
