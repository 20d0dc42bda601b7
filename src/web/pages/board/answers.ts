import type { Activity, Delivery } from '../../../facts/index.js';
import {
  contactName,
  failed,
  late,
  messageOf,
  nextEscalation,
  officeAddresses,
  sentText,
  sortOf,
  tellsOfActivity,
  todaysMessages,
  unanswered,
  type Look,
  type NextEscalation,
} from '../../../reminders/index.js';
import type { BoardFacts } from './facts.js';
import type { Scope } from './scope.js';

/** No reminder has so many bytes; by hand nothing is cut. */
const UNCUT = Number.MAX_SAFE_INTEGER;

/** A text that waits to be passed on by hand. */
export interface Waiting {
  readonly ids: readonly string[];
  readonly to: string;
  readonly dueAt: string;
  readonly text: string;
}

/** Somebody who was told of an activity and has not answered. */
export interface Silent {
  readonly activity: Activity;
  readonly who: string;
  readonly phone: string | null;
  /** ISO 8601 in the town's zone. */
  readonly since: string;
  /** Null: nobody else is told by itself. */
  readonly next: NextEscalation | null;
  /** Whom the silence has reached already; null: nobody yet. */
  readonly reached: NextEscalation['to'] | null;
  /** What they were told, to be sent once more; null for eyes that it is not for. */
  readonly text: string | null;
}

/** What did not reach somebody, for one reason. */
export interface Undelivered {
  readonly key: string;
  /** What it is about: activities' titles, deadlines' names; of what is gone, nothing. */
  readonly titles: readonly string[];
  readonly who: string;
  readonly phone: string | null;
  /** When the first of it fell due. */
  readonly dueAt: string;
  readonly state: 'failed' | 'missed';
  /** What the channel answered, as it said it; null where nothing was tried. */
  readonly result: string | null;
}

/** How the reminders fare. */
export interface Answers {
  readonly waiting: readonly Waiting[];
  readonly silent: readonly Silent[];
  readonly undelivered: readonly Undelivered[];
}

/** The delivery by which somebody was told of an activity as it stands, the last of several. */
const toldBy = (look: Look, activity: Activity, contact: string): Delivery | undefined =>
  look
    .about(activity.id)
    .filter(
      (one) =>
        one.contact === contact &&
        one.state === 'sent' &&
        one.start === activity.start &&
        tellsOfActivity(one.rule),
    )
    .at(-1);

/** How far an escalation has come: by what is on its way or was sent. */
function reachedBy(look: Look, activity: Activity): Silent['reached'] {
  const steps = look
    .about(activity.id)
    .filter(({ rule, start }) => sortOf(rule) === 'escalation' && start === activity.start);
  if (steps.length === 0) return null;
  const office = new Set(officeAddresses(look.contacts).map(({ contact }) => contact));
  return steps.some(({ contact }) => office.has(contact)) ? 'office' : 'second-contact';
}

/** What did not arrive, person by person and reason by reason. */
function undeliveredIn(look: Look, scope: Scope): Undelivered[] {
  const found = new Map<string, Undelivered>();
  for (const delivery of [...failed(look), ...late(look)]) {
    const { activity, contact, attempts, dueAt } = delivery;
    if (!scope.seesRecipient(contact)) continue;
    const state = delivery.state === 'failed' ? 'failed' : 'missed';
    const result = state === 'failed' ? (attempts.at(-1)?.result ?? null) : null;
    const key = [contact, state, result].join(' ');
    const known = found.get(key);
    const title = look.deadlines.get(activity)?.duty.name ?? look.activities.get(activity)?.title;
    const titles = new Set([...(known?.titles ?? []), ...(title === undefined ? [] : [title])]);
    found.set(key, {
      key,
      titles: [...titles],
      who: contactName(contact, look.town, look.contacts),
      phone: scope.phoneOf(contact),
      dueAt: known?.dueAt ?? dueAt,
      state,
      result,
    });
  }
  return [...found.values()];
}

/** What waits for a person: a text to pass on, an answer, a call. */
export function answersOf({ look, linkFor }: BoardFacts, scope: Scope): Answers {
  const { town, contacts } = look;
  return {
    waiting: scope.whole
      ? todaysMessages(look, linkFor).map(({ ids, to, dueAt, message }) => ({
          ids,
          to,
          dueAt,
          text: sentText(message, UNCUT),
        }))
      : [],
    silent: unanswered(look)
      .filter(({ activity, contact }) => scope.sees(activity) && scope.seesRecipient(contact))
      .map(({ activity, contact, since }): Silent => {
        const told = scope.whole ? toldBy(look, activity, contact) : undefined;
        return {
          activity,
          who: contactName(contact, town, contacts),
          phone: scope.phoneOf(contact),
          since,
          next: nextEscalation(activity, look),
          reached: reachedBy(look, activity),
          text: told ? sentText(messageOf([told], look, linkFor), UNCUT) : null,
        };
      })
      .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0)),
    undelivered: undeliveredIn(look, scope),
  };
}
