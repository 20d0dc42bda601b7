import { z } from 'zod';
import { idSchema, textSchema } from '../calendar/index.js';
import { instantSchema } from './activity.js';

/**
 * A 法律明白人: a villager trained to know the law, entered in the village's register. The name is personal: for the
 * office's eyes, in no public page, feed or export.
 */
export const lawGuideSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{20}$/),
  town: idSchema,
  village: idSchema,
  name: textSchema,
  /** The certificate's number; null where none was issued yet. */
  certificate: textSchema.nullable(),
  createdAt: instantSchema,
});

export type LawGuide = Readonly<z.infer<typeof lawGuideSchema>>;

const HIDDEN = '***';

/** As the trail shows it: who was struck off the register is not kept there by name. */
export const maskedLawGuide = (guide: LawGuide): LawGuide => ({
  ...guide,
  name: HIDDEN,
  certificate: guide.certificate === null ? null : HIDDEN,
});
