interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly type?: 'date' | 'time' | 'text' | 'count' | 'prose';
  readonly required?: boolean;
}

/** One line of a form, what is wrong with it below. */
export const Field = ({ name, label, value, fault, type = 'text', required = false }: FieldProps) => {
  const shared = { name, required, 'aria-invalid': fault !== undefined, autocomplete: 'off' } as const;
  return (
    <div class="line">
      <label class="field">
        <span>{label}</span>
        {type === 'prose' ? (
          <textarea rows={4} maxLength={2000} {...shared}>
            {value}
          </textarea>
        ) : type === 'date' || type === 'time' ? (
          <input type={type} value={value} {...shared} />
        ) : (
          <input type="text" inputmode={type === 'count' ? 'decimal' : 'text'} value={value} {...shared} />
        )}
      </label>
      {fault !== undefined && <p class="fault">{fault}</p>}
    </div>
  );
};
