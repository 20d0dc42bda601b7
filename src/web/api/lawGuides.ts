import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { textSchema } from '../../calendar/index.js';
import { lawGuideSchema, type LawGuide, type ReadTransaction } from '../../facts/index.js';
import { registerOf } from '../../ledger/index.js';
import { oneOf, type Town } from '../../town/index.js';
import { nowOf, type WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { created, listOf, noContent, ok } from './answers.js';
import { townFor } from './ledgerFor.js';
import { listQuery, pageOf } from './list.js';
import { operation, type Operation } from './operation.js';

const shownSchema = lawGuideSchema.omit({ town: true }).meta({ id: 'LawGuide' });

const shown = ({ town, ...rest }: LawGuide): z.infer<typeof shownSchema> => rest;

const gapsSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      village: z.string(),
      registered: z.int(),
      wanted: z.int(),
      missing: z.int(),
    }),
  ),
  next: z.null(),
});

const positionOf = ({ village, id }: LawGuide): string => `${village} ${id}`;

const TAG = '法律明白人';

const bodyOf = (town: Town) =>
  z.strictObject({
    village: oneOf(town.villages, '村'),
    name: textSchema,
    certificate: textSchema.nullable().default(null).describe('证书编号，没有写 null'),
  });

/** @throws Problem 404 */
async function knownGuide(transaction: ReadTransaction, town: string, id: string): Promise<LawGuide> {
  const guide = await transaction.get('lawGuides', town, id);
  if (!guide) throw new Problem(404, `名册里没有：${id}`);
  return guide;
}

/** `/api/v1/law-guides`: the villages' registers; names are for the office alone, numbers for all who work in the town. */
export function lawGuideOperations(context: WebContext): Operation[] {
  const { town } = context.calendars;
  const shape = { means: '法律明白人', schema: shownSchema };
  return [
    operation({
      id: 'listLawGuides',
      tag: TAG,
      method: 'get',
      path: '/law-guides',
      summary: '法律明白人名册',
      allowed: 'office',
      query: listQuery({ village: z.string().optional() }),
      answers: { 200: listOf(shownSchema, '一页名册') },
      run: async ({ query: { village, limit, cursor }, read }) => {
        const found = await read((transaction) => transaction.find('lawGuides', { town: town.id }));
        const sorted = found
          .filter((guide) => village === undefined || guide.village === village)
          .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
        const page = pageOf(sorted, positionOf, { limit, cursor });
        return ok({ items: page.items.map(shown), next: page.next });
      },
    }),
    operation({
      id: 'getLawGuideGaps',
      tag: TAG,
      method: 'get',
      path: '/law-guides/gaps',
      summary: '各村登记了几个法律明白人，还缺几个（每村至少三人）；只有人数',
      allowed: 'members',
      answers: { 200: { means: '各村人数', schema: gapsSchema } },
      run: async ({ who, read }) =>
        ok({
          items: registerOf(
            townFor(who, town),
            await read((transaction) => transaction.find('lawGuides', { town: town.id })),
          ),
          next: null,
        }),
    }),
    operation({
      id: 'createLawGuide',
      tag: TAG,
      method: 'post',
      path: '/law-guides',
      summary: '登记一个法律明白人',
      allowed: 'office',
      body: () => bodyOf(town),
      answers: { 201: { ...shape, headers: ['Location'] } },
      run: ({ body, write }) =>
        write(async (transaction) => {
          const guide: LawGuide = {
            id: randomBytes(10).toString('hex'),
            town: town.id,
            ...body,
            createdAt: nowOf(context),
          };
          await transaction.put('lawGuides', guide);
          return created(`/law-guides/${guide.id}`, shown(guide));
        }),
    }),
    operation({
      id: 'replaceLawGuide',
      tag: TAG,
      method: 'put',
      path: '/law-guides/{id}',
      summary: '更正名册里的一个人：村、姓名、证书编号',
      allowed: 'office',
      body: () => bodyOf(town),
      answers: { 200: shape },
      run: ({ params, body, write }) =>
        write(async (transaction) => {
          const before = await knownGuide(transaction, town.id, params.id ?? '');
          const guide = { ...before, ...body };
          if (!isDeepStrictEqual(guide, before)) await transaction.put('lawGuides', guide);
          return ok(shown(guide));
        }),
    }),
    operation({
      id: 'deleteLawGuide',
      tag: TAG,
      method: 'delete',
      path: '/law-guides/{id}',
      summary: '从名册里删去；姓名不再留存',
      allowed: 'office',
      answers: { 204: { means: '已删去' } },
      run: ({ params, write }) =>
        write(async (transaction) => {
          const { id } = await knownGuide(transaction, town.id, params.id ?? '');
          await transaction.remove('lawGuides', town.id, id);
          return noContent;
        }),
    }),
  ];
}
