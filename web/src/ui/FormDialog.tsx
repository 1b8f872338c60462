import { type FormEvent, type ReactNode, useId } from 'react';
import type { Problem } from '../kernel/call.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Notice } from './Notice.tsx';

type Props = {
  title: string;
  /** The way back, said as what stays: "Giữ chức danh". */
  keep: string;
  /** The filled button, said as what it does. */
  act: string;
  whyNot?: string | null;
  busy: boolean;
  /** Why the server refused; what was typed is still there. */
  problem: Problem | string | null;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A short form over the page: its fields, what went wrong, the way back and the one thing it does. */
export const FormDialog = ({ title, keep, act, whyNot, busy, problem, onSubmit, onClose, children }: Props) => {
  const { tell } = useWords();
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && !whyNot) onSubmit();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button look="filled" type="submit" form={form} busy={busy} whyNot={whyNot}>
            {act}
          </Button>
        </>
      }
    >
      <form id={form} className="fields" noValidate onSubmit={submit}>
        {problem && (
          <Notice kind="error" live>
            {typeof problem === 'string' ? problem : tell(problem)}
          </Notice>
        )}
        {children}
      </form>
    </Dialog>
  );
};
