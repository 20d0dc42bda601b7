import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { databasePlace, folderPlace, migrate } from '../../src/store/index.js';
import { freshFolder } from './folder.js';
import { partsOf } from './mailParts.js';
import { mailbox, type Mailbox } from './mailbox.js';
import { preparedFolder } from './preparedFolder.js';
import { startProgram, type Program } from './program.js';
import { fakeRobots, type Robots } from './robots.js';

/** The one rule of the town of these tests: due at any hour of the day on which it is entered. */
const RULE = 'soon';
const RULES = `reminders:
  quiet: never
  quiet-days-off: never
  escalate-after: never
rules:
  - id: ${RULE}
    before: 3d at 00:00
    to:
      - village
    max-late: 2d
    source: 测试
`;

/** The shipped data with that rule instead of its own. */
function calendarsFolder(): string {
  const dir = freshFolder();
  cpSync('calendars', dir, { recursive: true });
  const file = join(dir, 'towns', 'gangmen.yaml');
  const [before = ''] = readFileSync(file, 'utf8').split(/^(?:reminders|rules):$/m);
  writeFileSync(file, before + RULES);
  return dir;
}

export interface StoredDelivery {
  readonly id: string;
  readonly activity: string;
  readonly rule: string;
  readonly contact: string;
  readonly channel: string;
  readonly state: string;
  readonly attempts: readonly { readonly result: string }[];
  readonly maybeDouble: boolean;
}

/** A town whose contacts are reached by real servers of all four kinds, and the built program to kill. */
export interface CrashTown {
  readonly robots: Robots;
  readonly mail: Mailbox;
  readonly start: () => Promise<Program>;
  /** Enters an activity of one of the villages, due at once. @returns its title, found nowhere else */
  readonly enter: (program: Program, village: number) => Promise<string>;
  /** How often each title got through to its contact. */
  readonly arrivals: (title: string) => number;
  /** Messages that came, over all. */
  readonly came: () => number;
  /** The deliveries of what was entered, by title. */
  readonly deliveries: (program: Program) => Promise<Map<string, StoredDelivery[]>>;
  /** Waits until nothing is owed and nothing is on the way. */
  readonly settled: (program: Program) => Promise<void>;
}

const VILLAGES =
  'gangmen huohu xipo wujia tangwei gangmenbu fengshu beizao xingang shijiao huangwu xincheng'.split(' ');

/** @param databaseUrl an empty database for its facts; left out: a folder */
export async function crashTown(databaseUrl?: string): Promise<CrashTown> {
  // A process a second sends more than any robot lets through; what that does to reminders is tested by itself.
  const robots = await fakeRobots({ rates: false });
  const mail = await mailbox();
  const folder = await preparedFolder();
  if (databaseUrl !== undefined) await migrate(folderPlace(folder), databasePlace(databaseUrl));
  const variables = {
    DATA_DIR: folder,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    CALENDARS_DIR: calendarsFolder(),
    WEBHOOK_HOSTS: robots.host,
    SMTP_URL: mail.url,
  };
  const start = (): Promise<Program> => startProgram(variables);
  const post = async (program: Program, path: string, body: unknown): Promise<{ id: string }> => {
    const response = await program.api('POST', path, body);
    if (response.status !== 201) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string };
  };

  const first = await start();
  const kinds = ['wecom', 'dingtalk', 'feishu', 'email'] as const;
  for (const [index, village] of VILLAGES.entries()) {
    const kind = kinds[index % kinds.length] ?? 'email';
    await post(first, '/api/v1/contacts', {
      name: `联系人${index}`,
      role: 'cadre',
      village,
      order: 1,
      channels: [
        kind === 'email'
          ? { kind, address: `${village}@example.cn` }
          : { kind, url: robots.url(kind, `key-${village}`) },
      ],
    });
  }
  await first.stop('SIGTERM');

  const titles = new Map<string, string>();
  let entered = 0;
  const texts = (): string[] => [
    ...robots.received.map(({ text }) => text),
    ...mail.received.map(({ raw }) => (partsOf(raw)[0]?.body ?? '').replaceAll('\r\n', '\n')),
  ];

  return {
    robots,
    mail,
    start,
    enter: async (program, index) => {
      const village = VILLAGES[index % VILLAGES.length] ?? '';
      const title = `第${(entered += 1)}项`;
      const day = DateTime.now().setZone('Asia/Shanghai').plus({ days: 3 }).toISODate() ?? '';
      const { id } = await post(program, '/api/v1/activities', {
        village,
        form: 'meeting',
        title,
        start: `${day}T09:00:00+08:00`,
        end: `${day}T10:00:00+08:00`,
        place: '村委会',
      });
      titles.set(id, title);
      return title;
    },
    arrivals: (title) => texts().filter((text) => text.includes(`】${title}\n`)).length,
    came: () => robots.received.length + mail.received.length,
    deliveries: async (program) => {
      const found = new Map<string, StoredDelivery[]>();
      for (let cursor: string | null = ''; cursor !== null;) {
        const query = `/api/v1/deliveries?limit=500&rule=${RULE}${cursor === '' ? '' : `&cursor=${cursor}`}`;
        const page = (await (await program.api('GET', query)).json()) as {
          items: StoredDelivery[];
          next: string | null;
        };
        for (const item of page.items) {
          const title = titles.get(item.activity);
          if (title !== undefined) found.set(title, [...(found.get(title) ?? []), item]);
        }
        cursor = page.next;
      }
      return found;
    },
    settled: async (program) => {
      const today = DateTime.now().setZone('Asia/Shanghai').plus({ days: 1 }).toISODate() ?? '';
      let left: unknown[] = [];
      for (let tries = 0; tries < 1000; tries += 1) {
        const owed = (await (await program.api('GET', `/api/v1/reminders?to=${today}`)).json()) as {
          items: unknown[];
        };
        const open = (await (
          await program.api('GET', `/api/v1/deliveries?state=claimed&rule=${RULE}`)
        ).json()) as { items: unknown[] };
        left = [...owed.items, ...open.items];
        if (left.length === 0) return;
        await new Promise((resume) => setTimeout(resume, 200));
      }
      throw new Error(`owed or open for minutes: ${JSON.stringify(left)}`);
    },
  };
}
