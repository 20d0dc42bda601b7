import { z } from 'zod';
import { revisionTag } from '../conditional.js';
import type { Answer, AnswerShape } from './operation.js';

interface Revised {
  readonly revision: number;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

/** With the tag that a later change must name. */
export const okTagged = (fact: Revised, body: unknown): Answer => ({
  status: 200,
  body,
  headers: { ETag: revisionTag(fact) },
});

/** @param path of what was made, under `/api/v1` */
export const created = (path: string, body: unknown, fact?: Revised): Answer => ({
  status: 201,
  body,
  headers: { Location: `/api/v1${path}`, ...(fact ? { ETag: revisionTag(fact) } : {}) },
});

export const noContent: Answer = { status: 204 };

/** What holds a secret or a session is for no cache. */
export const unkept = (answer: Answer): Answer => ({
  ...answer,
  headers: { ...answer.headers, 'Cache-Control': 'no-store' },
});

const pages = new WeakMap<z.ZodType, z.ZodType>();

/** A list's page; made once for each sort of item. */
function pageSchema(item: z.ZodType): z.ZodType {
  const page =
    pages.get(item) ??
    z.strictObject({
      items: z.array(item),
      next: z.string().nullable().describe('下一页的 cursor；null 是最后一页'),
    });
  pages.set(item, page);
  return page;
}

/** The shape of a list's page. */
export const listOf = (item: z.ZodType, means: string): AnswerShape => ({ means, schema: pageSchema(item) });
