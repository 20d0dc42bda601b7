import { Router } from 'express';
import { toString as qrCode } from 'qrcode';
import { feedPathsOf, feedSpecAt } from '../../../feeds/index.js';
import type { WebContext } from '../../context.js';
import { otherLanguage, wordsFor } from '../../language.js';
import { words } from '../../words/index.js';
import { CLIENTS } from './clients.js';
import { helpPage } from './page.js';
import type { Choice } from './ways.js';
import { helpLink } from './phones.js';

const QR = /^\/feeds\/(.+)\/qr\.svg$/;

/** `/feeds/help?feed=&phone=` and `/feeds/{path}/qr.svg`. */
export function feedHelpRoutes({ calendars, baseUrl }: WebContext): Router {
  const { town, keyDates } = calendars;
  const en = words('en');
  const englishOf = (path: string): string | null => {
    if (path === 'town') return en.subscribe.townFeed(en.names.town(town));
    if (path === 'key-dates') return en.subscribe.keyDates;
    const [kind, id] = path.split('/');
    if (kind === 'villages') {
      const village = town.villages.find((one) => one.id === id);
      return village ? en.names.village(village) : null;
    }
    const keyDate = kind === 'campaigns' ? keyDates.find((one) => one.id === id) : undefined;
    return keyDate ? en.names.keyDate(keyDate.name) : null;
  };
  const choices = feedPathsOf(town).flatMap((path): Choice[] => {
    const spec = feedSpecAt(path, town, keyDates);
    return spec ? [{ path, name: spec.name, en: englishOf(path) }] : [];
  });
  const choiceAt = (path: unknown): Choice | undefined => choices.find((choice) => choice.path === path);
  const [first = { path: 'town', name: town.name, en: null }] = choices;

  const router = Router();
  router.get('/feeds/help', (request, response) => {
    const t = wordsFor(request, response);
    const chosen = choiceAt(request.query.feed) ?? first;
    const client = CLIENTS.find(({ id }) => id === request.query.phone) ?? null;
    response
      .set('Cache-Control', 'no-cache')
      .type('html')
      .send(
        helpPage({
          t,
          otherLanguage: otherLanguage(request, t),
          org: t.names.town(town),
          baseUrl,
          choices,
          chosen,
          client,
        }),
      );
  });
  router.get('/feeds/*path', async (request, response, next) => {
    const choice = choiceAt(QR.exec(request.path)?.[1]);
    if (!choice) {
      next();
      return;
    }
    // A page, not the feed itself: WeChat's scanner and most phones can do nothing with a calendar's address.
    const code = await qrCode(baseUrl + helpLink(choice.path), { type: 'svg' });
    response.set('Cache-Control', 'no-cache').type('svg').send(code);
  });
  return router;
}
