import type { Ctx } from '../../kit/ctx.ts';
import type { Request } from '../schema.ts';
import { renewable } from './renewable.ts';
import { whoDecided, whoIs } from './requests.ts';
import { type RequestSubject, standingOf } from './subject.ts';

/** What a request's card tells besides the request itself. */
export interface Around {
  /** Who decided, and who ended what came of it. */
  who: string;
  ended: string;
  /** Whom in the portfolio it may be about. */
  standing: RequestSubject;
  /** How the client's authorisation stands, as long as the connection that came of it does. */
  access?: { state: string; status: string };
  /** Whether it can be sent once more. */
  renewable: boolean;
}

const accessOf = async (ctx: Ctx, { state, endedAt, clientId, firmId }: Request) =>
  state === 'accepted' && !endedAt && clientId
    ? ctx.data.db.grant.findFirst({ where: { clientId, firmId }, select: { state: true, status: true } })
    : undefined;

export async function aroundOf(ctx: Ctx, request: Request): Promise<Around> {
  const asks = request.state === 'pending' && request.direction === 'client_to_firm';
  return {
    who: await whoDecided(ctx, request),
    ended: request.endedAt ? await whoIs(ctx, request.firmId, request.endedBy) : '',
    standing: asks ? await standingOf(ctx.data.db, request) : {},
    access: (await accessOf(ctx, request)) ?? undefined,
    renewable: await renewable(ctx.data.db, request),
  };
}
