import { useId } from 'react';
import { Icon, type IconOf } from './Icon.tsx';

export type Segment<V extends string> = { value: V; label: string; icon?: IconOf; tone?: 'ok' | 'no' };

type Props<V extends string> = {
  label: string;
  options: readonly Segment<V>[];
  value: V | null;
  onPick: (value: V) => void;
};

/** A choice of two to four words side by side ("Nhận / Trả lại"): radio buttons, so arrows move and Tab leaves. */
export const Segmented = <V extends string>({ label, options, value, onPick }: Props<V>) => {
  const name = useId();
  return (
    <div className="seg" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={value === option.value ? `on ${option.tone ?? ''}` : undefined}>
          <input type="radio" name={name} checked={value === option.value} onChange={() => onPick(option.value)} />
          {option.icon && <Icon of={option.icon} small />}
          {option.label}
        </label>
      ))}
    </div>
  );
};
