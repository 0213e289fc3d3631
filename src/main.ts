import { pino } from 'pino';
import { Registry as Metrics } from 'prom-client';
import { createContaAzul } from '../adapters/conta-azul/client.ts';
import { createMailbox } from '../adapters/mail/mailbox.ts';
import { createMailer } from '../adapters/mail/mailer.ts';
import { createDocumentRoutes } from '../adapters/web/documents/routes.ts';
import { layout } from '../adapters/web/layout.ts';
import { measured, watched } from '../adapters/web/metrics.ts';
import { createPages } from '../adapters/web/pages.ts';
import { createPortalPages } from '../adapters/web/portal/routes.ts';
import { createServer } from '../adapters/web/server.ts';
import { AccountError, type Provider } from './accounts/schema.ts';
import { createAuthorization } from './accounts/service/authorize.ts';
import { booksOf } from './accounts/service/books.ts';
import { checkGrants } from './accounts/service/check.ts';
import { endSender } from './accounts/service/end.ts';
import { grantNoticeSender } from './accounts/service/notices.ts';
import { tokensStored } from './accounts/service/tokens.ts';
import { turnsOf } from './accounts/service/turns.ts';
import { languageOf } from './cli/parse.ts';
import { problemLines, problemsOf } from './cli/problems.ts';
import { command } from './command.ts';
import { type Config, ConfigError, ownEnvironment, readConfig } from './config.ts';
import { cardOf } from './connections/commands/request.ts';
import { cardSenders, sweepCards } from './connections/service/cards.ts';
import { lookAtRequests } from './connections/service/clock.ts';
import { resumeErasures } from './connections/service/leave.ts';
import { createPortal } from './connections/service/portal.ts';
import { createCore, registry } from './core.ts';
import { createSecret } from './data/secret.ts';
import { keepViewState } from './data/viewstate.ts';
import { authorizeDemo, createDemo } from './demo/service.ts';
import { openStandIn } from './demo/stand-in.ts';
import { commandList } from './derive/commands.ts';
import { digestCard, digestLetter } from './digests/commands/card.ts';
import { noticeSendersOf } from './digests/commands/notices.ts';
import { runDue } from './digests/service/run.ts';
import { digestSenders } from './digests/service/senders.ts';
import { itemView, jobView } from './documents/commands/job.ts';
import { captureSender, followReceived } from './documents/service/capture.ts';
import { documentSenders } from './documents/service/cards.ts';
import { forgetSender } from './documents/service/forget.ts';
import { createDocumentPages } from './documents/service/pages.ts';
import { sweepDocuments } from './documents/service/sweep.ts';
import { createWorker } from './documents/service/worker.ts';
import { consolePeople } from './firms/reads/people.ts';
import { tellAdmins } from './firms/service/alarm.ts';
import { noticeSender } from './firms/service/notices.ts';
import { createHealth } from './health.ts';
import { growSlowly } from './heap.ts';
import { createClock } from './jobs/clock.ts';
import { mailSender } from './jobs/mail.ts';
import { createOutbox } from './jobs/outbox.ts';
import { storedMails } from './jobs/reads.ts';
import { resealing } from './jobs/service/reseal.ts';
import { createStorage } from './jobs/storage.ts';
import { sweep } from './jobs/sweep.ts';
import { dayAt } from './kit/days.ts';
import type { Surface } from './kit/incoming.ts';
import { createLocalKey } from './kit/local.ts';
import { createLinkTo, createPost } from './kit/post.ts';
import type { Locale, Words } from './kit/words.ts';
import { lookAtLicenses } from './licenses/service/clock.ts';
import { createPrivately, keepPrivate } from './permissions.ts';
import { blankSender } from './rights/service/chat.ts';
import { purgeDeleted } from './rights/service/client.ts';
import { endFirms, farewellSender } from './rights/service/firm.ts';
import { endTerms } from './rights/service/member.ts';
import { appSecret } from './secret.ts';
import { startDatabase } from './start.ts';
import { version } from './version.ts';
import { warmUp } from './warm.ts';
import { localeOf, words } from './words/index.ts';

function configured(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const w = words[languageOf([], ownEnvironment())];
    process.stderr.write(`${problemLines(w.cli.configuration(error.problems.length), problemsOf(w, error))}\n\n${command} doctor\n`);
    process.exit(1);
  }
}

growSlowly();
createPrivately();
const config = configured();
const log = pino({ level: config.LOG_LEVEL });
const clock = () => new Date();
const say = (said: string | undefined): Words => words[localeOf(said) ?? 'pt-BR'];

keepPrivate(config);
const w = words[languageOf([], ownEnvironment())];
const data = (await startDatabase(config.databaseUrl, w, (line) => process.stderr.write(line))) ?? process.exit(1);
if (config.demo) await createDemo(data, clock(), dayAt(clock(), 'America/Sao_Paulo'));

const localKey = createLocalKey();
const metrics = new Metrics();
const secret = createSecret(appSecret(config), config.APP_SECRET_PREVIOUS);
const publicUrl = config.PUBLIC_URL.replace(/\/+$/, '');

// The demo has a stand-in for what it cannot ask: built beside this file, never loaded where anything is configured.
const standIn = config.demo && !config.CONTA_AZUL_CLIENT_ID ? await openStandIn(config.databaseUrl, publicUrl) : undefined;
const provider: Provider | undefined =
  standIn || config.CONTA_AZUL_CLIENT_ID
    ? createContaAzul({
        name: 'Conta Azul',
        clientId: config.CONTA_AZUL_CLIENT_ID ?? '',
        clientSecret: config.CONTA_AZUL_CLIENT_SECRET ?? '',
        authorizeUrl: config.CONTA_AZUL_AUTHORIZE_URL,
        tokenUrl: config.CONTA_AZUL_TOKEN_URL,
        apiUrl: config.CONTA_AZUL_API_URL,
        pkce: config.CONTA_AZUL_PKCE === 'on',
        ...standIn,
        redirectUri: `${publicUrl}/oauth/conta-azul/callback`,
        fail: (code, more) => new AccountError(code, more),
        log,
        turns: turnsOf(data),
      })
    : undefined;
const core = measured(createCore({ data, secret, publicUrl, dataDir: config.dataDir, provider, clock, log }), metrics);

// A platform's library is loaded only where it is used: they are most of what a start costs.
const surfaces: Surface[] = [];
if (config.slack) {
  const { createSlack } = await import('../adapters/slack/surface.ts');
  surfaces.push(
    createSlack({
      botToken: config.SLACK_BOT_TOKEN!,
      signingSecret: config.SLACK_SIGNING_SECRET,
      appToken: config.SLACK_APP_TOKEN,
      apiUrl: config.SLACK_API_URL,
      core,
      words: (said) => say(said).slack,
      log,
    }),
  );
}
if (config.discord) {
  const { createDiscord } = await import('../adapters/discord/surface.ts');
  surfaces.push(
    createDiscord({
      token: config.DISCORD_TOKEN!,
      applicationId: config.DISCORD_APPLICATION_ID!,
      guildId: config.DISCORD_GUILD_ID,
      publicKey: config.DISCORD_PUBLIC_KEY,
      apiUrl: config.DISCORD_API_URL,
      commands: commandList(registry),
      core,
      words: (said) => say(said).discord,
      log,
    }),
  );
}
if (config.console) {
  const { createConsole } = await import('../adapters/console/surface.ts');
  surfaces.push(
    createConsole({
      core,
      words: (said) => say(said).console,
      people: () => consolePeople(data),
      commands: (lang) => {
        const locale: Locale = localeOf(lang) ?? 'pt-BR';
        return commandList(registry).map((command) => ({
          name: command.name,
          summary: command.description[locale],
          options: command.options.map((option) => ({
            name: option.field,
            typed: option.name[locale],
            label: option.description[locale],
            kind: option.autocomplete ? 'search' : option.kind,
            choices: option.choices?.map((choice) => ({ value: choice.value, label: choice.label[locale] })),
            rest: option.rest,
          })),
        }));
      },
      key: localKey,
      link: `${publicUrl}/console`,
      log,
    }),
  );
}

const house = { data, secret, publicUrl, dataDir: config.dataDir, provider, registry, log };
const post = createPost(surfaces, (firmId, stored) => keepViewState(data, firmId, stored, clock()));
const mailbox = config.SMTP_URL
  ? undefined
  : createMailbox({
      mails: () => storedMails(data, secret, config.MAIL_FROM),
      from: config.MAIL_FROM,
      words: (said) => say(said).mail.mailbox,
      layout: (parts) => layout({ name: say(parts.lang).web.name, ...parts }),
      key: localKey,
      log,
    });
const mailer = config.SMTP_URL ? createMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, log }) : undefined;
const filing = { house, dataDir: config.dataDir, books: booksOf, clock };
const outbox = createOutbox({
  data,
  secret,
  senders: {
    mail: mailSender({ deliver: (mailer ?? mailbox)!.send, from: config.MAIL_FROM, keep: mailbox !== undefined }),
    ...noticeSendersOf(house, post, clock, noticeSender(house, post, clock)),
    ...cardSenders(house, post, cardOf, clock),
    'grant.notice': grantNoticeSender(house, post, clock),
    'grant.end': endSender(house, clock),
    'rights.blank': blankSender(house, post, clock),
    'rights.farewell': farewellSender(house, post, clock),
    ...documentSenders(house, post, { job: jobView, zip: itemView }, clock),
    'documents.capture': captureSender(filing),
    'documents.forget': forgetSender(config.dataDir),
    ...digestSenders(house, post, { card: digestCard, mail: digestLetter }, clock, createLinkTo(surfaces)),
  },
  clock,
  log,
});
const taking = createWorker(filing);
const minutes = createClock({
  tasks: [
    sweep(data, log),
    ...(config.APP_SECRET_PREVIOUS ? [resealing(data, secret, log)] : []),
    { name: 'digests', run: async (now) => void (await runDue(house, now)) },
    { name: 'requests', run: async (now) => void (await lookAtRequests(house, now)) },
    { name: 'cards', run: async (now) => void (await sweepCards(house, now)) },
    { name: 'licences', run: async (now) => void (await lookAtLicenses(house, now)) },
    { name: 'documents', run: async (now) => void (await sweepDocuments(house, config.dataDir, now)) },
    { name: 'documents received', run: (now) => followReceived(filing, now) },
    { name: 'authorisations', run: async (now) => void (await checkGrants(house, now)) },
    { name: 'deleted clients', run: async (now) => void (await purgeDeleted(house, now)) },
    { name: 'firms that leave', run: (now) => endFirms(house, now) },
    { name: 'erasures', run: (now) => resumeErasures(house, now) },
    // A matter of years: once an hour is soon enough.
    { name: 'terms', run: async (now) => void (now.getUTCMinutes() === 13 && (await endTerms(house, now))) },
  ],
  clock,
  log,
});

const storage = createStorage({ data, tell: (cause, now) => tellAdmins(house, post, log, cause, now), clock, log });

const how = createHealth({ data, storage, clock, minutes, outbox, taking });
watched(metrics, how.counted);

const pages = createPages({
  words: (said) => say(said).web,
  version,
  platforms: () => surfaces.map((surface) => ({ platform: surface.platform, ok: surface.health().ok })),
  links: config.console ? [{ name: 'console', href: '/console' }, ...(mailbox ? [{ name: 'mailbox', href: '/mailbox' }] : [])] : [],
  ...how,
  registry: metrics,
  log,
});
const portal = createPortal(house, clock);
const trustedProxies = config.TRUSTED_PROXIES;
pages.route('/', createPortalPages({ portal, words, localeOf: (said) => localeOf(said) ?? 'pt-BR', publicUrl, trustedProxies, log }));
const papers = createDocumentRoutes({
  documents: createDocumentPages(house, config.dataDir, clock),
  session: portal.session.read,
  words,
  localeOf: (said) => localeOf(said) ?? 'pt-BR',
  publicUrl,
  trustedProxies,
  log,
});
const mounts = [
  ...papers.mounts,
  ...(standIn ? [standIn.mount] : []),
  ...surfaces.flatMap((surface) => surface.mounts),
  ...(mailbox && config.console ? [mailbox.mount] : []),
];
const server = createServer({ host: config.HOST, port: config.PORT, mounts, pages, log });

if (standIn) await authorizeDemo(data, createAuthorization(house, clock), standIn.consent);
await warmUp(house, core, surfaces);
const { port } = await server.start();
await Promise.all(surfaces.map((surface) => surface.start()));
outbox.start();
taking.start();
minutes.start();
storage.start();
how.begin();
log.info({ port, platforms: surfaces.map((surface) => surface.platform), demo: config.demo, ms: Math.round(performance.now()) }, 'ready');
if (config.console) process.stdout.write(`\n  ${words['pt-BR'].web.open(localKey.addressOf(`http://localhost:${port}`, '/console'))}\n\n`);

let stopping = false;
/** New work is refused first, what runs is finished, and the database closes last. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({}, 'stopping');
  storage.stop();
  await Promise.all([server.stop(), minutes.stop(), taking.stop(), ...surfaces.map((surface) => surface.stop())]);
  await outbox.stop();
  await mailer?.stop();
  await tokensStored();
  await standIn?.stop();
  await data.close();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was rejected and nobody listened'));
