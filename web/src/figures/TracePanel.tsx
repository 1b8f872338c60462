import type { Reading } from '@app/contract/figures/routes.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { Drawer } from '../ui/Drawer.tsx';
import { Trace } from './Trace.tsx';
import { searchOf, type TraceQuestion } from './trace-address.ts';

/** The trace of one figure beside the work. Give it a `key` that changes with the figure; render it only while it is open. */
export const TracePanel = ({ question, onClose }: { question: TraceQuestion; onClose: () => void }) => {
  const { t } = useWords();
  const [reading, setReading] = useState<Reading | undefined>(question.reading);
  const asked = { ...question, reading };
  return (
    <Drawer title={t({ vi: 'Nguồn của số này', en: 'Source of this figure' })} onClose={onClose}>
      <Trace question={asked} compact onReading={setReading} />
      <section className="small">
        <Link to={paths.trace} search={searchOf(asked)}>
          {t({ vi: 'Mở trang nguồn đầy đủ', en: 'Open the whole trace' })}
        </Link>
      </section>
    </Drawer>
  );
};
