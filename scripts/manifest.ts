// `npm run -s manifest -- https://carteira.example.com`: the Slack manifest for HTTP; without an address, for Socket Mode. With `--slackbot`
// Slack's own assistant may ask, too.
import { manifestYaml } from './derived.ts';

const [url, flag] = process.argv.slice(2);
const fits =
  (url === undefined || URL.canParse(url)) &&
  (flag === undefined || (flag === '--slackbot' && url?.startsWith('https:')));
if (!fits) throw new Error('usage: npm run -s manifest -- https://carteira.example.com [--slackbot]');
process.stdout.write(manifestYaml(url, flag !== undefined));
