interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly type?: 'date' | 'time' | 'text' | 'prose';
}

const faultId = (name: string): string => `${name}-fault`;

/** What is wrong with a field; a script fills an empty one. */
export const FaultLine = ({ name, fault }: Pick<FieldProps, 'name' | 'fault'>) => (
  <p class="fault" id={faultId(name)} hidden={fault === undefined}>
    {fault}
  </p>
);

const faulty = ({ name, fault }: Pick<FieldProps, 'name' | 'fault'>) => ({
  'aria-invalid': fault !== undefined,
  'aria-describedby': faultId(name),
});

/** One line of a form, what is wrong with it below. */
export const Field = ({ name, label, value, fault, type = 'text' }: FieldProps) => {
  const shared = { name, autocomplete: 'off', ...faulty({ name, fault }) } as const;
  return (
    <div class="line">
      <label class="field">
        <span>{label}</span>
        {type === 'prose' ? (
          <textarea rows={3} maxLength={2000} {...shared}>
            {value}
          </textarea>
        ) : type === 'text' ? (
          <input type="text" value={value} {...shared} />
        ) : (
          <input type={type} value={value} {...shared} />
        )}
      </label>
      <FaultLine name={name} fault={fault} />
    </div>
  );
};

interface CountProps {
  readonly name: string;
  readonly label: string;
  /** What is counted, for who hears the buttons: “到场人数”. */
  readonly short: string;
  readonly value: string;
  readonly fault: string | undefined;
  /** What the buttons add; the first is taken away as well. */
  readonly steps: readonly number[];
  readonly required?: boolean;
}

const StepButton = ({ name, short, step }: { name: string; short: string; step: number }) => (
  <button
    class="step"
    type="button"
    hidden
    data-step={step}
    aria-controls={name}
    aria-label={`${short}${step < 0 ? '减' : '加'} ${Math.abs(step)}`}
  >
    {step < 0 ? '−' : step === 10 ? '＋10' : '＋'}
  </button>
);

/** A number, typed or stepped to; the buttons show where a script makes them work. */
export const Count = ({ name, label, short, value, fault, steps, required = false }: CountProps) => (
  <div class="line">
    <label class="label" for={name}>
      {label}
    </label>
    <div class="stepper">
      <StepButton name={name} short={short} step={-(steps[0] ?? 1)} />
      <input
        id={name}
        name={name}
        type="text"
        inputmode="decimal"
        value={value}
        required={required}
        autocomplete="off"
        {...faulty({ name, fault })}
      />
      {steps.map((step) => (
        <StepButton key={step} name={name} short={short} step={step} />
      ))}
    </div>
    <FaultLine name={name} fault={fault} />
  </div>
);

interface PhotoFieldProps {
  readonly label: string;
  readonly fault: string | undefined;
}

/** Photos from the camera or the album. A script shows them, makes them small and keeps them till they are sent. */
export const PhotoField = ({ label, fault }: PhotoFieldProps) => {
  const told = faulty({ name: 'photos', fault });
  return (
    <div class="line" role="group" aria-labelledby="photos-label">
      <p class="label" id="photos-label">
        {label}
      </p>
      <ul class="thumbs" data-photos hidden aria-label="要交的照片" />
      <div class="pick">
        {/* An iPhone turns its HEIC photos into JPEG where only these two are asked for. */}
        <label>
          <span>拍照</span>
          <input type="file" name="photos" accept="image/jpeg,image/png" capture="environment" {...told} />
        </label>
        <label>
          <span>从相册选</span>
          <input type="file" name="photos" accept="image/jpeg,image/png" multiple {...told} />
        </label>
      </div>
      <FaultLine name="photos" fault={fault} />
    </div>
  );
};
