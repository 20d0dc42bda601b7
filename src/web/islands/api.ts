import { base } from './base.js';
import type { Times } from './slot.js';

/** An activity as the API shows it; what the page needs of it. */
export interface Activity extends Times {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly status: 'planned' | 'confirmed' | 'done' | 'cancelled';
  readonly pinned: boolean;
  readonly revision: number;
  readonly reasons: readonly string[];
}

export interface Warning {
  readonly message: string;
}

/** What a change would do: the rules it breaks, and whom it tells of it; null where the server does not say. */
export interface Outlook {
  readonly warnings: readonly Warning[];
  readonly told: readonly string[] | null;
}

export type Answer<T> =
  | { readonly ok: true; readonly body: T }
  /** `status` 0: no answer came. */
  | { readonly ok: false; readonly status: number; readonly detail: string };

async function ask<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
  try {
    const response = await fetch(`${base}/api/v1${path}`, {
      ...init,
      cache: 'no-store',
      credentials: 'same-origin',
    });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, body: body as T };
    const { detail = '', errors = [] } = body as {
      detail?: string;
      errors?: readonly { message: string }[];
    };
    const said = errors.length > 0 ? errors.map(({ message }) => message).join('；') : detail;
    return { ok: false, status: response.status, detail: said };
  } catch {
    return { ok: false, status: 0, detail: '' };
  }
}

const change = (activity: Pick<Activity, 'revision'>, patch: object): RequestInit => ({
  method: 'PATCH',
  headers: { 'Content-Type': 'application/json', 'If-Match': `"${activity.revision}"` },
  body: JSON.stringify(patch),
});

const pathOf = (id: string): string => `/activities/${encodeURIComponent(id)}`;

export const getActivity = (id: string): Promise<Answer<Activity>> => ask(pathOf(id));

export const getPlan = (
  id: string,
): Promise<
  Answer<{
    readonly state: string;
    readonly progress: {
      readonly best: number | null;
      readonly bound: number | null;
      readonly seconds: number;
    };
  }>
> => ask(`/plans/${encodeURIComponent(id)}`);

/** Changes an activity as it was seen; 412 when somebody was faster. */
export const changeActivity = (activity: Activity, patch: object): Promise<Answer<Activity>> =>
  ask(pathOf(activity.id), change(activity, patch));

/** What the same would do; nothing is kept. */
export async function rehearse(activity: Activity, patch: object): Promise<Answer<Outlook>> {
  const answer = await ask<{
    readonly result: { readonly warnings: readonly Warning[] };
    readonly notifies?: readonly { readonly contact: string }[];
  }>(`${pathOf(activity.id)}?dry-run=1`, change(activity, patch));
  if (!answer.ok) return answer;
  const { result, notifies } = answer.body;
  const told = notifies ? [...new Set(notifies.map(({ contact }) => contact))] : null;
  return { ok: true, body: { warnings: result.warnings, told } };
}
