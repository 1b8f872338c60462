import { type ComponentProps, type MouseEvent, useId } from 'react';
import { Icon, type IconOf } from './Icon.tsx';

export type ButtonLook = 'filled' | 'outline' | 'quiet';

const classOfLook: Record<ButtonLook, string> = { filled: 'btn go', outline: 'btn', quiet: 'btn quiet' };

/** Class of a link that looks like a button. One filled button per screen. */
export const buttonClass = (look: ButtonLook = 'outline', small = false): string =>
  classOfLook[look] + (small ? ' sm' : '');

type Props = Omit<ComponentProps<'button'>, 'disabled'> & {
  look?: ButtonLook;
  small?: boolean;
  icon?: IconOf;
  /** Why this may not be done now. The button keeps its place and its focus and says the reason underneath. */
  whyNot?: string | null | undefined;
  /** Work is under way: a second press does nothing. */
  busy?: boolean;
};

/** A button whose label says what and how many: "Duyệt 31 báo cáo". */
export const Button = ({ look, small, icon, whyNot, busy, onClick, children, className, ...rest }: Props) => {
  const reason = useId();
  const off = Boolean(whyNot) || Boolean(busy);
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (off) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      type="button"
      {...rest}
      className={[buttonClass(look, small), className].filter(Boolean).join(' ')}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-describedby={whyNot ? reason : rest['aria-describedby']}
      onClick={press}
    >
      {icon && <Icon of={icon} small={small ?? false} />}
      {children}
    </button>
  );
  if (!whyNot) return button;
  return (
    <span className="with-why">
      {button}
      <span id={reason} className="small mid">
        {whyNot}
      </span>
    </span>
  );
};

/** An icon alone, only in bars and dense rows; its name is read and shown as a hint. */
export const IconButton = ({
  icon,
  name,
  className,
  ...rest
}: ComponentProps<'button'> & { icon: IconOf; name: string }) => (
  <button
    type="button"
    {...rest}
    className={['iconbtn', className].filter(Boolean).join(' ')}
    aria-label={name}
    title={name}
  >
    <Icon of={icon} />
  </button>
);
