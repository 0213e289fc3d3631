import { Registry as Metrics } from 'prom-client';
import { createMailbox } from '../adapters/mail/mailbox.ts';
import { createMailer } from '../adapters/mail/mailer.ts';
import { layout } from '../adapters/web/layout.ts';
import { measured, watched } from '../adapters/web/metrics.ts';
import { createPage } from '../adapters/web/page.ts';
import { createServer } from '../adapters/web/server.ts';
import { createAuthorization } from './accounts/service/authorize.ts';
import { openAssistants } from './boot/assistants.ts';
import { openPlatforms } from './boot/platforms.ts';
import { openProvider } from './boot/provider.ts';
import type { Tracing } from './boot/tracing.ts';
import { openWaking } from './boot/waking.ts';
import { createWeb } from './boot/web.ts';
import type { Config } from './config.ts';
import { createCore, createDrafts, registry } from './core.ts';
import type { Data } from './data/client.ts';
import { createDuty } from './data/duty.ts';
import { filesHealth } from './data/files/health.ts';
import { openFiles } from './data/files/open.ts';
import { createLearnt } from './data/learnt.ts';
import { createSecret } from './data/secret.ts';
import { keepViewState } from './data/viewstate.ts';
import { guideOf } from './demo/reads.ts';
import { liveDemo } from './demo/service/past.ts';
import { authorizeDemo, createDemo } from './demo/service.ts';
import { commandList, shortcutList } from './derive/commands.ts';
import { features } from './features.ts';
import { consolePeople } from './firms/reads/people.ts';
import { createHealth } from './health.ts';
import { installsOf } from './installs/service/port.ts';
import { createClock } from './jobs/clock.ts';
import { mailSender } from './jobs/mail.ts';
import { createOutbox } from './jobs/outbox.ts';
import { storedMails } from './jobs/reads.ts';
import { runsOf } from './jobs/runs.ts';
import { resealing } from './jobs/service/reseal.ts';
import { createStorage } from './jobs/storage.ts';
import { sweep } from './jobs/sweep.ts';
import type { Log } from './kit/ctx.ts';
import { dayAt } from './kit/days.ts';
import type { Surface } from './kit/incoming.ts';
import { createLocalKey } from './kit/local.ts';
import { createLeave, createLinkTo, createPost, createReaders } from './kit/post.ts';
import type { Words } from './kit/words.ts';
import { addingTo, installPaths } from './platforms.ts';
import { appSecret } from './secret.ts';
import { startDatabase } from './start.ts';
import { warmUp } from './warm.ts';
import { localeOf, words } from './words/index.ts';

interface Around {
  log: Log;
  /** What is said on the terminal, in the language of the machine. */
  w: Words;
  say(line: string): void;
  clock?(): Date;
}

export interface Bot {
  port: number;
  /** Where the console opens, with its key; where there is one. */
  open: string | undefined;
  /** New work is refused first, what runs is finished, and the database closes last. */
  stop(): Promise<void>;
}

/** The whole bot on a configuration: what the lists of features and platforms name. Undefined without a database, which is said. */
export async function start(
  config: Config,
  { log, w, say, clock = () => new Date() }: Around,
): Promise<Bot | undefined> {
  const tracesTo = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  // Loaded where it is wanted only: it is as large as a platform.
  const tracing = tracesTo ? (await import('./boot/tracing.ts')).openTracing({ to: tracesTo, registry }) : undefined;
  const data = await startDatabase(config.databaseUrl, w, say, tracing?.statement);
  try {
    if (data) return await startOn(data, config, log, clock, tracing);
  } catch (error) {
    await data?.close();
    await tracing?.close();
    throw error;
  }
  await tracing?.close();
  return undefined;
}

async function startOn(data: Data, config: Config, log: Log, clock: () => Date, tracing?: Tracing): Promise<Bot> {
  if (config.demo) await createDemo(data, clock(), dayAt(clock(), 'America/Sao_Paulo'));
  const inLanguage = (said: string | undefined): Words => words[localeOf(said) ?? 'pt-BR'];
  const localKey = createLocalKey();
  const metrics = new Metrics();
  const secret = createSecret(appSecret(config), config.APP_SECRET_PREVIOUS);
  const publicUrl = config.PUBLIC_URL.replace(/\/+$/, '');
  const { files } = await openFiles(config.FILES_URL, config.dataDir);
  const { provider, standIn } = await openProvider(config, publicUrl, data, log);
  const mailboxAt = config.SMTP_URL || !config.console ? undefined : '/mailbox';
  const surfaces: Surface[] = [];
  const readers = createReaders(surfaces);
  const adding = addingTo(config, publicUrl);
  const made = createCore({ data, secret, publicUrl, files, provider, readers, adding, clock, log });
  const core = measured(tracing?.core(made) ?? made, metrics);
  const linkTo = createLinkTo(surfaces);
  const house = { data, secret, publicUrl, files, provider, registry, log, linkTo, readers, adding };
  const opened = await openPlatforms(config, {
    core,
    drafts: createDrafts({ data, secret, clock }),
    learnt: createLearnt(data, clock),
    duty: (name) => createDuty({ data, name, log }),
    words: inLanguage,
    localeOf: (said) => localeOf(said) ?? 'pt-BR',
    commands: commandList(registry),
    shortcuts: shortcutList(registry),
    people: () => consolePeople(data),
    guide: async (said) => (config.demo ? guideOf(data, inLanguage(said), clock(), mailboxAt) : []),
    mailbox: mailboxAt,
    localKey,
    publicUrl,
    installs: (platform) => installsOf(house, platform, clock),
    page: createPage((said) => inLanguage(said).web),
    log,
  });
  surfaces.push(...opened);

  if (config.demo) await liveDemo(house, files, clock());
  const post = createPost(surfaces, (firmId, stored) => keepViewState(data, firmId, stored, clock()));
  const runs = runsOf(features, { house, post, linkTo, leave: createLeave(surfaces), files, clock });

  const mailer = config.SMTP_URL ? createMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, log }) : undefined;
  const mailbox = mailer
    ? undefined
    : createMailbox({
        mails: () => storedMails(data, secret, config.MAIL_FROM),
        from: config.MAIL_FROM,
        words: (said) => inLanguage(said).mail.mailbox,
        layout: (parts) => layout({ name: inLanguage(parts.lang).web.name, ...parts }),
        key: localKey,
        log,
      });
  const mail = mailSender({ deliver: (mailer ?? mailbox)!.send, from: config.MAIL_FROM, keep: mailbox !== undefined });
  const senders = { mail, ...runs.senders };
  const outbox = createOutbox({ data, secret, senders: tracing?.senders(senders) ?? senders, clock, log });
  const own = [sweep(data, log), ...(config.APP_SECRET_PREVIOUS ? [resealing(data, secret, log)] : [])];
  const tasks = [...own, ...runs.tasks];
  const minutes = createClock({ tasks: tracing?.tasks(tasks) ?? tasks, clock, log });
  const storage = createStorage({ data, tell: runs.cannotWrite, clock, log });
  const { workers } = runs;
  const how = createHealth({
    data,
    files: filesHealth(files),
    storage,
    clock,
    minutes,
    outbox,
    workers,
    backlogs: runs.health,
  });
  watched(metrics, how.counted);

  const web = createWeb({
    pages: runs.pages,
    platforms: () => surfaces.map((surface) => ({ platform: surface.platform, ok: surface.health().ok })),
    links: [
      ...installPaths(config).map(({ platform, path }) => ({ name: platform, href: path })),
      ...(config.console ? [{ name: 'console', href: '/console' }] : []),
      ...(config.console && mailboxAt ? [{ name: 'mailbox', href: mailboxAt }] : []),
    ],
    ready: how.ready,
    health: how.health,
    contact: config.SUPPORT_EMAIL,
    publicUrl,
    trustedProxies: config.TRUSTED_PROXIES,
    say: inLanguage,
    metrics,
    log,
  });
  const assistants = openAssistants({
    core,
    desk: runs.pages.assistants,
    publicUrl,
    trustedProxies: config.TRUSTED_PROXIES,
    own: surfaces.flatMap(({ assistant }) => assistant ?? []),
    log,
  });
  const mounts = [
    ...web.mounts,
    ...(assistants?.mounts ?? []),
    ...(standIn ? [standIn.mount] : []),
    ...surfaces.flatMap((surface) => surface.mounts),
    ...(mailbox && config.console ? [mailbox.mount] : []),
  ];
  const { HOST: host, PORT: listenOn } = config;
  const server = createServer({ host, port: listenOn, mounts, pages: web.pages, around: tracing?.request, log });

  if (standIn) await authorizeDemo(data, createAuthorization(house, clock), standIn.consent);
  await warmUp(house, core, surfaces);
  const { port } = await server.start();
  await Promise.all(surfaces.map((surface) => surface.start()));
  outbox.start();
  const peers = openWaking({ data, config, outbox, log });
  for (const worker of Object.values(workers)) worker.start();
  minutes.start();
  storage.start();
  how.begin();
  log.info(
    {
      port,
      platforms: surfaces.map((surface) => surface.platform),
      demo: config.demo,
      ms: Math.round(performance.now()),
    },
    'ready',
  );

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    log.info({}, 'stopping');
    storage.stop();
    const working = [...Object.values(workers), ...surfaces, ...(assistants ? [assistants] : [])].map((each) =>
      each.stop(),
    );
    await Promise.all([server.stop(), minutes.stop(), ...working]);
    await peers?.close();
    await outbox.stop();
    await mailer?.stop();
    await runs.settled();
    await standIn?.stop();
    files.close();
    await data.close();
    await tracing?.close();
  }
  return {
    port,
    open: config.console ? localKey.addressOf(`http://localhost:${port}`, '/console') : undefined,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}
