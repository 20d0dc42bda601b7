import type { Request, Response } from 'express';
import type { Principal } from '../../access/index.js';
import { otherLanguage, wordsFor } from '../../language.js';
import type { Words } from '../../words/index.js';

/** Who looks at a page behind login, and in which language. */
export interface Staff {
  readonly who: Principal;
  readonly t: Words;
  /** The same page in the other language. */
  readonly otherLanguage: string;
}

/** Whoever the guard `pageFor` has let through. */
export const whoIn = (response: Response): Principal => (response.locals as { who: Principal }).who;

/** The same, with the language that they read. */
export function staffIn(request: Request, response: Response): Staff {
  const t = wordsFor(request, response);
  return { who: whoIn(response), t, otherLanguage: otherLanguage(request, t) };
}
