import type { Words } from '../../words/index.js';

/** What saving would do, found out by a rehearsal. */
export interface Effects {
  readonly warnings: readonly string[];
  /** Whom it would tell, in words. */
  readonly told: string;
}

/** What saving would do, over the form that it was asked of. */
export const EffectsPanel = ({ t, effects }: { t: Words; effects: Effects | null }) => {
  if (!effects) return null;
  const { previewTitle, warnings, noWarnings } = t.activities;
  return (
    <div class={effects.warnings.length > 0 ? 'notice warn' : 'notice'} role="alert">
      <p>
        <b>{previewTitle}</b>
      </p>
      <p>{effects.warnings.length > 0 ? warnings : noWarnings}</p>
      {effects.warnings.length > 0 && (
        <ul class="bullets" lang="zh-CN">
          {effects.warnings.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <p>{effects.told}</p>
    </div>
  );
};

/** The buttons under a form that can be rehearsed. What was warned of is sent along, so that it is not asked twice. */
export const SaveButtons = ({ t, effects }: { t: Words; effects: Effects | null }) => {
  const isWarned = (effects?.warnings.length ?? 0) > 0;
  return (
    <div class="buttons">
      {effects?.warnings.map((text) => (
        <input key={text} type="hidden" name="accepted" value={text} />
      ))}
      <button class="button primary" type="submit">
        {isWarned ? t.activities.saveAnyway : t.editing.save}
      </button>
      <button class="button" type="submit" name="preview" value="1">
        {t.activities.preview}
      </button>
    </div>
  );
};
