import type { LawGuide } from '../../../facts/index.js';
import type { RegisterRow } from '../../../ledger/index.js';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { namesIn } from '../namesIn.js';
import { Faults } from '../faults.js';
import { htmlDocument } from '../layout.js';
import { LedgerPage, type Place } from './frame.js';

/** What a form of the register held. */
export interface GuideAsked {
  readonly village: string;
  readonly name: string;
  readonly certificate: string;
}

/** A form that was refused, and why. */
export interface Refused {
  /** Whom it was to change; null: it was to add somebody. */
  readonly id: string | null;
  readonly asked: GuideAsked;
  readonly faults: readonly { readonly path: string; readonly message: string }[];
}

const NOBODY: GuideAsked = { village: '', name: '', certificate: '' };

/** What the form calls its fields. */
const fieldsOf = ({ village, name, certificate }: Words['ledger']['register']) => ({
  village,
  name,
  certificate,
});

const Fields = ({ t, town, asked }: { t: Words; town: Town; asked: GuideAsked }) => {
  const { register } = t.ledger;
  return (
    <>
      <label class="field">
        <span>{register.village}</span>
        <select name="village">
          {town.villages.map((village) => (
            <option key={village.id} value={village.id} selected={village.id === asked.village}>
              {t.names.village(village)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{register.name}</span>
        <input type="text" name="name" value={asked.name} required autocomplete="off" maxlength={100} />
      </label>
      <label class="field">
        <span>
          {register.certificate} <small>{register.optional}</small>
        </span>
        <input type="text" name="certificate" value={asked.certificate} autocomplete="off" maxlength={100} />
      </label>
    </>
  );
};

const Guide = ({
  t,
  town,
  guide,
  refused,
}: {
  t: Words;
  town: Town;
  guide: LawGuide;
  refused: Refused | null;
}) => {
  const { register } = t.ledger;
  const { id, village, name, certificate } = guide;
  return (
    <li>
      <details open={refused !== null}>
        <summary>
          <b lang="zh-CN">{name}</b> <small>{certificate ?? register.noCertificate}</small>
          <span class="change">{register.change}</span>
        </summary>
        <Faults t={t} faults={refused?.faults ?? []} fields={fieldsOf(t.ledger.register)} />
        <form method="post" action={`/ledger/guides/${id}`} class="guide-form">
          <Fields
            t={t}
            town={town}
            asked={refused?.asked ?? { village, name, certificate: certificate ?? '' }}
          />
          <button class="button primary" type="submit">
            {register.keep}
          </button>
        </form>
        <form method="post" action={`/ledger/guides/${id}/remove`} class="remove">
          <button class="button" type="submit" aria-label={register.removeOf(name)}>
            {register.remove}
          </button>
          <span class="hint">{register.removeHint}</span>
        </form>
      </details>
    </li>
  );
};

interface GuidesProps {
  readonly place: Place;
  readonly guides: readonly LawGuide[];
  readonly register: readonly RegisterRow[];
  readonly refused: Refused | null;
  /** The village somebody was just added to. */
  readonly village: string | null;
}

/** `/ledger/guides`: the register of 法律明白人, with what each village lacks. */
export const guidesPage = ({
  place,
  guides,
  register: rows,
  refused,
  village: last,
}: GuidesProps): string => {
  const { t } = place.staff;
  const { town } = place;
  const { register } = t.ledger;
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  const adding = refused?.id === null ? refused : null;
  return htmlDocument(
    <LedgerPage place={place} current="guides">
      <p class="lead">
        {register.sum(sum(rows.map(({ registered }) => registered)), sum(rows.map(({ missing }) => missing)))}
      </p>
      <p class="hint">{register.lead}</p>
      <section class="add-guide" aria-labelledby="add">
        <h2 id="add">{register.add}</h2>
        <Faults t={t} faults={adding?.faults ?? []} fields={fieldsOf(register)} />
        <form method="post" action="/ledger/guides" class="guide-form">
          <Fields t={t} town={town} asked={adding?.asked ?? { ...NOBODY, village: last ?? '' }} />
          <button class="button primary" type="submit">
            {register.save}
          </button>
        </form>
      </section>
      <ul class="register">
        {rows.map(({ village, registered, wanted, missing }) => {
          const mine = guides.filter((guide) => guide.village === village);
          return (
            <li key={village} id={`v-${village}`}>
              <h3>
                {namesIn(town, t).village(village)} <small>{register.has(registered, wanted)}</small>
                {missing > 0 ? (
                  <span class="tag warn">{register.lacks(missing)}</span>
                ) : (
                  <span class="whole">✓ {register.enough}</span>
                )}
              </h3>
              {mine.length === 0 ? (
                <p class="hint">{register.nobody}</p>
              ) : (
                <ul class="people">
                  {mine.map((guide) => (
                    <Guide
                      key={guide.id}
                      t={t}
                      town={town}
                      guide={guide}
                      refused={refused?.id === guide.id ? refused : null}
                    />
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </LedgerPage>,
  );
};
