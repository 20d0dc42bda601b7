import type { ComponentChildren } from 'preact';
import type { KeyDate } from '../../../calendar/index.js';
import type { Words } from '../../words/index.js';
import { Said } from '../said.js';
import { Stamp } from '../year/stamp.js';
import type { Look } from '../year/topics.js';

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div class="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What is known of a key date as such, and how well. */
export const Facts = ({ t, keyDate, look }: { t: Words; keyDate: KeyDate; look: Look }) => {
  const { basis, confidence, earlier = [], from, lead, revised, source, until } = keyDate;
  const first = earlier[0]?.from ?? from;
  return (
    <dl class="facts">
      <Fact name={t.keyDate.topic}>
        <Stamp t={t} look={look} /> {t.names.topics[look.topic]}
      </Fact>
      {(first !== undefined || until !== undefined) && (
        <Fact name={t.keyDate.since}>
          {first !== undefined && t.keyDate.sinceYear(first)}{' '}
          {until !== undefined && t.keyDate.untilYear(until)}
        </Fact>
      )}
      {earlier.map((one) => (
        <Fact name={t.keyDate.earlier}>
          {t.keyDate.earlierYears(one.from, one.until)} {one.name && t.names.keyDate(one.name)}
          <p class="soft">
            <Said t={t} zh={one.source} />
          </p>
        </Fact>
      ))}
      <Fact name={t.keyDate.basis}>
        {basis === undefined ? <span class="soft">{t.keyDate.noBasis}</span> : <Said t={t} zh={basis} />}
      </Fact>
      <Fact name={t.keyDate.source}>
        <Said t={t} zh={source} />
      </Fact>
      <Fact name={t.keyDate.confidence}>
        <span class={confidence === 'C' ? 'doubt' : ''}>{t.keyDate.confidences[confidence]}</span>
      </Fact>
      {lead !== undefined && (
        <Fact name={t.keyDate.lead}>
          <Said t={t} zh={lead} />
        </Fact>
      )}
      <Fact name={t.keyDate.revised}>{t.dates.dayWithYear(revised)}</Fact>
    </dl>
  );
};
