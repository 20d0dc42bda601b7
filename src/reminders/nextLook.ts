import { addDays, isDay } from '../calendar/index.js';
import { startDayOf, type Activity, type Delivery } from '../facts/index.js';
import { dayIn, instantOf, isoIn } from '../town/index.js';
import { waitsForHand } from './channels/index.js';
import { deadlineInstants } from './deadlines.js';
import { appliesTo } from './dues.js';
import { nextEscalation } from './escalations.js';
import { instantIn, type Look } from './look.js';
import { sortOf } from './sorts.js';
import type { Work } from './work.js';

/*
 * When a town must be looked at again if nobody changes its facts, for a minute that had nothing to do. What time alone
 * brings about stands here, with the function that it is read from; what takes more than a day to come may be left out, for
 * every town is looked at again within two hours (`Watch`).
 */

const midnight = (day: string, look: Look): string =>
  isoIn(instantOf(day, '00:00', look.town.zone), look.town.zone);

/** When a rule falls due (`ruleDues`), of what starts on the days that it speaks of today and tomorrow. */
function ruleInstants(look: Look): string[] {
  const today = dayIn(look.at, look.town.zone);
  const windows = look.town.rules.map((rule) => ({
    rule,
    from: addDays(today, -rule.offsetDays),
    to: addDays(today, 1 - rule.offsetDays),
  }));
  const instants: string[] = [];
  for (const activity of look.activities.values()) {
    const day = startDayOf(activity);
    for (const { rule, from, to } of windows)
      if (day >= from && day <= to && appliesTo(rule, activity, look))
        instants.push(look.hours.times(rule, day).dueAt);
  }
  return instants;
}

/** When the silence about an activity reaches the next (`escalations`). */
const escalationInstants = (look: Look): string[] =>
  [...look.activities.values()].flatMap((activity) => nextEscalation(activity, look)?.at ?? []);

/** When an instant of an activity has come: its beginning (`hasBegun`), or that it is over (`isOver`). */
const beginsAt = (start: string, look: Look): string => (isDay(start) ? midnight(start, look) : start);
const isOverAt = (end: string, look: Look): string => (isDay(end) ? midnight(addDays(end, 1), look) : end);

/** When what stands open or is held may stand no longer: it is too late, or what it is about begins, or is over. */
function endsOf(delivery: Delivery, activity: Activity | undefined, look: Look): string[] {
  const rule = look.town.rules.find(({ id }) => id === delivery.rule);
  const lastAt = rule && look.hours.times(rule, startDayOf(delivery)).lastAt;
  const told = look.about(delivery.activity).flatMap((item) => item.told?.end ?? []);
  return [
    // Its last minute is still in time.
    ...(lastAt === undefined
      ? []
      : [isoIn(instantIn(lastAt, look).startOf('minute').plus({ minutes: 1 }), look.town.zone)]),
    ...(activity ? [beginsAt(activity.start, look)] : []),
    ...(activity ? [activity.end, ...told] : told).map((end) => isOverAt(end, look)),
  ];
}

/** When what is held at this hour may go (`gateAt`). */
function gateInstants(delivery: Pick<Delivery, 'rule'>, look: Look): string[] {
  const { hours, at, town } = look;
  const sort = sortOf(delivery.rule);
  const opening = [hours.awake(at), ...(sort === 'escalation' ? [hours.working(at)] : [])];
  if (sort === 'missed')
    opening.push(hours.awake(instantOf(addDays(dayIn(at, town.zone), 1), '00:00', town.zone)));
  return opening.map((instant) => isoIn(instant, town.zone));
}

/** When an open claim may be taken up again (`workOf`); one that somebody is sending is looked after each minute. */
const claimInstants = (delivery: Delivery, look: Look): string[] => {
  if (delivery.claim !== null) return [look.now];
  return waitsForHand(delivery) || delivery.retryAt === null ? [] : [delivery.retryAt];
};

/**
 * When a town must be looked at again, ISO 8601 in its zone; null when nothing is known to come within the day.
 *
 * @param work what the look has given: of all that it would do, this minute has done or tried everything
 */
export function nextLookAt(look: Look, { puts, ready, held, open }: Work): string | null {
  // What was not sent this minute waits for its turn; what was stored has changed what follows.
  if (puts.length + ready.length > 0) return look.now;
  const claims = open.flatMap((delivery) => claimInstants(delivery, look));
  if (claims.includes(look.now)) return look.now;
  const later = [
    ...claims,
    ...ruleInstants(look),
    ...escalationInstants(look),
    ...deadlineInstants(look),
    ...[...open, ...held].flatMap((delivery) =>
      endsOf(delivery, look.activities.get(delivery.activity), look),
    ),
    ...held.flatMap((delivery) => gateInstants(delivery, look)),
  ].filter((instant) => instant > look.now);
  return later.reduce<string | null>(
    (next, instant) => (next === null || instant < next ? instant : next),
    null,
  );
}
