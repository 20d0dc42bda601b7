import { DateTime } from 'luxon';

/*
 * What cadres must and must not be told, written from DESIGN §4.6 alone: it reads the texts that they got and the
 * history of the activities, and shares no code with the sender.
 */

const ZONE = 'Asia/Shanghai';
const MINUTE = 60_000;

/** An activity as it stood from an instant on. Instants in epoch milliseconds, by minutes. */
export interface Version {
  readonly at: number;
  readonly id: string;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly place: string;
  readonly village: string | null;
  readonly lawyer: string | null;
  readonly cancelled: boolean;
}

export interface Rule {
  readonly id: string;
  readonly offsetDays: number;
  /** Wall clock. */
  readonly time: string;
  readonly to: readonly string[];
  /** Minutes. */
  readonly maxLate: number;
}

export interface History {
  readonly versions: readonly Version[];
  readonly received: readonly { readonly at: number; readonly contact: string; readonly text: string }[];
  /** Messages that a channel refused for the moment; they come later. */
  readonly refused: readonly { readonly at: number; readonly contact: string }[];
  readonly answers: readonly {
    readonly at: number;
    readonly contact: string;
    readonly id: string;
    readonly start: number;
  }[];
  /** When the program looked; between two it slept or was down. */
  readonly ticks: readonly number[];
}

export interface People {
  /** Contacts of each village, the first first. */
  readonly villages: Readonly<Record<string, readonly string[]>>;
  readonly lawyers: Readonly<Record<string, string>>;
  readonly office: readonly string[];
}

export interface TownHours {
  readonly isWorkday: (day: string) => boolean;
  /** Spans of a workday, wall clock. */
  readonly working: readonly (readonly [string, string])[];
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly quietToOnDaysOff: string;
  /** Working minutes without an answer. */
  readonly escalateAfter: number;
}

/** How long what was refused may take to come, the back-off's cap and its spread, in milliseconds. */
const REFUSED_GRACE = 75 * MINUTE;

const local = (at: number): DateTime => DateTime.fromMillis(at, { zone: ZONE });
const dayOf = (at: number): string => local(at).toFormat('yyyy-MM-dd');
const clockOf = (at: number): string => local(at).toFormat('HH:mm');
const instant = (day: string, time: string): number =>
  DateTime.fromISO(`${day}T${time}`, { zone: ZONE }).toMillis();
const nextDay = (day: string): string =>
  DateTime.fromISO(day, { zone: ZONE }).plus({ days: 1 }).toFormat('yyyy-MM-dd');

/** `12月4日 09:00–11:30` of an activity. */
const saidOf = ({ start, end }: Pick<Version, 'start' | 'end'>): string =>
  `${local(start).month}月${local(start).day}日 ${clockOf(start)}–${clockOf(end)}`;

interface Block {
  readonly word: string;
  readonly title: string;
  readonly lines: readonly string[];
}

const blocksOf = (text: string): Block[] =>
  text.split('\n\n').map((block) => {
    const [head = '', ...lines] = block.split('\n');
    const [, word = '', title = ''] = /^【港门镇普法(..)】(.*)$/.exec(head) ?? [];
    return { word, title, lines };
  });

/** The first time and place that a block names. */
function saidIn({ lines }: Block): string {
  const text = lines.join('\n');
  const [, month, day, from, to] = /(\d+)月(\d+)日（[^）]*）(\d\d:\d\d)–(\d\d:\d\d)/.exec(text) ?? [];
  const place = /地点：([^（\n]+)/.exec(text)?.[1] ?? /^原定：.*，([^，]+)$/m.exec(text)?.[1];
  return `${month}月${day}日 ${from}–${to} ${place}`;
}

/** Gives, at each call, those up to an instant that it has not given yet. */
function inTurn<T extends { readonly at: number }>(items: readonly T[]): (until: number) => T[] {
  let next = 0;
  return (until) => {
    const from = next;
    while ((items[next]?.at ?? Infinity) <= until) next += 1;
    return items.slice(from, next);
  };
}

/** Every way in which a year went wrong. */
export function faultsIn(
  history: History,
  rules: readonly Rule[],
  people: People,
  hours: TownHours,
): string[] {
  const faults: string[] = [];
  const fault = (at: number, text: string): void => {
    faults.push(`${local(at).toFormat('yyyy-MM-dd HH:mm')} ${text}`);
  };

  const quietEnd = (day: string): string => (hours.isWorkday(day) ? hours.quietTo : hours.quietToOnDaysOff);
  const isQuiet = (at: number): boolean =>
    clockOf(at) >= hours.quietFrom || clockOf(at) < quietEnd(dayOf(at));
  const held = (at: number): number => {
    if (!isQuiet(at)) return at;
    const day = clockOf(at) >= hours.quietFrom ? nextDay(dayOf(at)) : dayOf(at);
    return instant(day, quietEnd(day));
  };
  const workedBy = new Map<string, number>();
  /** Working minutes of a day up to a clock time. */
  const minutesOn = (day: string, clock: string): number =>
    hours.isWorkday(day)
      ? hours.working.reduce((sum, [from, to]) => {
          const end = clock < to ? clock : to;
          return end > from ? sum + (instant(day, end) - instant(day, from)) / MINUTE : sum;
        }, 0)
      : 0;
  const worked = (from: number, to: number): number => {
    let sum = -minutesOn(dayOf(from), clockOf(from));
    for (let day = dayOf(from); day < dayOf(to); day = nextDay(day)) {
      const known = workedBy.get(day) ?? minutesOn(day, '24:00');
      workedBy.set(day, known);
      sum += known;
    }
    return sum + minutesOn(dayOf(to), clockOf(to));
  };
  const isWorking = (at: number): boolean =>
    hours.isWorkday(dayOf(at)) && hours.working.some(([from, to]) => clockOf(at) >= from && clockOf(at) < to);

  const standing = new Map<string, Version & { readonly since: number; readonly dues: readonly Pending[] }>();
  const byTitle = new Map(history.versions.map(({ id, title }) => [title, id]));
  interface Pending {
    readonly rule: string;
    readonly contact: string;
    readonly dueAt: number;
    readonly lastAt: number;
    readonly nudge: boolean;
    done: boolean;
    lost: boolean;
  }
  const doneEver = new Set<string>();
  const duesOf = (version: Version, since: number): Pending[] => {
    if (version.cancelled) return [];
    return rules.flatMap((rule) => {
      const day = local(version.start).plus({ days: rule.offsetDays }).toFormat('yyyy-MM-dd');
      const dueAt = instant(day, rule.time);
      const lastAt = held(held(dueAt) + rule.maxLate * MINUTE);
      if (rule.offsetDays <= 0 && version.start <= since) return [];
      if (lastAt < since) return [];
      const to = rule.to.flatMap((who) => {
        if (who === 'village')
          return version.village === null
            ? people.office
            : (people.villages[version.village]?.slice(0, 1) ?? []);
        const lawyer = version.lawyer === null ? undefined : people.lawyers[version.lawyer];
        return who === 'lawyer' && lawyer !== undefined ? [lawyer] : [];
      });
      return [...new Set(to)].map((contact) => ({
        rule: rule.id,
        contact,
        dueAt,
        lastAt,
        nudge: rule.offsetDays > 0,
        done: doneEver.has(`${version.id} ${version.start} ${rule.id} ${contact}`),
        lost: false,
      }));
    });
  };

  /** What each contact believes of each activity. */
  const knows = new Map<string, Map<string, Version>>();
  const knownBy = (contact: string): Map<string, Version> => {
    const known = knows.get(contact) ?? new Map<string, Version>();
    knows.set(contact, known);
    return known;
  };
  const same = (a: Version, b: Version): boolean =>
    a.cancelled === b.cancelled &&
    (a.cancelled || (a.start === b.start && a.end === b.end && a.place === b.place));
  const askedAt = new Map<string, number>();
  const urgedAt = new Map<string, number>();
  const answered = (version: Version, at: number): boolean =>
    history.answers.some(
      (answer) =>
        answer.id === version.id &&
        answer.start === version.start &&
        answer.at <= at &&
        (people.villages[version.village ?? ''] ?? []).includes(answer.contact),
    );
  const lastRefusal = new Map<string, number>();
  let digestDue = false;
  const digestOn = new Map<string, string>();

  const deliver = (
    version: Version & { dues: readonly Pending[] },
    contact: string,
    at: number,
    nudge: boolean,
  ): boolean => {
    const open = version.dues.filter(
      (due) =>
        due.contact === contact && due.nudge === nudge && !due.done && due.dueAt <= at && at <= due.lastAt,
    );
    for (const due of open) {
      due.done = true;
      doneEver.add(`${version.id} ${version.start} ${due.rule} ${contact}`);
    }
    return open.length > 0;
  };

  const told = (contact: string, block: Block, at: number): void => {
    const id = byTitle.get(block.title);
    const version = id === undefined ? undefined : standing.get(id);
    if (block.word === '漏发') {
      if (digestOn.get(contact) === dayOf(at)) fault(at, `${contact} got a second digest on one day`);
      if (!people.office.includes(contact)) fault(at, `${contact} got a digest and is not the office`);
      digestOn.set(contact, dayOf(at));
      return;
    }
    if (!version) {
      fault(at, `${contact} was told of nothing: ${block.word} ${block.title}`);
      return;
    }
    const known = knownBy(contact).get(version.id);
    if (block.word === '取消') {
      if (!version.cancelled) fault(at, `${contact} was told that ${version.id} is cancelled, and it is not`);
      if (!known)
        fault(at, `${contact} was told of the cancellation of ${version.id} and had known nothing of it`);
      else if (known.cancelled) fault(at, `${contact} was told twice that ${version.id} is cancelled`);
      else if (saidIn(block) !== `${saidOf(known)} ${known.place}`)
        fault(
          at,
          `${contact} was told that ${saidIn(block)} is cancelled and knew ${saidOf(known)} ${known.place}`,
        );
      knownBy(contact).set(version.id, version);
      return;
    }
    if (version.cancelled) fault(at, `${contact} was told of ${version.id}, which is cancelled`);
    else if (saidIn(block) !== `${saidOf(version)} ${version.place}`)
      fault(
        at,
        `${contact} was told ${saidIn(block)} of ${version.id}, which is ${saidOf(version)} ${version.place}`,
      );
    const open = deliver(version, contact, at, block.word === '补记');
    const key = `${version.id} ${version.start}`;
    switch (block.word) {
      case '提醒':
      case '补记':
        if (!open) fault(at, `${contact} was reminded of ${version.id} twice, or of nothing due`);
        break;
      case '变更':
        if (!known) fault(at, `${contact} was told of a change of ${version.id} and had known nothing of it`);
        else if (same(known, version)) fault(at, `${contact} was told twice of a change of ${version.id}`);
        break;
      case '催办': {
        const villagers = people.villages[version.village ?? ''] ?? [];
        const since =
          villagers.includes(contact) || villagers.length < 2
            ? askedAt.get(key)
            : urgedAt.get(`${key} ${villagers[1]}`);
        if (since === undefined || worked(since, at) < hours.escalateAfter)
          fault(at, `${contact} was urged about ${version.id} too early`);
        if (!isWorking(at)) fault(at, `${contact} was urged about ${version.id} out of working hours`);
        if (answered(version, at)) fault(at, `${contact} was urged about ${version.id}, which was answered`);
        if (urgedAt.has(`${key} ${contact}`)) fault(at, `${contact} was urged about ${version.id} twice`);
        urgedAt.set(`${key} ${contact}`, at);
        break;
      }
      default:
        fault(at, `${contact} was told ${block.word}, which nobody knows`);
    }
    if (
      block.word !== '催办' &&
      (people.villages[version.village ?? ''] ?? []).slice(0, 2).includes(contact) &&
      !askedAt.has(key)
    )
      askedAt.set(key, at);
    knownBy(contact).set(version.id, version);
  };

  /** After a tick that could send: whoever should have been told by now was. */
  const complete = (at: number): void => {
    const excused = (contact: string): boolean =>
      at - (lastRefusal.get(contact) ?? -Infinity) < REFUSED_GRACE;
    for (const version of standing.values())
      for (const due of version.dues) {
        if (due.done || due.lost || due.dueAt > at) continue;
        if (at > due.lastAt) {
          due.lost = true;
          digestDue = true;
        } else if (!excused(due.contact)) {
          fault(at, `${due.contact} was not reminded of ${version.id} by ${due.rule}`);
          due.done = true;
        }
      }
    for (const [contact, known] of knows)
      for (const [id, belief] of known) {
        const version = standing.get(id);
        if (!version || same(belief, version)) continue;
        if (Math.max(version.end, belief.end) <= at) {
          digestDue = true;
          known.delete(id);
        } else if (!excused(contact)) {
          fault(at, `${contact} knows ${id} otherwise than it is`);
          known.set(id, version);
        }
      }
    if (isWorking(at))
      for (const version of standing.values()) {
        const [first, second] = people.villages[version.village ?? ''] ?? [];
        const key = `${version.id} ${version.start}`;
        const since = askedAt.get(key);
        if (version.cancelled || first === undefined || since === undefined) continue;
        if (version.start <= at || answered(version, at)) continue;
        const next = second ?? people.office[0] ?? '';
        if (worked(since, at) < hours.escalateAfter || excused(next) || urgedAt.has(`${key} ${next}`))
          continue;
        // Whether there was any working time left before it began is the sender's to say; four hours more are enough.
        if (worked(since, version.start) <= hours.escalateAfter) continue;
        fault(at, `${next} was not urged about ${version.id}`);
        urgedAt.set(`${key} ${next}`, at);
      }
    if (
      digestDue &&
      people.office.some((contact) => digestOn.get(contact) !== dayOf(at) && !excused(contact))
    )
      fault(at, 'the office got no digest of what was missed');
    digestDue = false;
  };

  const versions = inTurn(history.versions);
  const refusals = inTurn(history.refused);
  const messages = inTurn(history.received);
  for (const tick of history.ticks) {
    for (const next of versions(tick)) {
      const before = standing.get(next.id);
      const since = before?.start !== next.start || before.cancelled ? next.at : before.since;
      standing.set(next.id, { ...next, since, dues: duesOf(next, since) });
    }
    for (const { contact, at } of refusals(tick)) lastRefusal.set(contact, at);
    for (const { contact, text, at } of messages(tick)) {
      if (isQuiet(tick)) fault(tick, `${contact} was disturbed`);
      for (const block of blocksOf(text)) told(contact, block, at);
    }
    if (!isQuiet(tick)) complete(tick);
  }
  return faults;
}
