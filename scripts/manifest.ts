// `npm run -s manifest -- https://carteira.example.com`: the Slack manifest for HTTP; without an address, for Socket Mode.
import { manifestYaml } from './derived.ts';

const [url] = process.argv.slice(2);
if (url !== undefined && !URL.canParse(url))
  throw new Error('usage: npm run -s manifest -- https://carteira.example.com');
process.stdout.write(manifestYaml(url));
