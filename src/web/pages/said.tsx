import type { Words } from '../words/index.js';

interface SaidProps {
  readonly t: Words;
  /** What the data say, in Chinese. */
  readonly zh: string;
  /** The same in English, where there is any. */
  readonly en?: string | null;
}

/** Text out of the data: in the page's language where the data have it, else in Chinese and marked as such. */
export const Said = ({ t, zh, en = null }: SaidProps) => {
  if (t.lang === 'zh') return <>{zh}</>;
  return en === null ? <span lang="zh-CN">{zh}</span> : <>{en}</>;
};
