import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Attributes, type Span, SpanStatusCode } from '@opentelemetry/api';

interface CallParts {
  cause(): Span | undefined;
  begin(name: string, attributes: Attributes): Span;
  fail(span: Span, error: unknown): void;
}

type Told = (message: unknown) => void;

/**
 * What is asked of platforms, as undici tells it of itself: everything that goes out by `fetch`, Node's own or a library's. Paths are left out:
 * Discord has tokens in them.
 */
export function watchCalls({ cause, begin, fail }: CallParts): { close(): void } {
  const spans = new WeakMap<object, Span>();
  const end = (request: object, last?: (span: Span) => void) => {
    const span = spans.get(request);
    if (!span) return;
    spans.delete(request);
    last?.(span);
    span.end();
  };
  const listeners: Readonly<Record<string, Told>> = {
    'undici:request:create': (message) => {
      const { request } = message as { request: { origin?: string | URL; method: string } };
      if (!cause()) return;
      const host = URL.canParse(String(request.origin)) ? new URL(String(request.origin)).host : 'somewhere';
      const attributes = { 'http.request.method': request.method, 'server.address': host };
      spans.set(request, begin(`${request.method} ${host}`, attributes));
    },
    'undici:request:headers': (message) => {
      const { request, response } = message as { request: object; response: { statusCode: number } };
      const span = spans.get(request);
      span?.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 400) span?.setStatus({ code: SpanStatusCode.ERROR });
    },
    'undici:request:trailers': (message) => end((message as { request: object }).request),
    'undici:request:error': (message) => {
      const { request, error } = message as { request: object; error: unknown };
      end(request, (span) => fail(span, error));
    },
  };
  for (const [name, listener] of Object.entries(listeners)) subscribe(name, listener);
  return {
    close: () => {
      for (const [name, listener] of Object.entries(listeners)) unsubscribe(name, listener);
    },
  };
}
