import type { Town } from '../../../town/index.js';
import { htmlDocument } from '../layout.js';
import { StaffPage, type Staff } from '../staffNav/index.js';

interface ApiDocsProps {
  readonly staff: Staff;
  readonly town: Pick<Town, 'id' | 'name'>;
  readonly baseUrl: string;
}

const ApiDocs = ({ staff, town, baseUrl }: ApiDocsProps) => {
  const { docs } = staff.t.entering;
  const [read, open] = docs.lead;
  const [atOnce, real, so, end] = docs.tryIt;
  return (
    <StaffPage
      staff={staff}
      town={town}
      current="apiDocs"
      title={docs.title}
      styles={['column', 'swagger-ui/swagger-ui', 'api-docs']}
    >
      <main id="main" class="api-docs">
        <p>
          {read}
          <a href="/openapi.json">/openapi.json</a>
          {open}
          <b lang="en">Try it out</b>
          {atOnce}
          <b>{real}</b>
          {so}
          <code>dry-run=1</code>
          {end}
        </p>
        <p>
          {docs.commandLine}
          <code>{`curl -H "Authorization: Bearer ${docs.tokenHere}" ${baseUrl}/api/v1/town`}</code>
        </p>
        <div id="swagger-ui" lang="zh-CN">
          <p lang={staff.t.frame.htmlLang}>{docs.opening}</p>
        </div>
        <script src="/assets/swagger-ui/swagger-ui-bundle.js" defer />
        <script src="/assets/api-docs.js" defer />
      </main>
    </StaffPage>
  );
};

export const apiDocsPage = (props: ApiDocsProps): string => htmlDocument(<ApiDocs {...props} />);
