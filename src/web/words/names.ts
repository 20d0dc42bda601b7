import type { Town } from '../../town/index.js';
import type { Topic } from '../../calendar/index.js';
import { inBoth } from './lang.js';

type Village = Pick<Town['villages'][number], 'id' | 'name'>;

/** A place's id is its name in pinyin. */
const pinyin = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1);

/** The forms whose ids the program's own town data uses; a town's others have no English. */
const FORMS: Readonly<Record<string, string>> = {
  leaflets: 'Handing out leaflets',
  meeting: 'Meeting',
  'bulletin-board': 'Bulletin board',
  slogans: 'Putting up slogans',
  'market-stall': 'Stall at the market',
  consultation: 'Legal advice',
  lecture: 'Lecture on the law',
  'study-session': 'Study session',
  hearing: 'Progress report',
};

type OfTopics = Readonly<Record<Topic, string>>;

const TOPICS_ZH: OfTopics = {
  law: '宪法与法治',
  security: '国家安全与平安',
  safety: '安全与防灾',
  family: '妇女儿童与家庭',
  livelihood: '消费、劳动与民生',
  nature: '生态与资源',
  culture: '文化与社会',
};

const TOPICS_EN: OfTopics = {
  law: 'Constitution and law',
  security: 'Security, drugs, fraud',
  safety: 'Safety and disasters',
  family: 'Women, children, family',
  livelihood: 'Consumers, work, health',
  nature: 'Environment and land',
  culture: 'Culture and society',
};

const MARKS_ZH: OfTopics = {
  law: '法',
  security: '安',
  safety: '防',
  family: '家',
  livelihood: '民',
  nature: '绿',
  culture: '文',
};

const MARKS_EN: OfTopics = {
  law: 'L',
  security: 'S',
  safety: 'D',
  family: 'F',
  livelihood: 'W',
  nature: 'E',
  culture: 'C',
};

/** Names that stand in the data; null where it has none in the language. */
export const names = inBoth(
  {
    town: ({ name }: Pick<Town, 'id' | 'name'>) => name,
    county: ({ name }: Pick<Town, 'id' | 'name'>) => name,
    village: ({ name }: Village) => name,
    keyDate: ({ zh }: { readonly zh: string; readonly en: string }): string => zh,
    form: ({ name }: { readonly id: string; readonly name: string }): string | null => name,
    topics: TOPICS_ZH,
    /** One character that stands for a topic where there is room for no more: no colour speaks alone. */
    marks: MARKS_ZH,
  },
  {
    town: ({ id }) => `${pinyin(id)} Town`,
    county: ({ id }) => pinyin(id),
    village: ({ id }) => `${pinyin(id)} Village`,
    keyDate: ({ en }) => en,
    form: ({ id }) => FORMS[id] ?? null,
    topics: TOPICS_EN,
    marks: MARKS_EN,
  },
);
