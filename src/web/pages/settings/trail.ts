import type { Request, Response } from 'express';
import type { Performer } from '../../api/perform.js';
import { whoIn, type Happened } from '../editing/index.js';

/** What was lately done to a kind of fact, or to one of it, the newest first. */
export async function lately(
  { perform }: Performer,
  request: Request,
  response: Response,
  asked: { readonly kind: string; readonly target?: string },
): Promise<Happened[]> {
  const query = { ...asked, order: 'newest', limit: '30' };
  const { body } = await perform('listAudit', { who: whoIn(response), request, query });
  return (body as { items: Happened[] }).items;
}
