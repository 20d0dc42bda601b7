import { ROLES, type Contact } from '../../../../facts/index.js';
import { listAround } from '../../../../reminders/index.js';
import type { Town } from '../../../../town/index.js';
import type { Words } from '../../../words/index.js';
import { htmlDocument } from '../../layout.js';
import { Said } from '../../said.js';
import {
  FaultSummary,
  History,
  EditingPage,
  type FieldFault,
  type Happened,
  type Place,
} from '../../editing/index.js';
import { Did } from '../parts.js';

/** A contact as the API shows it. */
export type ShownContact = Omit<Contact, 'town' | 'revision'>;

/** Whose contact somebody is, in a word or two. */
function whoseText(t: Words, town: Town, { role, village, department, lawyer }: ShownContact): string {
  const of = (list: readonly { readonly id: string; readonly name: string }[], id: string | null) =>
    list.find((item) => item.id === id)?.name ?? '';
  if (role === 'lawyer') return of(town.lawyers, lawyer);
  if (role === 'department') return of(town.departments, department);
  const found = town.villages.find(({ id }) => id === village);
  return found ? t.names.village(found) : '';
}

/** The ways a contact is reached, in words. */
const waysText = (t: Words, { channels }: ShownContact): string =>
  channels.length === 0
    ? t.people.contacts.noWay
    : channels.map(({ kind }) => t.activities.channels[kind]).join(t.planning.comma);

const OrderButtons = ({ t, contact, among }: { t: Words; contact: ShownContact; among: ShownContact[] }) => {
  const place = among.findIndex(({ id }) => id === contact.id);
  const { up, down, upOf, downOf } = t.people.contacts;
  const button = (way: 'up' | 'down', text: string, label: string) => (
    <button class="button small" type="submit" name="way" value={way} aria-label={label}>
      {text}
    </button>
  );
  return (
    <form class="order" method="post" action={`/settings/contacts/${contact.id}/move`}>
      {place > 0 && button('up', up, upOf(contact.name))}
      {place < among.length - 1 && button('down', down, downOf(contact.name))}
    </form>
  );
};

interface ListProps {
  readonly place: Place;
  readonly contacts: readonly ShownContact[];
  /** Why what was just asked was not done. */
  readonly faults: readonly FieldFault[];
  readonly history: readonly Happened[];
  readonly did: string | null;
}

/** Everybody who is reminded, by role, and by whose they are. */
export const contactsPage = ({ place, contacts, faults, history, did }: ListProps): string => {
  const { t, town, isAdmin } = place;
  const { title, lead, add, none, groups } = t.people.contacts;
  return htmlDocument(
    <EditingPage place={place} title={title} current="contacts">
      <Did text={did} />
      <FaultSummary t={t} faults={faults} labels={{}} />
      <p class="hint">{lead}</p>
      <p class="lead-act">
        <a class="button primary" href="/settings/contacts/new">
          {add}
        </a>
      </p>
      {contacts.length === 0 && <p class="notice">{none}</p>}
      {ROLES.filter((role) => contacts.some((contact) => contact.role === role)).map((role) => (
        <section key={role} aria-labelledby={`role-${role}`}>
          <h2 id={`role-${role}`}>{groups[role]}</h2>
          <ul class="rows">
            {contacts
              .filter((contact) => contact.role === role)
              .map((contact) => (
                <li key={contact.id}>
                  <span class="row-name">
                    <a href={`/settings/contacts/${contact.id}`}>
                      <Said t={t} zh={contact.name} />
                    </a>{' '}
                    <span class="soft">
                      <Said t={t} zh={whoseText(t, town, contact)} />
                    </span>
                  </span>
                  <span>{contact.phone}</span>
                  <span class="soft">{waysText(t, contact)}</span>
                  <OrderButtons t={t} contact={contact} among={listAround(contacts, contact)} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      <History t={t} items={history} undo={isAdmin ? '/settings/contacts/undo' : null} />
    </EditingPage>,
  );
};
