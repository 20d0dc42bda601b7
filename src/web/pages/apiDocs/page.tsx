import type { Town } from '../../../town/index.js';
import { htmlDocument } from '../layout.js';
import { StaffPage, type Staff } from '../staffNav/index.js';

interface ApiDocsProps {
  readonly staff: Staff;
  readonly town: Pick<Town, 'id' | 'name'>;
  readonly baseUrl: string;
}

const ApiDocs = ({ staff, town, baseUrl }: ApiDocsProps) => (
  <StaffPage
    staff={staff}
    town={town}
    current="apiDocs"
    title="接口说明"
    styles={['column', 'swagger-ui/swagger-ui', 'api-docs']}
  >
    <main id="main" class="api-docs">
      <p>
        给写程序的人看。机器读的是 <a href="/openapi.json">/openapi.json</a>（OpenAPI
        3.1），下面的说明由它生成。 展开一项，按 <b>Try it out</b> 可以当场试：用的是您现在的登录，
        <b>改动是真的</b>，先用 <code>dry-run=1</code>。
      </p>
      <p>
        命令行里：<code>{`curl -H "Authorization: Bearer 令牌" ${baseUrl}/api/v1/town`}</code>
      </p>
      <div id="swagger-ui">
        <p>正在打开……没有出来的话，请打开浏览器的 JavaScript，或直接看 /openapi.json。</p>
      </div>
      <script src="/assets/swagger-ui/swagger-ui-bundle.js" defer />
      <script src="/assets/api-docs.js" defer />
    </main>
  </StaffPage>
);

export const apiDocsPage = (props: ApiDocsProps): string => htmlDocument(<ApiDocs {...props} />);
