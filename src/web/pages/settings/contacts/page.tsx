import type { ChannelKind } from '../../../../facts/index.js';
import { htmlDocument } from '../../layout.js';
import {
  FaultSummary,
  History,
  Meanwhile,
  EditingPage,
  type FieldFault,
  type Filled,
  type Happened,
  type Place,
} from '../../editing/index.js';
import { Said } from '../../said.js';
import { Did, Sure } from '../parts.js';
import { ContactFields } from './fields.js';
import type { ShownContact } from './listPage.js';

/** How a test message went. */
export interface Tested {
  readonly went: boolean;
  readonly text: string;
}

interface PageProps {
  readonly place: Place;
  /** Null: a new one. */
  readonly contact: (ShownContact & { readonly revision: number }) | null;
  readonly form: Filled;
  readonly faults: readonly FieldFault[];
  readonly meanwhile: readonly Happened[];
  readonly history: readonly Happened[];
  readonly did: string | null;
  readonly tested: Tested | null;
  /** The ways that send by themselves and can be tried. */
  readonly ways: readonly ChannelKind[];
}

const TestPart = ({ place: { t }, contact, ways }: PageProps) => {
  const { test, testLead, testButton, noTest } = t.people.contacts;
  return (
    <section aria-labelledby="test">
      <h2 id="test">{test}</h2>
      <p class="hint">{ways.length > 0 ? testLead : noTest}</p>
      <form class="buttons" method="post" action={`/settings/contacts/${contact?.id ?? ''}/test`}>
        {ways.map((way) => (
          <button key={way} class="button" type="submit" name="way" value={way}>
            {testButton(t.activities.channels[way])}
          </button>
        ))}
      </form>
    </section>
  );
};

/** One contact: how to reach them, trying it, their place, their history; or the form of a new one. */
export const contactPage = (props: PageProps): string => {
  const { place, contact, form, faults, meanwhile, history, did, tested } = props;
  const { t, town, isAdmin } = place;
  const { add, title, fields, links, linksText, linksSure, removeText } = t.people.contacts;
  const path = `/settings/contacts/${contact?.id ?? 'new'}`;
  return htmlDocument(
    <EditingPage
      place={place}
      title={contact?.name ?? add}
      heading={contact ? <Said t={t} zh={contact.name} /> : add}
      current="contacts"
    >
      <Did text={did} />
      {tested && (
        <p class={tested.went ? 'notice done' : 'notice error'} role={tested.went ? 'status' : 'alert'}>
          {tested.text}
        </p>
      )}
      <Meanwhile t={t} items={meanwhile} />
      <FaultSummary t={t} faults={[...faults, ...form.faults]} labels={fields} />
      <form class="sheet" method="post" action={path}>
        {contact && <input type="hidden" name="revision" value={contact.revision} />}
        <ContactFields t={t} town={town} form={form} />
        <div class="buttons">
          <button class="button primary" type="submit">
            {t.editing.save}
          </button>
        </div>
      </form>
      {contact && (
        <>
          <TestPart {...props} />
          <Sure title={links} text={linksText} button={linksSure} action={`${path}/links`} />
          <Sure
            title={t.people.removeTitle}
            text={removeText}
            button={t.people.removeSure}
            action={`${path}/remove`}
            revision={contact.revision}
          />
          <History t={t} items={history} undo={isAdmin ? `${path}/undo` : null} />
        </>
      )}
      <p>
        <a href="/settings/contacts">‹ {title}</a>
      </p>
    </EditingPage>,
  );
};
