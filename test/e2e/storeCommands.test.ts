import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { freshFolder } from '../support/folder.js';
import { preparedFolder } from '../support/preparedFolder.js';
import { pictureForm } from '../support/pictures.js';
import { pufa, startProgram, TOKEN, type Program } from '../support/program.js';
import { smallDisk } from '../support/smallDisk.js';

/** Enters an activity of its own title. @returns the status, and the title where it was stored */
async function enter(
  { api }: Program,
  title: string,
): Promise<{ status: number; body: { detail?: string } }> {
  const response = await api('POST', '/api/v1/activities', {
    village: 'huohu',
    form: 'meeting',
    title,
    start: '2027-12-06T09:00:00+08:00',
    end: '2027-12-06T10:00:00+08:00',
    place: '村委会',
  });
  return { status: response.status, body: (await response.json()) as { detail?: string } };
}

const titlesIn = async ({ api }: Program): Promise<string[]> => {
  const response = await api('GET', '/api/v1/activities?from=2027-12-06&to=2027-12-07&village=huohu');
  const { items } = (await response.json()) as { items: { title: string }[] };
  return items
    .map(({ title }) => title)
    .filter((title) => title.startsWith('试'))
    .sort();
};

const sendPhoto = ({ url }: Program, bytes: Buffer): Promise<Response> =>
  fetch(`${url}/api/v1/activities/any/record/photos`, {
    method: 'POST',
    body: pictureForm(bytes),
    headers: { authorization: `Bearer ${TOKEN}` },
  });

describe('the data folder of a running server', () => {
  it('is verified and backed up beside it, and restored only when it has stopped', async () => {
    const DATA_DIR = await preparedFolder();
    const file = join(freshFolder(), 'backup.tar.gz');
    const program = await startProgram({ DATA_DIR });
    expect((await enter(program, '试一')).status).toBe(201);

    const verified = await pufa(['verify'], { DATA_DIR });
    expect([verified.code, verified.stdout]).toEqual([
      0,
      expect.stringMatching(/^没有问题：\d+ 条数据，版本 /),
    ]);
    const made = await pufa(['backup', file], { DATA_DIR });
    expect([made.code, made.stdout]).toEqual([0, expect.stringContaining(`已备份到 ${file}：`)]);
    expect((await pufa(['backup', file], { DATA_DIR })).stderr).toBe(
      `${file} 已经有了，不覆盖；请换一个文件名。\n`,
    );
    expect((await enter(program, '试二')).status).toBe(201);
    const refused = await pufa(['restore', file], { DATA_DIR });
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringContaining(`正由另一个进程使用（进程号 ${program.pid}`),
    ]);
    const second = await pufa(['start'], { DATA_DIR, PORT: '0' });
    expect([second.code, second.stderr]).toEqual([1, expect.stringContaining(`进程号 ${program.pid}`)]);
    await program.stop('SIGTERM');

    const restored = await pufa(['restore', file], { DATA_DIR });
    expect([restored.code, restored.stderr]).toEqual([0, '']);
    const [kept = ''] = readdirSync(DATA_DIR).filter((name) => name.startsWith('before-restore-'));
    expect(restored.stdout).toContain(join(DATA_DIR, kept));
    expect(readFileSync(join(DATA_DIR, kept, 'store.json'), 'utf8')).toContain('试二');
    const again = await startProgram({ DATA_DIR });
    expect(await titlesIn(again)).toEqual(['试一']);
    await again.stop('SIGTERM');
    expect((await pufa(['verify'], { DATA_DIR })).code).toBe(0);
  }, 60_000);

  it('that is broken makes verify say so and the start name the copy', async () => {
    const DATA_DIR = await preparedFolder();
    await (await startProgram({ DATA_DIR })).stop('SIGTERM');
    const file = join(DATA_DIR, 'store.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('huohu', 'hu0hu'));
    const verified = await pufa(['verify'], { DATA_DIR });
    expect([verified.code, verified.stdout.split('\n')[0]]).toEqual([
      1,
      `${file} 的内容与校验和不符：有字节被改坏了，或者有人手工改过。`,
    ]);
    const started = await pufa(['start'], { DATA_DIR, PORT: '0' });
    const copy = /最近的一份备份是 (\S+)，/.exec(started.stderr)?.[1] ?? '';
    expect([started.code, existsSync(copy)]).toEqual([1, true]);
    cpSync(copy, file);
    expect((await pufa(['verify'], { DATA_DIR })).code).toBe(0);
  }, 60_000);
});

describe('a full disk', () => {
  it('is told with 507, loses nothing, and is over when there is space', async () => {
    const disk = smallDisk();
    const DATA_DIR = join(disk.dir, 'data');
    cpSync(await preparedFolder(), DATA_DIR, { recursive: true });
    const program = await startProgram({ DATA_DIR });
    expect((await enter(program, '试一')).status).toBe(201);
    disk.fill(program.pid);
    const refused = await Promise.all(['试二', '试三'].map((title) => enter(program, title)));
    expect(refused.map(({ status }) => status)).toEqual([507, 507]);
    expect(refused[0]?.body.detail).toContain('磁盘写入失败，修改没有保存');
    const photo = await sendPhoto(program, Buffer.alloc(3_000_000, 0xff));
    expect([photo.status, await photo.text()]).toEqual([507, expect.stringContaining('照片写不到磁盘上')]);
    expect(await titlesIn(program)).toEqual(['试一']);
    expect((await pufa(['verify'], { DATA_DIR })).code).toBe(0);
    disk.empty(program.pid);
    expect((await enter(program, '试四')).status).toBe(201);
    await program.stop('SIGKILL');
    expect((await pufa(['verify'], { DATA_DIR })).code).toBe(0);
    const again = await startProgram({ DATA_DIR });
    expect(await titlesIn(again)).toEqual(['试一', '试四'].sort());
    await again.stop('SIGTERM');
  }, 60_000);
});
