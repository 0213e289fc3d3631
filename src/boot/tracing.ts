import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Attributes, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { AroundStatement } from '../data/statement.ts';
import type { Task } from '../jobs/clock.ts';
import type { Sender } from '../jobs/sender.ts';
import type { Asked, Core } from '../kit/incoming.ts';
import type { Registry } from '../kit/registry.ts';
import { nameOf } from '../kit/typed.ts';
import { version } from '../version.ts';
import { watchCalls } from './tracing/calls.ts';
import { statementName } from './tracing/statement.ts';

/** What is asked about itself all day, and would be most of what there is. */
const unasked = /^\/(readyz|healthz|metrics|assets)\b/;

interface Begun {
  kind?: SpanKind;
  attributes?: Attributes;
  /** Of its own, and no part of what happened to ask for it. */
  root?: boolean;
}

/**
 * Request, dispatch, database and platform as spans. They say what kind of thing happened, where and how long: names that stand in our code, hosts
 * and numbers. Nothing anybody typed, no address beyond its first part, no values, and of an error its name alone.
 */
export function openTracing({ to, registry }: { to: string; registry: Registry }) {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'carteira', 'service.version': version }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${to.replace(/\/+$/, '')}/v1/traces` }))],
  });
  const tracer = provider.getTracer('carteira', version);
  const current = new AsyncLocalStorage<Span>();
  /** What it is done for, ended or not: a platform is acknowledged before the work, and told the answer after it. */
  const cause = (): Span | undefined => current.getStore();

  const begin = (name: string, { kind = SpanKind.INTERNAL, attributes, root }: Begun = {}): Span => {
    const above = root ? undefined : cause();
    return tracer.startSpan(name, { kind, attributes }, above ? trace.setSpan(ROOT_CONTEXT, above) : ROOT_CONTEXT);
  };
  const fail = (span: Span, error: unknown) => {
    const { code, name } = error as { code?: unknown; name?: unknown };
    span.setAttribute('error.type', /^[\w-]{1,60}$/.test(String(code)) ? String(code) : String(name).slice(0, 60));
    span.setStatus({ code: SpanStatusCode.ERROR });
  };
  async function within<T>(span: Span, run: () => Promise<T>, said?: (result: T) => Attributes): Promise<T> {
    try {
      const result = await current.run(span, run);
      if (said) span.setAttributes(said(result));
      return result;
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  }

  const statement: AroundStatement = (sql, run) => {
    // The outbox looks whenever somebody has written, and at its own time: both belong to nothing.
    if (!cause()?.isRecording()) return run();
    const { operation, table } = statementName(sql);
    const attributes = { 'db.operation.name': operation, ...(table && { 'db.collection.name': table }) };
    return within(begin(table ? `${operation} ${table}` : operation, { kind: SpanKind.CLIENT, attributes }), run);
  };

  /** What was asked, where that is a name of ours. */
  const knownName = (asked: Asked): string => {
    const name = asked.kind === 'home' ? 'home' : nameOf(asked);
    const bare = name.replace(/^(\/|shortcut )/, '');
    const { commands, actions, forms, shortcuts } = registry;
    return [commands, actions, forms, shortcuts].some((known) => known.has(bare)) ? name : asked.kind;
  };

  const calls = watchCalls({
    cause,
    begin: (name, attributes) => begin(name, { kind: SpanKind.CLIENT, attributes }),
    fail,
  });

  return {
    statement,
    /** Ends with the answer's last byte. */
    request: async (request: IncomingMessage, response: ServerResponse, answer: () => Promise<void>): Promise<void> => {
      const path = request.url?.split('?', 1)[0] ?? '/';
      if (unasked.test(path)) return answer();
      const method = /^[A-Z]{3,7}$/.test(request.method ?? '') ? request.method! : 'OTHER';
      const span = begin(method, { kind: SpanKind.SERVER, root: true, attributes: { 'http.request.method': method } });
      response.once('close', () => {
        // Behind the first part stands what may open a door; of what is nowhere not even that is kept.
        const route = response.statusCode === 404 ? undefined : `/${path.split('/')[1]}`;
        if (route) span.updateName(`${method} ${route}`).setAttribute('http.route', route);
        span.setAttribute('http.response.status_code', response.statusCode);
        if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      });
      // A body that is listened to comes in the connection's own time: whoever listens does it for this request all the same.
      const emit = request.emit.bind(request) as (...event: unknown[]) => boolean;
      request.emit = (...event: unknown[]) => current.run(span, emit, ...event);
      await current.run(span, answer);
    },
    core: (core: Core): Core => ({
      plan: core.plan,
      handle: (incoming) => {
        const { platform } = incoming.place;
        const attributes = { 'carteira.platform': platform, 'carteira.asked': incoming.asked.kind };
        return within(
          begin(`dispatch ${knownName(incoming.asked)}`, { attributes }),
          () => core.handle(incoming),
          (outcome) => ({
            'carteira.answer': outcome.kind === 'view' && outcome.refused ? 'refused' : outcome.kind,
          }),
        );
      },
    }),
    senders: <Kind extends string>(senders: Readonly<Record<Kind, Sender>>): Record<Kind, Sender> =>
      Object.fromEntries(
        Object.entries<Sender>(senders).map(([kind, sender]) => [
          kind,
          {
            ...sender,
            send: (...sent: Parameters<Sender['send']>) =>
              within(
                begin(`send ${kind}`, { kind: SpanKind.PRODUCER, root: true }),
                () => sender.send(...sent),
                ({ ok }) => ({ 'carteira.delivered': ok }),
              ),
          },
        ]),
      ) as Record<Kind, Sender>,
    tasks: (tasks: readonly Task[]): Task[] =>
      tasks.map(({ name, run }) => ({
        name,
        run: (now) => within(begin(`clock ${name}`, { root: true }), () => run(now)),
      })),
    /** Sends what is left; a collector that does not answer keeps nobody. */
    close: async (): Promise<void> => {
      calls.close();
      const sent = provider.shutdown().catch(() => undefined);
      await Promise.race([sent, sleep(2000, undefined, { ref: false })]);
    },
  };
}

export type Tracing = ReturnType<typeof openTracing>;
