/** A change set while it is edited on screen: what was typed, what was kept, and what is wrong with it. */
import type { DraftAnswer, DraftInput } from '@app/contract/org/drafts/routes.ts';
import {
  getChangeDraft,
  listChangeDrafts,
  previewChangeDraft,
  saveChangeDraft,
} from '@app/contract/org/drafts/routes.ts';
import type { UnitBrief } from '@app/contract/org/routes.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { type Fault, faultsUnder, inputOf, isEdited, toKeep, type UnitsById } from './draft-edit.ts';

export const useEditing = (answer: DraftAnswer) => {
  const { t } = useWords();
  const client = useQueryClient();
  const [draft, setDraft] = useState<DraftInput>(() => inputOf(answer));
  const [units, setUnits] = useState<UnitsById>(() => new Map(answer.units.map((unit) => [unit.id, unit])));
  const [version, setVersion] = useState(answer.version);
  const [faults, setFaults] = useState<readonly Fault[]>(answer.faults);
  // Told beside the fields once they have been kept, and until they are edited again.
  const [told, setTold] = useState<readonly Fault[]>(answer.version > 1 ? answer.faults : []);
  const [dirty, setDirty] = useState(false);
  const saving = useAction(saveChangeDraft, {
    touches: [listChangeDrafts],
    onDone: (kept) => {
      setVersion(kept.version);
      setFaults(kept.faults);
      setTold(kept.faults);
      setDirty(false);
      // What was looked at was another change than the one that is kept now.
      client.removeQueries({ queryKey: [previewChangeDraft.path] });
      void client.invalidateQueries({ queryKey: [getChangeDraft.path] });
    },
  });
  const readOnly = answer.whyNot.saveChangeDraft !== null;
  const faultAt = (path: string): string | null => {
    const fault = told.find((each) => each.path === path);
    return fault ? t(fault.says) : null;
  };
  return {
    draft,
    units,
    version,
    dirty,
    readOnly,
    faults,
    problem: saving.error,
    busy: saving.isPending,
    unitOf: (id: number): UnitBrief | undefined => units.get(id),
    /** Remembers a unit that was found, for its name. */
    keep: (unit: UnitBrief): UnitBrief => {
      setUnits((known) => new Map(known).set(unit.id, unit));
      return unit;
    },
    faultAt,
    faultsUnder: (path: string) => faultsUnder(told, path),
    change: (part: Partial<DraftInput>) => {
      setTold((now) => now.filter(({ path }) => !isEdited(path, draft, part)));
      setDraft((now) => ({ ...now, ...part }));
      setDirty(true);
    },
    /** Keeps what was typed, then goes on. */
    save: async (): Promise<boolean> => {
      if (readOnly || !dirty) return true;
      return saving.mutateAsync({ params: { draftId: answer.id }, body: { ...toKeep(draft), version } }).then(
        () => true,
        // The refusal stands on the page (`problem`).
        () => false,
      );
    },
  };
};
export type Editing = ReturnType<typeof useEditing>;
