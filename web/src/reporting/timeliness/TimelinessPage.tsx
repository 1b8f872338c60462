import { getTimeliness, getTimelinessByProvince } from '@app/contract/reporting/timeliness/routes.ts';
import { useSearch } from '@tanstack/react-router';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { Loaded } from '../Loaded.tsx';
import { type Place, usePlace } from '../use-place.ts';
import { ProvincesBoard } from './ProvincesBoard.tsx';
import { ReportsBoard } from './ReportsBoard.tsx';
import './timeliness.css';

const ReadReports = ({ place }: { place: Place }) => {
  const read = useRead(getTimeliness, { query: place });
  return <Loaded read={read}>{(board) => <ReportsBoard board={board} place={place} />}</Loaded>;
};

const ReadProvinces = ({ place }: { place: Place }) => {
  const read = useRead(getTimelinessByProvince, { query: place });
  return <Loaded read={read}>{(board) => <ProvincesBoard board={board} place={place} />}</Loaded>;
};

/** Who reports on time: units × periods as picture, table and ranking, first against final, and who was urged. */
export const TimelinessPage = () => {
  const { unit, form, period, level } = useSearch({ from: '/inside/timeliness' });
  const place = usePlace({
    ...(unit !== undefined && { unit }),
    ...(form !== undefined && { form }),
    ...(period !== undefined && { period }),
  });
  const { t } = useWords();
  if (!place) return <Waiting>{t({ vi: 'Đang tìm kỳ gần nhất…', en: 'Looking for the newest period…' })}</Waiting>;
  return level === 'communes' ? <ReadProvinces place={place} /> : <ReadReports place={place} />;
};
