import type { Fail } from './port.ts';

/** What an answer that is not a success says, in whichever of the shapes it comes. */
export interface ApiRefusal {
  said: string;
  /** The gatekeeper's word for the plan; undefined when it is not the gatekeeper who speaks. */
  plan?: string;
  /** Of the token endpoint. */
  subtype?: string;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `{code,message}`, `{error}`, Spring's `{status,error,message,path}`, `{descricao_erro,status_conta}`, OAuth's, or no JSON at all. */
export function readRefusal(body: string): ApiRefusal {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { said: body.slice(0, 200) };
  }
  if (!isObject(value)) return { said: '' };
  if ('status_conta' in value || 'descricao_erro' in value)
    return { said: text(value.descricao_erro), plan: text(value.status_conta) };
  return {
    said: text(value.message) || text(value.error_description) || text(value.error),
    ...(typeof value.error_subtype === 'string' || value.error === 'invalid_grant' || value.error === 'invalid_client'
      ? { subtype: text(value.error_subtype) || text(value.error) }
      : {}),
  };
}

/** The plan's status words are an open list; only the end of a trial is told apart. */
export const planProblem = (plan: string): 'blocked' | 'trial_ended' =>
  /TRIAL/i.test(plan) ? 'trial_ended' : 'blocked';

/** Whether trying again may help. */
export const isPassing = (status: number): boolean => status === 429 || status === 408 || status >= 500;

/** The error for an answer that will not get better by itself. */
export function refusalError(fail: Fail, status: number, { said, plan }: ApiRefusal, retryAfter?: number): Error {
  if (status === 403 && plan !== undefined) return fail(planProblem(plan), { status: plan, said });
  if (status === 429) return fail('rate_limited', { said, retryAfter });
  if (status === 401) return fail('expired', { said });
  if (status === 404) return fail('not_found', { said });
  if (status >= 400 && status < 500 && status !== 408) return fail('bad_request', { said });
  return fail('unavailable', { said, retryAfter });
}
