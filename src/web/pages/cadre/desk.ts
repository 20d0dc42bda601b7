import type { Request, Response } from 'express';
import type { Actor } from '../../../facts/index.js';
import { openLink, type OpenLink } from '../../../reminders/index.js';
import type { Fault } from '../../../town/index.js';
import type { WebContext } from '../../context.js';
import { Problem, sendProblem } from '../../problem.js';
import { requestIdOf } from '../../requestId.js';
import { messagePage } from '../message.js';
import type { Sent } from './input.js';
import { cadrePage } from './page.js';
import { viewOf } from './view.js';

/** The same for a link that never was, one that is too old, and one that was revoked. */
const GONE = '链接已失效，请联系司法所。';

/** Whether a program asks, and no browser's form. */
export const isJson = (request: Request): boolean =>
  typeof request.is('json') === 'string' || request.accepts(['html', 'json']) === 'json';

const tokenOf = (request: Request): string => String(request.params.token);

/** What every answer at a link needs. */
export interface CadreDesk {
  /** What the link opens; null after it was answered that it opens nothing. */
  open(request: Request, response: Response): Promise<OpenLink | null>;
  gone(request: Request, response: Response): void;
  show(request: Request, response: Response, link: OpenLink, sent?: Sent): Promise<void>;
  /** Says what is wrong, in the page or as a problem. */
  refuse(
    request: Request,
    response: Response,
    link: OpenLink,
    sent: Sent & { readonly faults: readonly Fault[] },
    status?: 413 | 422,
  ): Promise<void>;
  actor(request: Request, link: OpenLink): Actor;
  /** Back to the page, or the fact to a program. */
  done(request: Request, response: Response, fact: unknown): void;
}

/** @throws Problem 403 for a form on another site: the link is the secret, so it cannot know it, but a browser says so */
export function refuseForeign(request: Request): void {
  if (request.get('sec-fetch-site') === 'cross-site') throw new Problem(403, '请在原来的页面上回复');
}

export function cadreDesk({ store, calendars, clock }: WebContext): CadreDesk {
  const { town } = calendars;
  const desk: CadreDesk = {
    open: async (request, response) => {
      const link = await store.read((transaction) => openLink(transaction, town, tokenOf(request), clock()));
      if (!link) desk.gone(request, response);
      return link;
    },
    gone: (request, response) => {
      // What was being sent is read on and thrown away, so that the answer is heard.
      request.resume();
      if (isJson(request)) sendProblem(response, new Problem(404, GONE));
      else
        response
          .status(404)
          .type('html')
          .send(messagePage({ org: town.name, title: '打不开', text: GONE }));
    },
    show: async (request, response, link, sent) => {
      const view = await store.read((transaction) => viewOf(transaction, link, town, clock()));
      response
        .status(sent === undefined ? 200 : 422)
        .type('html')
        .send(cadrePage({ view, path: `/r/${tokenOf(request)}`, sent }));
    },
    refuse: async (request, response, link, sent, status = 422) => {
      if (isJson(request)) throw new Problem(status, '有内容不对，什么都没有保存', sent.faults);
      await desk.show(request, response, link, sent);
    },
    actor: (request, { contact }) => ({
      actor: `contact:${contact}`,
      via: 'link',
      address: request.ip ?? null,
      request: requestIdOf(request),
      reason: null,
    }),
    done: (request, response, fact) => {
      if (isJson(request)) response.json(fact);
      else response.redirect(303, `/r/${tokenOf(request)}`);
    },
  };
  return desk;
}
