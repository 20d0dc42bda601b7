import type { Activity, ActivityRecord, Photo } from '../../src/facts/index.js';

/** A plain record of `activity()`; a test says what matters to it. */
export const record = (given: Partial<ActivityRecord> = {}): ActivityRecord => ({
  id: '2026-constitution-day-huohu-meeting-1',
  town: 'gangmen',
  date: '2026-12-04',
  start: '09:00',
  end: '11:00',
  place: '货湖村委会',
  village: 'huohu',
  theme: '国家宪法日',
  form: 'meeting',
  host: 'sifasuo',
  helpers: ['zongzhi'],
  speaker: null,
  people: 40,
  leaflets: 0,
  consultations: 0,
  banners: 0,
  boards: 0,
  hours: null,
  log: null,
  summary: null,
  recorder: null,
  photos: [],
  by: 'admin',
  at: '2026-12-04T12:00:00+08:00',
  ...given,
});

/** A photo that nobody took; no file belongs to it. */
export const photo = (letter: string): Photo => ({
  id: letter.repeat(64),
  size: 1000,
  width: 800,
  height: 600,
  takenAt: null,
});

/** Numbers that look random and are the same each time: a linear congruential generator (Numerical Recipes). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const PROSE = [
  '以案释法，讲解与群众生产生活有关的法律规定。',
  '现场解答邻里纠纷、土地流转方面的问题。',
  '结合圩日人流，发放资料并解答咨询。',
  '=SUM(A1:A9)，一段以等号开头的小结',
  '村干部和群众参加，秩序良好。',
];

/**
 * What a year's activities may have left behind: most are recorded, some villages less, some records lack what they ought
 * to say.
 *
 * @param photosOf what photos a record gets
 */
export function yearOfRecords(
  activities: readonly Activity[],
  seed: number,
  photosOf: (activity: Activity) => readonly Photo[] = () => [],
): ActivityRecord[] {
  const random = seeded(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const lazy = new Set(['xincheng', 'huangwu']);
  return activities.flatMap((activity): ActivityRecord[] => {
    const keeps = random() < (lazy.has(activity.village ?? '') ? 0.35 : 0.92);
    const lawyer = activity.lawyer !== null;
    const record: ActivityRecord = {
      id: activity.id,
      town: activity.town,
      date: activity.start.slice(0, 10),
      start: activity.allDay ? null : activity.start.slice(11, 16),
      end: activity.allDay ? null : activity.end.slice(11, 16),
      place: activity.place,
      village: activity.village,
      theme: activity.title,
      form: activity.form,
      host: activity.lead,
      helpers: activity.partners,
      speaker: activity.form === 'lecture' ? '律师一' : null,
      people: 5 + upTo(80),
      leaflets: activity.form === 'leaflets' ? 50 + upTo(200) : upTo(60),
      consultations: upTo(12),
      banners: activity.form === 'slogans' ? 1 + upTo(3) : random() < 0.1 ? null : 0,
      boards: activity.form === 'bulletin-board' ? 1 + upTo(2) : 0,
      hours: lawyer && random() < 0.9 ? (activity.form === 'lecture' ? 2.5 : 8) : null,
      log: lawyer && random() < 0.9 ? '接待来访群众，解答婚姻家庭方面的咨询。' : null,
      summary: PROSE[upTo(PROSE.length - 1)] ?? null,
      recorder: null,
      photos: [...photosOf(activity)],
      by: 'admin',
      at: `${activity.start.slice(0, 10)}T18:00:00+08:00`,
    };
    return keeps ? [record] : [];
  });
}
