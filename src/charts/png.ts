import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { width } from './svg.ts';

const files = createRequire(import.meta.url);
const fonts = ['400Regular/Inter_400Regular', '600SemiBold/Inter_600SemiBold'];

/** The renderer and its type, read when the first chart is drawn. */
const load = async (): Promise<Uint8Array[]> => {
  await initWasm(await readFile(files.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return Promise.all(fonts.map((name) => readFile(files.resolve(`@expo-google-fonts/inter/${name}.ttf`))));
};
let loaded: Promise<Uint8Array[]> | undefined;

/** So many pictures are remembered: drawing one takes as long as some thirty lists, and most are asked for again. */
const most = 100;
const drawn = new Map<string, Promise<Uint8Array>>();

/** An SVG as a picture, two pixels a unit. The same SVG is always the same bytes. */
export function toPng(svg: string): Promise<Uint8Array> {
  const before = drawn.get(svg);
  if (before) return before;
  const picture = draw(svg);
  picture.catch(() => drawn.delete(svg));
  drawn.set(svg, picture);
  if (drawn.size > most) drawn.delete(drawn.keys().next().value!);
  return picture;
}

async function draw(svg: string): Promise<Uint8Array> {
  loaded ??= load();
  const fontBuffers = await loaded;
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'width', value: width * 2 },
    font: { fontBuffers, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
  });
  const picture = resvg.render();
  const png = picture.asPng();
  // What the renderer holds is not V8's to collect.
  picture.free();
  resvg.free();
  return png;
}
