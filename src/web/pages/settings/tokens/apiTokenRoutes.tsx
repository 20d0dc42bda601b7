import type { Router } from 'express';
import { isDay } from '../../../../calendar/index.js';
import { TOKEN_SCOPES, type ApiToken } from '../../../../facts/index.js';
import { instantOf, isoIn } from '../../../../town/index.js';
import type { Performer } from '../../../api/perform.js';
import type { WebContext } from '../../../context.js';
import type { Words } from '../../../words/index.js';
import { allOf } from '../../allOf.js';
import { didIn, Input, placeOf, Select, textOf, textOrNull, whoIn } from '../../editing/index.js';
import { RoleFields, roleText } from '../accounts/pages.js';
import { oncePage } from '../parts.js';
import { lately } from '../trail.js';
import { secretsPage } from './listPage.js';
import { secretRoutes } from './secretRoutes.js';

/** An API token as the API shows it. */
type ShownToken = Omit<ApiToken, 'town' | 'hash' | 'revokedAt'> & { readonly lastUsedAt: string | null };

const HOME = '/settings/api-tokens';
const FIELDS = ['label', 'scope', 'role', 'village', 'department', 'expires'];

const useText = (t: Words, { createdAt, expiresAt, lastUsedAt }: ShownToken): string => {
  const { created, used, unused, until } = t.people.apiTokens;
  const parts = [
    created(t.dates.dayWithYear(createdAt.slice(0, 10))),
    ...(expiresAt === null ? [] : [until(t.dates.instantWithYear(expiresAt))]),
    lastUsedAt === null ? unused : used(t.dates.instantWithYear(lastUsedAt)),
  ];
  return parts.join(t.planning.comma);
};

/** `/settings/api-tokens`: what programs use the API with. */
export function apiTokenRoutes(context: WebContext, performer: Performer): Router {
  const { zone } = context.calendars.town;
  /** The end of a day; what is no day goes as it was typed, for the schema to refuse. */
  const endOf = (day: string | null): string | null =>
    day !== null && isDay(day) ? isoIn(instantOf(day, '23:59:59', zone), zone) : day;

  return secretRoutes(context, performer, {
    kind: 'apiTokens',
    home: HOME,
    allowed: 'admins',
    operations: { make: 'createApiToken', change: 'changeApiToken', revoke: 'revokeApiToken' },
    fields: FIELDS,
    empty: { scope: ['read'], role: ['office'] },
    bodyOf: (values) => ({
      label: textOf(values, 'label'),
      scope: textOf(values, 'scope'),
      role: textOf(values, 'role'),
      village: textOrNull(values, 'village'),
      department: textOrNull(values, 'department'),
      expiresAt: endOf(textOrNull(values, 'expires')),
    }),
    fieldOf: (path) => (path === 'expiresAt' ? 'expires' : FIELDS.includes(path) ? path : null),
    list: async (request, response, form, relabelling) => {
      const place = placeOf(request, response, context);
      const { t, town } = place;
      const { fields, labelHint, scopes, expiresHint, forAccount, ...texts } = t.people.apiTokens;
      const tokens = await allOf<ShownToken>(performer, { who: whoIn(response), request }, 'listApiTokens');
      const common = { t, form };
      return secretsPage({
        place,
        current: 'apiTokens',
        home: HOME,
        texts,
        labels: fields,
        labelHint,
        rows: tokens.map((token) => {
          const { id, label, revision, role, scope } = token;
          const as = role === null ? forAccount : roleText(t, town, { ...token, role });
          return {
            id,
            label,
            revision,
            what: `${as}${t.planning.comma}${scopes[scope]}`,
            use: useText(t, token),
          };
        }),
        form,
        relabelling: relabelling ?? null,
        children: (
          <>
            <Select
              {...common}
              name="scope"
              label={fields.scope}
              options={TOKEN_SCOPES.map((value) => ({ value, text: scopes[value] }))}
            />
            <RoleFields t={t} town={town} form={form} />
            <Input {...common} name="expires" type="date" label={fields.expires} hint={expiresHint} />
          </>
        ),
        history: await lately(performer, request, response, { kind: 'apiTokens' }),
        did: request.method === 'GET' ? didIn(request, t, town, []) : null,
      });
    },
    once: (request, response, made) => {
      const place = placeOf(request, response, context);
      const { made: title } = place.t.people.apiTokens;
      const { token, label } = made as { token: string; label: string };
      return oncePage({
        place,
        current: 'apiTokens',
        title,
        text: label,
        secret: token,
        qr: null,
        back: HOME,
      });
    },
  });
}
