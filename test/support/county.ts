import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

/** What `calendars/towns/gangmen.yaml` says, as far as a county is made of it. */
interface RawTown {
  readonly departments: readonly { readonly id: string }[];
  readonly campaigns: readonly { readonly quota: readonly { readonly form: string }[] }[];
  readonly [key: string]: unknown;
}

const GANGMEN = 'calendars/towns/gangmen.yaml';

/** Villages a lawyer looks after, one after another and across the borders of towns. */
const VILLAGES_A_LAWYER = 3;

/** Of 港门镇's own campaigns and forms, how many each town of the county holds: some 25 tasks a village and year. */
const CAMPAIGNS = 3;
const FORMS = 3;

const MARKETS = [
  [1, 4, 7],
  [2, 5, 8],
  [3, 6, 9],
];

/** Numbers from 0 up to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The towns of a county in the shape of 港门镇, each as the text of its YAML file: other markets, other campaigns,
 * lawyers who serve villages on both sides of a border, so that every town is tied to the next.
 *
 * @param size how many towns, and villages in all of them; the same seed gives the same county
 */
export function countyOf(size: { readonly towns: number; readonly villages: number }, seed = 1): string[] {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[], count: number): T[] => {
    const left = list.map((item, index) => ({ item, index }));
    while (left.length > count) left.splice(Math.floor(random() * left.length), 1);
    return left.map(({ item }) => item);
  };
  const model = parse(readFileSync(GANGMEN, 'utf8')) as RawTown;
  const source = '造出来的县，只作测试';
  let villageNumber = 0;
  return Array.from({ length: size.towns }, (_, index) => {
    const last = Math.round(((index + 1) * size.villages) / size.towns);
    const villages = Array.from({ length: last - villageNumber }, () => {
      villageNumber += 1;
      return {
        id: `village-${villageNumber}`,
        name: `第${villageNumber}村`,
        code: String(440_823_200_000 + villageNumber),
        lawyer: `lawyer-${Math.ceil(villageNumber / VILLAGES_A_LAWYER)}`,
        source,
      };
    });
    const lawyers = [...new Set(villages.map(({ lawyer }) => lawyer))].map((id) => ({
      id,
      name: id,
      source,
    }));
    return stringify({
      ...model,
      id: `town-${index + 1}`,
      name: `第${index + 1}镇`,
      code: String(440_823_200 + index),
      market: { calendar: 'lunar', digits: pick(MARKETS, 1)[0], confidence: 'C', source },
      departments: model.departments.map((department) => ({
        ...department,
        teams: department.id === model.departments[0]?.id ? 2 : 1 + Math.floor(random() * 2),
      })),
      lawyers,
      villages,
      campaigns: pick(model.campaigns, CAMPAIGNS).map((campaign) => ({
        ...campaign,
        quota: [
          ...campaign.quota.filter(({ form }) => ['meeting', 'market-stall'].includes(form)),
          ...pick(
            campaign.quota.filter(({ form }) => !['meeting', 'market-stall'].includes(form)),
            FORMS - 1,
          ),
        ],
      })),
    });
  });
}
