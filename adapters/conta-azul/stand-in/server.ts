import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type ApiRequest, noRoute, refusals, refuse } from './answers.ts';
import type { Company, CompanyIn } from './company.ts';
import { finance } from './finance.ts';
import { createLimits, type Limit } from './limits.ts';
import { bearer, consent, readAuthorize, revoke, token, wellKnown } from './oauth.ts';
import { type LeavesOut, leaveOut } from './omit.ts';
import { loginPage, refusedPage } from './page.ts';
import { capture, papers } from './papers.ts';
import { createState, type State } from './state.ts';

/**
 * A stand-in for the API of Conta Azul: what its documents and its users say of it, with its quirks, on one's own machine. It is not
 * Conta Azul, and says so wherever it shows.
 */
export interface StandIn {
  state: State;
  /** Answers what is asked of it; `base` is the path it is mounted at. */
  handle(request: IncomingMessage, response: ServerResponse, base?: string): void;
  /** On loopback, at a port of its own: where. */
  listen(): Promise<string>;
  stop(): Promise<void>;
  /** What was asked for, oldest first; only the last 10,000. */
  requests: { method: string; path: string; query: string; companyId: string; status: number; at: number }[];
  /** The next `times` requests to paths like this go wrong. */
  trouble(path: RegExp, how: Trouble, times?: number): void;
  /** A person of the company opens an authorize address and consents: where their browser is sent. */
  consent(authorizeUrl: string, document: string): string;
  /** The company takes its consent back. Nobody is told. */
  revoke(document: string): void;
  /** Whether an old refresh token that is tried again ends the newest one too. */
  reuseKills: boolean;
}

/** `slow`: no answer for so many milliseconds. `cut`: the connection ends without one. `half`: within one. `notJson`: a page of HTML. */
export type Trouble =
  | { slow: number }
  | 'cut'
  | 'half'
  | 'notJson'
  | { status: number; body?: unknown; html?: string; headers?: Record<string, string> };

export interface StandInOptions {
  companies: readonly CompanyIn[];
  clientId?: string;
  clientSecret?: string;
  clock?(): Date;
  /** Milliseconds that never go back: for the rate limits. */
  ticks?(): number;
  /** What a company may ask; as the real one has it, when absent. */
  limits?: readonly Limit[];
  /** Where connections outlive the process. */
  file?: string;
  /** How long an answer takes at least, in milliseconds. */
  latency?: number;
  /** What its answers leave out of what the real ones may; nothing, when absent. */
  leavesOut?: LeavesOut;
}

const mostBody = 12 * 1024 * 1024;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBody) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, body, bytes, text, html, headers }: Answer, half = false): void {
  const [type, content] =
    bytes !== undefined
      ? ['application/octet-stream', bytes]
      : html !== undefined
        ? ['text/html; charset=utf-8', html]
        : text !== undefined
          ? ['text/plain; charset=utf-8', text]
          : body === undefined
            ? [undefined, '']
            : ['application/json; charset=utf-8', JSON.stringify(body)];
  const whole = Buffer.from(content);
  response.writeHead(status, {
    ...(type ? { 'content-type': type } : {}),
    ...(status === 204 ? {} : { 'content-length': whole.length }),
    ...headers,
  });
  if (half) response.write(whole.subarray(0, Math.max(1, whole.length >> 1)), () => response.destroy());
  else response.end(status === 204 ? undefined : whole);
}

/** A day in São Paulo, which has been three hours behind since 2019. */
const dayOf = (at: Date) => new Date(at.getTime() - 3 * 3_600_000).toISOString().slice(0, 10);

export function createStandIn(options: StandInOptions): StandIn {
  const { clientId = 'stand-in', clientSecret = 'stand-in-secret', clock = () => new Date(), latency = 0 } = options;
  const state = createState({ clientId, clientSecret, companies: options.companies, file: options.file });
  const limited = createLimits(options.ticks ?? (() => performance.now()), options.limits);
  const troubles: { path: RegExp; how: Trouble; times: number }[] = [];

  async function answer(
    request: IncomingMessage,
    asked: ApiRequest,
    base: string,
  ): Promise<Answer & { company?: Company }> {
    const now = clock().getTime();
    const { path, query } = asked;
    const { method = 'GET' } = request;
    if (path === '/' || path === '/oauth/authorize') {
      if (method === 'GET') return loginPage([...state.companies.values()], `${base}/`);
      const body = new URLSearchParams((await bodyOf(request)).toString());
      const wanted = readAuthorize(state, new URLSearchParams(body.get('asked') ?? ''));
      if (typeof wanted === 'string') return refusedPage(wanted);
      const document = (body.get('document') ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
      const company = document
        ? (state.companyBy(document) ?? state.add({ document, name: `Empresa ${document.slice(0, 8)} do simulador` }))
        : state.companies.get(body.get('company') ?? '');
      return company
        ? { status: 303, headers: { location: consent(state, wanted, company, now) } }
        : refusedPage('company');
    }
    if (path === '/oauth/token' && method === 'POST')
      return token(
        state,
        request.headers.authorization,
        new URLSearchParams((await bodyOf(request)).toString()),
        now,
        standIn.reuseKills,
      );
    if (path.startsWith('/.well-known/')) return wellKnown(path, `http://${request.headers.host}${base}`);

    const who = bearer(state, request.headers.authorization, now);
    if (!who) return refuse(path, 401, 'The Token has expired.');
    const { company } = who;
    // In the order of the real one: the plan is looked at before there is any route.
    if (company.blocked) return { ...refusals.gate(company.blocked), company };
    if (limited(company.id))
      return { ...refuse(path, 429, 'Limite de requisições excedido.'), headers: { 'retry-after': '1' }, company };
    const connection = /^\/oauth\/connections\/([^/]+)$/.exec(path)?.[1];
    if (connection && method === 'DELETE') return { ...revoke(state, company, connection), company };
    if (path === '/v1/captura/documentos' && method === 'POST') {
      const body = new Request('http://stand-in/', {
        method,
        headers: { 'content-type': request.headers['content-type'] ?? '' },
        body: new Uint8Array(await bodyOf(request)),
      });
      return { ...(await capture(state, company, path, body, now)), company };
    }
    if (method !== 'GET') return { ...noRoute, company };
    const today = dayOf(clock());
    return {
      ...(finance(company, { path, query }, today) ?? papers(state, company, { path, query }, today, now) ?? noRoute),
      company,
    };
  }

  async function serve(request: IncomingMessage, response: ServerResponse, base: string): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const path = url.pathname.slice(base.length) || '/';
    const trouble = troubles.find((each) => each.times > 0 && each.path.test(path));
    if (trouble) trouble.times--;
    const how = trouble?.how;
    const record = (status: number, companyId = '') => {
      standIn.requests.push({
        method: request.method ?? 'GET',
        path,
        query: url.search,
        companyId,
        status,
        at: performance.now(),
      });
      if (standIn.requests.length > 10_000) standIn.requests.shift();
    };
    if (how === 'cut') {
      record(0);
      request.socket.destroy();
      return;
    }
    if (typeof how === 'object' && 'slow' in how) {
      record(0);
      await sleep(how.slow, undefined, { ref: false });
    } else if (latency > 0) await sleep(latency);
    if (how === 'notJson' || (typeof how === 'object' && 'status' in how)) {
      const given: Answer =
        how === 'notJson' ? { status: 200, html: '<html><body>Estamos em manutenção</body></html>' } : how;
      record(given.status);
      return send(response, given);
    }
    const { company, ...given } = await answer(request, { path, query: url.searchParams }, base);
    record(given.status, company?.id);
    const thin = options.leavesOut && given.status < 300 && given.body !== undefined;
    send(
      response,
      thin ? { ...given, body: leaveOut(given.body, path + url.search, options.leavesOut!) } : given,
      how === 'half',
    );
  }

  const http = createServer((request, response) => standIn.handle(request, response));
  const standIn: StandIn = {
    state,
    requests: [],
    reuseKills: false,
    trouble: (path, how, times = 1) => void troubles.push({ path, how, times }),
    handle: (request, response, base = '') => {
      serve(request, response, base).catch((error: unknown) => {
        if (!response.headersSent)
          send(response, {
            status: 500,
            text: `the stand-in failed: ${error instanceof Error ? error.message : error}`,
          });
      });
    },
    consent: (authorizeUrl, document) => {
      const wanted = readAuthorize(state, new URLSearchParams(authorizeUrl.split('?')[1] ?? ''));
      if (typeof wanted === 'string') throw new Error(`the authorize address is wrong: ${wanted}`);
      const company = state.companyBy(document);
      if (!company) throw new Error(`the stand-in has no company ${document}`);
      return consent(state, wanted, company, clock().getTime());
    },
    revoke: (document) => {
      const company = state.companyBy(document)!;
      revoke(state, company, company.id);
    },
    listen: () =>
      new Promise((resolve) =>
        http.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(http.address() as AddressInfo).port}`)),
      ),
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return standIn;
}
