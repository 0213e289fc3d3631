// `npm run -s manifest -- https://carteira.example.com`: the Slack manifest for HTTP; without an address, for Socket Mode. With `--link` anybody may add
// the app, `--socket` takes Socket Mode all the same. With `--slackbot` Slack's own assistant may ask, too.
import { manifestYaml } from './derived.ts';

const [url, ...flags] = process.argv.slice(2);
const known = ['--link', '--socket', '--slackbot'];
const https = url?.startsWith('https:') && URL.canParse(url);
const fits =
  (url === undefined || URL.canParse(url)) &&
  flags.every((flag) => known.includes(flag)) &&
  (flags.length === 0 || https) &&
  (!flags.includes('--socket') || flags.includes('--link'));
if (!fits)
  throw new Error('usage: npm run -s manifest -- https://carteira.example.com [--link [--socket]] [--slackbot]');
const has = (flag: string) => flags.includes(flag);
process.stdout.write(manifestYaml(url, { slackbot: has('--slackbot'), link: has('--link'), socket: has('--socket') }));
