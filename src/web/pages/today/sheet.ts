import { addDays, daysBetween } from '../../../calendar/index.js';
import { startDayOf, type Activity, type Delivery } from '../../../facts/index.js';
import {
  BY_HAND,
  contactName,
  difficultiesIn,
  failed,
  late,
  sentText,
  todaysMessages,
  unanswered,
  whenText,
  type LinkFor,
  type Look,
} from '../../../reminders/index.js';
import { dayIn } from '../../../town/index.js';
import type { Words } from '../../words/index.js';

/** A text that waits to be passed on to one contact. */
export interface SheetMessage {
  readonly ids: readonly string[];
  /** Who it is for, as the office says it. */
  readonly to: string;
  readonly dueAt: string;
  /** As it is pasted, link and all. */
  readonly text: string;
  /** The page of each activity in it, to be scanned. */
  readonly links: readonly { readonly title: string; readonly url: string }[];
}

/** Something about one activity and one contact that wants a look. */
export interface SheetNote {
  readonly key: string;
  readonly title: string;
  readonly when: string;
  readonly who: string;
  /** What they said, why it did not arrive, since when nothing was heard. */
  readonly what: string;
  /** Their number; null where none is entered. */
  readonly phone: string | null;
}

/** The day's sheet. */
export interface Sheet {
  readonly waiting: readonly SheetMessage[];
  readonly difficulties: readonly SheetNote[];
  readonly failed: readonly SheetNote[];
  readonly unanswered: readonly SheetNote[];
  readonly late: readonly SheetNote[];
  readonly answered: readonly SheetNote[];
  /** Passed on today. */
  readonly sentToday: number;
}

/** No reminder has so many bytes; by hand nothing is cut. */
const UNCUT = Number.MAX_SAFE_INTEGER;

/** Days that an answer stays in sight. */
const IN_SIGHT_DAYS = 7;

/** Who answered “收到” lately, the newest first; what is done or over wants no look. */
function received(look: Look, today: string): { activity: Activity; contact: string; at: string }[] {
  const from = addDays(today, 1 - IN_SIGHT_DAYS);
  return [...look.activities.values()]
    .filter(({ status, end }) => status !== 'cancelled' && status !== 'done' && end.slice(0, 10) >= today)
    .flatMap((activity) =>
      look
        .answersTo(activity)
        .filter(({ answer, at }) => answer === 'received' && at >= from)
        .map(({ contact, at }) => ({ activity, contact, at })),
    )
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** Everything the office should see. */
export function sheetOf(look: Look, linkFor: LinkFor, { today: t, activities: { channels } }: Words): Sheet {
  const { town, contacts } = look;
  const today = dayIn(look.at, town.zone);
  const agoText = (instant: string): string => t.ago(daysBetween(instant.slice(0, 10), today));
  const note = (contact: string, activity: Activity | undefined, start: string, what: string): SheetNote => ({
    key: `${activity?.id ?? start} ${contact} ${what}`,
    title: activity?.title ?? t.gone,
    when: activity ? whenText(activity, town) : start.slice(0, 10),
    who: contactName(contact, town, contacts),
    what,
    phone: contacts.find(({ id }) => id === contact)?.phone ?? null,
  });
  const ofDelivery = (what: (delivery: Delivery) => string) => (delivery: Delivery) => {
    const { contact, activity, start } = delivery;
    const about = note(contact, look.activities.get(activity), start, what(delivery));
    const deadline = look.deadlines.get(activity);
    return deadline ? { ...about, title: deadline.duty.name } : about;
  };
  /** Two reminders about the same, with the same fate, are one line. */
  const distinct = (notes: readonly SheetNote[]): SheetNote[] => [
    ...new Map(notes.map((item) => [item.key, item])).values(),
  ];
  return {
    waiting: todaysMessages(look, linkFor).map(({ message, contact, ids, to, dueAt }) => ({
      ids,
      to,
      dueAt,
      text: sentText(message, UNCUT),
      links: message.activities.flatMap(({ id, title }) => {
        const url = linkFor(contact, id);
        return url === null ? [] : [{ title, url }];
      }),
    })),
    difficulties: difficultiesIn(look).map(({ activity, answer }) =>
      note(answer.contact, activity, activity.start, answer.reason ?? t.noReason),
    ),
    failed: distinct(
      failed(look).map(
        ofDelivery(({ channel, attempts }) =>
          t.failedBy(channels[channel], attempts.at(-1)?.result ?? t.notSent),
        ),
      ),
    ),
    unanswered: unanswered(look).map(({ activity, contact, since }) =>
      note(contact, activity, startDayOf(activity), t.silentSince(agoText(since))),
    ),
    late: distinct(late(look).map(ofDelivery(({ channel }) => t.lateBy(channels[channel])))),
    answered: received(look, today).map(({ activity, contact, at }) =>
      note(contact, activity, activity.start, t.receivedAt(agoText(at), at.slice(11, 16))),
    ),
    sentToday: [...look.deliveries.values()].filter(
      ({ channel, state, attempts }) =>
        channel === BY_HAND &&
        (state === 'sent' || state === 'acknowledged') &&
        attempts.at(-1)?.at.startsWith(today),
    ).length,
  };
}
