import type { Router } from 'express';
import type { Contact, FeedScope, FeedToken } from '../../../../facts/index.js';
import type { Town } from '../../../../town/index.js';
import type { Performer } from '../../../api/perform.js';
import type { WebContext } from '../../../context.js';
import type { Words } from '../../../words/index.js';
import { allOf } from '../../allOf.js';
import { didIn, namedOptions, placeOf, Select, textOf, type Option, whoIn } from '../../editing/index.js';
import { oncePage } from '../parts.js';
import { lately } from '../trail.js';
import { secretsPage } from './listPage.js';
import { secretRoutes } from './secretRoutes.js';

/** A feed token as the API shows it. */
type ShownToken = Pick<FeedToken, 'id' | 'label' | 'scope' | 'createdAt' | 'revision'> & {
  readonly lastUsedAt: string | null;
};

const HOME = '/settings/feed-tokens';
const FIELDS = ['label', 'scope'];

/** Those whose feed a link can hold, as `kind:id`. */
function scopesIn(t: Words, town: Town, contacts: readonly Pick<Contact, 'id' | 'name'>[]): Option[] {
  const { kinds, office } = t.people.feeds;
  const of = (kind: Exclude<FeedScope['kind'], 'office'>, items: readonly { id: string; name: string }[]) =>
    namedOptions(t, items).map(({ value, text, ...rest }): Option => ({
      ...rest,
      value: `${kind}:${value}`,
      text: `${kinds[kind]}${t.planning.colon}${text}`,
    }));
  return [
    ...of('lawyer', town.lawyers),
    ...of('department', town.departments),
    ...of('contact', contacts),
    { value: 'office', text: office },
  ];
}

const scopeId = (scope: FeedScope): string => ('id' in scope ? `${scope.kind}:${scope.id}` : scope.kind);

/** `/settings/feed-tokens`: the links of private feeds. */
export function feedTokenRoutes(context: WebContext, performer: Performer): Router {
  return secretRoutes(context, performer, {
    kind: 'feedTokens',
    home: HOME,
    allowed: 'office',
    operations: { make: 'createFeedToken', change: 'changeFeedToken', revoke: 'revokeFeedToken' },
    fields: FIELDS,
    empty: {},
    bodyOf: (values) => {
      const [kind, ...id] = textOf(values, 'scope').split(':');
      const scope = kind === 'office' ? { kind } : { kind, id: id.join(':') };
      return { label: textOf(values, 'label'), scope };
    },
    fieldOf: (path) => FIELDS.find((field) => path === field || path.startsWith(`${field}.`)) ?? null,
    list: async (request, response, form, relabelling) => {
      const place = placeOf(request, response, context);
      const { t, town } = place;
      const { fields, labelHint, kinds, ...texts } = t.people.feeds;
      const { created, used, unused } = t.people.apiTokens;
      const tokens = await allOf<ShownToken>(performer, { who: whoIn(response), request }, 'listFeedTokens');
      const contacts = await allOf<Contact>(performer, { who: whoIn(response), request }, 'listContacts');
      const scopes = scopesIn(t, town, contacts);
      return secretsPage({
        place,
        current: 'feedTokens',
        home: HOME,
        texts,
        labels: fields,
        labelHint,
        rows: tokens.map(({ id, label, revision, scope, createdAt, lastUsedAt }) => ({
          id,
          label,
          revision,
          what: scopes.find(({ value }) => value === scopeId(scope))?.text ?? kinds[scope.kind],
          use: [
            created(t.dates.dayWithYear(createdAt.slice(0, 10))),
            lastUsedAt === null ? unused : used(t.dates.instantWithYear(lastUsedAt)),
          ].join(t.planning.comma),
        })),
        form,
        relabelling: relabelling ?? null,
        children: <Select t={t} form={form} name="scope" label={fields.scope} options={scopes} wide />,
        history: await lately(performer, request, response, { kind: 'feedTokens' }),
        did: request.method === 'GET' ? didIn(request, t, town, []) : null,
      });
    },
    once: (request, response, made) => {
      const place = placeOf(request, response, context);
      const { made: title, copy, scan } = place.t.people.feeds;
      const { link, webcal } = made as { link: string; webcal: string };
      return oncePage({
        place,
        current: 'feedTokens',
        title,
        text: copy,
        secret: link,
        qr: { text: webcal, label: scan },
        back: HOME,
      });
    },
  });
}
