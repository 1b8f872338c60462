import { sayNumber } from '@app/contract/kernel/words.ts';
import { kindsOfSignals } from '@app/contract/reporting/signals/kinds.ts';
import { listSignalSettings } from '@app/contract/reporting/signals/routes.ts';
import { IconPencil } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useRead } from '../../kernel/query.ts';
import { usePost } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button } from '../../ui/Button.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Loaded } from '../Loaded.tsx';
import { SettingDialog } from './SettingDialog.tsx';
import type { OneSetting, SettingsAnswer } from './settings.ts';
import './signals.css';

const Decisions = ({ decisions }: Pick<OneSetting, 'decisions'>) => {
  const { t } = useWords();
  const format = useFormat();
  if (decisions.length === 0) return null;
  return (
    <details>
      <summary>{t({ vi: 'Đã quyết định {n} lần', en: '{n} {n|decision|decisions}' }, { n: decisions.length })}</summary>
      <ul>
        {decisions.map((each) => (
          <li key={`${each.from} ${each.decidedAt}`}>
            {t(
              each.isOn
                ? { vi: 'Từ {from}: {weight} điểm. {reason}', en: 'From {from}: {weight} points. {reason}' }
                : { vi: 'Từ {from}: tắt. {reason}', en: 'From {from}: off. {reason}' },
              { from: format.date(each.from), weight: each.weight, reason: each.reason },
            )}
          </li>
        ))}
      </ul>
    </details>
  );
};

const Kind = ({
  setting,
  whyNot,
  onEdit,
}: {
  setting: OneSetting;
  whyNot: SettingsAnswer['whyNot']['putSignalSetting'];
  onEdit: () => void;
}) => {
  const { t, language } = useWords();
  const kind = kindsOfSignals[setting.kind];
  return (
    <section className="kind" aria-label={t(kind.name)}>
      <header>
        <h2>{t(kind.name)}</h2>
        {setting.today.isOn ? (
          <span className="num mid">{t({ vi: '{n} điểm', en: '{n} points' }, { n: setting.today.weight })}</span>
        ) : (
          <Tag look="nhap">{t({ vi: 'Đang tắt', en: 'Off' })}</Tag>
        )}
        <span className="mid small">
          {setting.decidedBy === null
            ? t({ vi: 'Theo mặc định', en: 'As shipped' })
            : t({ vi: '{unit} quyết định', en: 'Decided by {unit}' }, { unit: setting.decidedBy })}
        </span>
        {whyNot?.code !== 'kernel.not-allowed' && (
          <span className="push">
            <Button small icon={IconPencil} whyNot={whyNot && t(whyNot.says)} onClick={onEdit}>
              {t({ vi: 'Sửa…', en: 'Change…' })}
            </Button>
          </span>
        )}
      </header>
      <p className="mid">{t(kind.looksAt)}</p>
      <dl>
        <dt>{t({ vi: 'Trọng số', en: 'Weight' })}</dt>
        <dd className="num">{setting.today.weight}</dd>
        <dd className="because mid small">{t(kind.weighsBecause)}</dd>
        {Object.entries(kind.thresholds).map(([name, threshold]) => (
          <Threshold
            key={name}
            words={t(threshold.words)}
            value={sayNumber(setting.today.thresholds[name] ?? threshold.usual, language)}
            because={t(threshold.because)}
          />
        ))}
      </dl>
      <Decisions decisions={setting.decisions} />
    </section>
  );
};

const Threshold = ({ words, value, because }: { words: string; value: string; because: string }) => (
  <>
    <dt>{words}</dt>
    <dd className="num">{value}</dd>
    <dd className="because mid small">{because}</dd>
  </>
);

const Settings = ({ answer }: { answer: SettingsAnswer }) => {
  const { t } = useWords();
  const [editing, setEditing] = useState<OneSetting | null>(null);
  return (
    <Page
      title={t({ vi: 'Ngưỡng và trọng số của tín hiệu', en: 'Thresholds and weights of the signals' })}
      lead={t(
        {
          vi: 'Áp dụng cho các đơn vị dưới {unit}. Mỗi ngưỡng có lý do; ai sửa phải ghi lý do mới và ngày bắt đầu.',
          en: 'For the units below {unit}. Each threshold has its reason; whoever changes one gives a new reason and a first day.',
        },
        { unit: answer.unit.fullName },
      )}
    >
      <div className="panel">
        <div className="in kinds">
          {answer.kinds.map((setting) => (
            <Kind
              key={setting.kind}
              setting={setting}
              whyNot={answer.whyNot.putSignalSetting}
              onEdit={() => setEditing(setting)}
            />
          ))}
        </div>
      </div>
      {editing && <SettingDialog setting={editing} onClose={() => setEditing(null)} />}
    </Page>
  );
};

/** The thresholds below a unit with the reason for each, and the way to decide others. */
export const SignalSettingsPage = () => {
  const { unit } = useSearch({ from: '/inside/signals/settings' });
  const post = usePost();
  const read = useRead(listSignalSettings, { query: { unit: Number(unit) || (post?.unit.id ?? 0) } });
  return <Loaded read={read}>{(answer) => <Settings answer={answer} />}</Loaded>;
};
