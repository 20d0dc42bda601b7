import type { Words } from '../../words/index.js';
import { lookClass, type Look } from './topics.js';

/** One character in the colour of a topic; filled where the town holds something. The name beside it says the rest. */
export const Stamp = ({ t, look }: { t: Words; look: Look }) => (
  <span class={`stamp ${lookClass(look)}`} aria-hidden="true">
    {t.names.marks[look.topic]}
  </span>
);
