import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { saveAs } from '../../src/commands/saveAs.js';
import { freshFolder } from '../support/folder.js';

describe('what a command has made', () => {
  it('is written and told of, and named with what to look at where it cannot be', () => {
    const dir = freshFolder();
    const lines: string[] = [];
    const shell = { print: (line: string) => void lines.push(line) };
    const file = join(dir, '日历.ics');
    saveAs(file, Buffer.from('内容'), shell);
    expect([readFileSync(file, 'utf8'), lines]).toEqual(['内容', [`已写入 ${file}`]]);
    const nowhere = join(dir, 'none', 'a.ics');
    expect(() => {
      saveAs(nowhere, Buffer.from(''), shell);
    }).toThrow(`${nowhere}: 写不了这个文件（ENOENT），请检查路径、权限和磁盘空间`);
    expect(lines).toHaveLength(1);
  });
});
