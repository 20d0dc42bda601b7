import type { ActivityRecord } from '../../../facts/index.js';
import type { Words } from '../../words/index.js';

interface PhotoLinkProps {
  readonly t: Words;
  readonly photo: ActivityRecord['photos'][number];
  /** Its place in the record, from 1. */
  readonly number: number;
}

/** A photo of a record, small, and a link to the whole. */
export const PhotoLink = ({ t, photo: { id, width, height }, number }: PhotoLinkProps) => (
  <a href={`/api/v1/photos/${id}`}>
    <img
      src={`/api/v1/photos/${id}`}
      width={width}
      height={height}
      loading="lazy"
      alt={t.activities.photo(number)}
    />
  </a>
);
