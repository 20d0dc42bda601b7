import type { Import } from '../../../facts/index.js';
import type { Town } from '../../../town/index.js';
import { htmlDocument } from '../layout.js';
import { StaffPage, type Staff } from '../staffNav/index.js';
import { KIND_NAMES, STATE_NAMES, summaryText } from './words.js';

interface ChooseProps {
  readonly staff: Staff;
  readonly town: Town;
  readonly imports: readonly Import[];
  /** Why the last file was refused; null when none was. */
  readonly problem: string | null;
}

const Before = ({ imports }: Pick<ChooseProps, 'imports'>) =>
  imports.length === 0 ? null : (
    <section aria-labelledby="before">
      <h2 id="before">最近一天</h2>
      <ul class="imports">
        {imports.map((one) => (
          <li key={one.id}>
            <a href={`/imports/${one.id}`}>
              {one.createdAt.slice(5, 16).replace('T', ' ')} {KIND_NAMES[one.kind]}
            </a>{' '}
            <span class={one.state === 'faulty' ? 'tag warn' : 'tag'}>{STATE_NAMES[one.state]}</span>
            <p class="import-sum">{summaryText(one)}</p>
          </li>
        ))}
      </ul>
    </section>
  );

/** Where a file is chosen. */
export const choosePage = ({ staff, town, imports, problem }: ChooseProps): string =>
  htmlDocument(
    <StaffPage staff={staff} town={town} current="imports" title="导入" styles={['column', 'imports']}>
      <main id="main" class="narrow">
        {problem !== null && (
          <p class="notice error" role="alert">
            {problem}
          </p>
        )}
        <p>把已有的表或日历传上来。先看到每一行会怎样、哪一格不对，确认以后才写入；已有的从不删除。</p>
        <form method="post" action="/imports" enctype="multipart/form-data">
          <fieldset class="choice">
            <legend>导入什么</legend>
            <label>
              <input type="radio" name="kind" value="contacts" required /> 联系人和律师
            </label>
            <label>
              <input type="radio" name="kind" value="activities" required /> 活动
            </label>
          </fieldset>
          <label class="field">
            <span>文件（.xlsx、.csv，活动也可以是 .ics；最大 5 MB）</span>
            <input
              type="file"
              name="file"
              required
              accept=".xlsx,.csv,.ics,text/csv,text/calendar,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            />
          </label>
          <label class="field">
            <span>没写形式的活动按</span>
            <select name="form">
              <option value="">（每行都要写）</option>
              {town.forms.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <button class="button primary" type="submit">
            上传并预览
          </button>
        </form>
        <section aria-labelledby="templates">
          <h2 id="templates">没有表？</h2>
          <p>下载一张带下拉选项和说明的空表，填好再传：</p>
          <ul class="imports">
            <li>
              <a href="/api/v1/imports/templates/contacts.xlsx">联系人和律师.xlsx</a>
            </li>
            <li>
              <a href="/api/v1/imports/templates/activities.xlsx">活动.xlsx</a>
            </li>
          </ul>
        </section>
        <Before imports={imports} />
      </main>
    </StaffPage>,
  );
