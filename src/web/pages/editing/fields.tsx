import type { ComponentChildren } from 'preact';
import type { Words } from '../../words/index.js';
import { textOf, textsOf, type Values } from './values.js';

/** One thing that is wrong in a form; without a field it is about the whole. */
export interface FieldFault {
  readonly field: string | null;
  readonly message: string;
}

/** A form as it is shown: what stands in it, what is wrong, and what somebody else wrote meanwhile. */
export interface Filled {
  readonly values: Values;
  readonly faults: readonly FieldFault[];
  /** Of each field that another changed too: what stands there now. */
  readonly theirs?: Values;
}

export interface Option {
  readonly value: string;
  readonly text: string;
  /** Where `text` is Chinese on an English page. */
  readonly lang?: 'zh-CN';
}

/** Things of the data to choose from, which have Chinese names only. */
export const namedOptions = (
  t: Words,
  items: readonly { readonly id: string; readonly name: string }[],
): Option[] =>
  items.map(({ id, name }) => ({
    value: id,
    text: name,
    ...(t.lang === 'zh' ? {} : { lang: 'zh-CN' as const }),
  }));

interface FieldProps {
  readonly t: Words;
  readonly form: Filled;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wide?: boolean;
}

const faultsAt = ({ faults }: Filled, name: string): readonly FieldFault[] =>
  faults.filter(({ field }) => field === name);

/** What an input says of itself: its name, its description, whether it is wrong; the first wrong one takes the focus. */
function described({ form, name, hint }: FieldProps) {
  const wrong = faultsAt(form, name).length > 0;
  const ids = [
    ...(hint === undefined ? [] : [`${name}-hint`]),
    ...(wrong ? [`${name}-fault`] : []),
    ...(form.theirs?.[name] === undefined ? [] : [`${name}-theirs`]),
  ];
  return {
    id: name,
    name,
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(wrong ? { 'aria-invalid': true } : {}),
    ...(wrong && form.faults.find(({ field }) => field !== null)?.field === name ? { autoFocus: true } : {}),
  };
}

/** What a field's values are called; `none` is what leaving it open is called. */
interface Called {
  readonly options?: readonly Option[];
  readonly none?: string | undefined;
}

/** What somebody else has written or chosen there, as the page calls it. */
const theirText = ({ t, form, name }: FieldProps, { options = [], none = t.planning.none }: Called): string =>
  textsOf(form.theirs ?? {}, name)
    .map((text) => options.find(({ value }) => value === text)?.text ?? text)
    .join(t.planning.comma) || none;

const Notes = ({ props, called = {} }: { props: FieldProps; called?: Called }) => {
  const { t, form, name, hint } = props;
  return (
    <>
      {hint !== undefined && (
        <p class="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {faultsAt(form, name).length > 0 && (
        <p class="field-fault" id={`${name}-fault`}>
          {faultsAt(form, name)
            .map(({ message }) => message)
            .join('；')}
        </p>
      )}
      {form.theirs?.[name] !== undefined && (
        <p class="field-theirs" id={`${name}-theirs`}>
          {t.editing.theirs(theirText(props, called))}
        </p>
      )}
    </>
  );
};

interface FrameProps {
  readonly props: FieldProps;
  readonly called?: Called;
  readonly children: ComponentChildren;
}

const Frame = ({ props, called, children }: FrameProps) => (
  <div class={props.wide === true ? 'field wide' : 'field'}>
    <label for={props.name}>{props.label}</label>
    {children}
    <Notes props={props} {...(called ? { called } : {})} />
  </div>
);

interface InputProps extends FieldProps {
  readonly type?: 'text' | 'date' | 'time' | 'email' | 'tel' | 'search';
  readonly required?: boolean;
}

export const Input = ({ type = 'text', required = false, ...props }: InputProps) => {
  // Preact types every sort of input by itself; this one may be any of them.
  const sort: object = { type };
  return (
    <Frame props={props}>
      <input
        {...sort}
        required={required}
        autocomplete="off"
        {...described(props)}
        value={textOf(props.form.values, props.name)}
      />
    </Frame>
  );
};

/** Words in as many lines as they want: a field of one line would run them together. */
export const Prose = (props: FieldProps) => (
  <Frame props={props}>
    <textarea rows={3} autocomplete="off" {...described(props)}>
      {textOf(props.form.values, props.name)}
    </textarea>
  </Frame>
);

/** A choice of one; `none` is what leaving it open is called. */
export const Select = ({
  options,
  none,
  ...props
}: FieldProps & { readonly options: readonly Option[]; readonly none?: string }) => {
  const chosen = textOf(props.form.values, props.name);
  return (
    <Frame props={props} called={{ options, none }}>
      <select {...described(props)}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map(({ value, text, lang }) => (
          <option key={value} value={value} selected={value === chosen} {...(lang ? { lang } : {})}>
            {text}
          </option>
        ))}
      </select>
    </Frame>
  );
};

/** A choice of any. */
export const Checks = ({ options, ...props }: FieldProps & { readonly options: readonly Option[] }) => {
  const chosen = textsOf(props.form.values, props.name);
  const { id, 'aria-describedby': about, ...rest } = described(props);
  return (
    <fieldset class="checks" id={id} {...(about === undefined ? {} : { 'aria-describedby': about })}>
      <legend>{props.label}</legend>
      <div class="check-list">
        {options.map(({ value, text, lang }, index) => (
          <label key={value} {...(lang ? { lang } : {})}>
            <input
              type="checkbox"
              name={rest.name}
              value={value}
              checked={chosen.includes(value)}
              autoFocus={rest.autoFocus === true && index === 0}
            />{' '}
            {text}
          </label>
        ))}
      </div>
      <Notes props={props} called={{ options }} />
    </fieldset>
  );
};

/** A box to check. */
export const Check = (props: FieldProps) => (
  <div class="check">
    <label>
      <input
        type="checkbox"
        value="1"
        {...described(props)}
        checked={textOf(props.form.values, props.name) !== ''}
      />{' '}
      {props.label}
    </label>
    <Notes props={props} called={{ options: [{ value: '1', text: props.t.editing.ticked }] }} />
  </div>
);

/** All that is wrong, over the form, each a link to its field. */
export const FaultSummary = ({
  t,
  faults,
  labels,
}: {
  t: Words;
  faults: readonly FieldFault[];
  labels: Readonly<Record<string, string>>;
}) =>
  faults.length === 0 ? null : (
    <div class="notice error" role="alert">
      <p>
        <b>{t.editing.faults(faults.length)}</b>
      </p>
      <ul class="bullets">
        {faults.map(({ field, message }) => (
          <li key={`${field ?? ''} ${message}`}>
            {field === null ? (
              message
            ) : (
              <a href={`#${field}`}>
                {labels[field] ?? field}
                {t.planning.colon}
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
