import { sayDay } from '@app/contract/kernel/period.ts';
import { IconAlertCircle } from '@tabler/icons-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { useWords } from '../kernel/words.ts';
import { Icon } from './Icon.tsx';

type Frame = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how to put it right. */
  error?: string | null | undefined;
};

/** Attributes that tie a control to its label, hint and error. */
export type Tie = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

/** A label above its control, hint and error underneath, tied for screen readers. */
const Field = ({ label, hint, error, children }: Frame & { children: (tie: Tie) => ReactNode }) => {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="fld">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': true as const }),
      })}
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="er">
          <Icon of={IconAlertCircle} small />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
};

/** What a field for days holds: nothing, or a whole day. */
const dayIn = (value: unknown): string | null =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : null;

/** A line of text, or a day. Browsers write days in their own order, not in that of the page, so a chosen day is also said in words. */
export const TextInput = ({ label, hint, error, ...rest }: Frame & Omit<ComponentProps<'input'>, 'id'>) => {
  const { language } = useWords();
  const day = rest.type === 'date' ? dayIn(rest.value) : null;
  const said = day && (
    <>
      {sayDay(day, language)}
      {hint && <br />}
      {hint}
    </>
  );
  return (
    <Field label={label} hint={said ?? hint} error={error}>
      {(tie) => <input type="text" {...rest} {...tie} />}
    </Field>
  );
};

export const TextArea = ({ label, hint, error, ...rest }: Frame & Omit<ComponentProps<'textarea'>, 'id'>) => (
  <Field label={label} hint={hint} error={error}>
    {(tie) => <textarea rows={3} {...rest} {...tie} />}
  </Field>
);

export type Choice<V extends string> = { value: V; label: string };

type SelectProps<V extends string> = Frame &
  Omit<ComponentProps<'select'>, 'id' | 'value' | 'onChange'> & {
    options: readonly Choice<V>[];
    value: V;
    onPick: (value: V) => void;
  };

export const Select = <V extends string>({ label, hint, error, options, value, onPick, ...rest }: SelectProps<V>) => (
  <Field label={label} hint={hint} error={error}>
    {(tie) => (
      <select {...rest} {...tie} value={value} onChange={(event) => onPick(event.target.value as V)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )}
  </Field>
);
