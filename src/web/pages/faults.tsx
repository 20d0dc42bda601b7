import type { Words } from '../words/index.js';

interface FaultsProps {
  readonly t: Words;
  readonly faults: readonly { readonly path: string; readonly message: string }[];
  /** What the form calls its fields, by the first part of a fault's path. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What was refused and why; nothing when nothing was. */
export const Faults = ({ t, faults, fields }: FaultsProps) => {
  if (faults.length === 0) return null;
  const nameOf = (path: string): string => {
    const field = path.replace(/\[.*/, '');
    return Object.hasOwn(fields, field) ? `${fields[field] ?? ''}${t.planning.colon}` : '';
  };
  return (
    <div class="notice error" role="alert">
      <p>{t.planning.faults}</p>
      <ul class="bullets">
        {faults.map(({ path, message }) => (
          <li key={path}>
            {nameOf(path)}
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
};
