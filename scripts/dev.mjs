// `npm run dev`: the bot from its sources, with the console's page made anew; started again with every change.
import { buildPage } from './page.mjs';

await buildPage();
await import('../src/main.ts');
