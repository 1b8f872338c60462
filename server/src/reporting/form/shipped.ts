/** The forms of the movement that the product ships. A change is a new version; old periods keep theirs. */
import type { IndicatorId } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import type { Words } from '@app/contract/kernel/words.ts';

export type FormRow = {
  /** An id of the catalogue; those of shipped forms ship too. */
  indicator: string;
  /** The levels whose bodies fill this row. */
  levels: readonly ('commune' | 'province')[];
  /** Whether a report without it cannot be sent. */
  required: boolean;
};
/** A section of words beside the figures (NĐ 09/2019/NĐ-CP Art. 8: an outline belongs to every report). */
export type NarrativeSection = { key: string; title: Words; required: boolean };
export type FormContent = {
  title: Words;
  sections: readonly { title: Words; rows: readonly FormRow[] }[];
  /** Sections of words; without them the usual five. */
  narrative?: readonly NarrativeSection[];
};
export type ShippedForm = {
  code: string;
  line: Line;
  periodKind: 'month' | 'year';
  version: number;
  /** The first period the version is used for. */
  from: string;
  content: FormContent;
};

const everyLevel = ['commune', 'province'] as const;
const communes = ['commune'] as const;
const row =
  (levels: FormRow['levels'], required: boolean) =>
  (indicator: IndicatorId): FormRow => ({ indicator, levels, required });
const both = row(everyLevel, true);
const commune = row(communes, true);
const bothOptional = row(everyLevel, false);
const optional = row(communes, false);

const leadership: Words = { vi: 'Lãnh đạo, chỉ đạo', en: 'Leadership and guidance' };
const outreach: Words = { vi: 'Tuyên truyền, vận động', en: 'Outreach' };
const models: Words = { vi: 'Mô hình tự quản', en: 'Self-managed models' };
const forces: Words = { vi: 'Lực lượng ở cơ sở', en: 'Grassroots forces' };
const fire: Words = { vi: 'Phòng cháy, chữa cháy', en: 'Fire safety' };
const posted: Words = { vi: 'Công an chính quy ở xã', en: 'Regular police at communes' };
const recognition: Words = { vi: 'Công nhận, phân loại', en: 'Recognition and classification' };
const festival: Words = { vi: 'Ngày hội', en: 'Festival' };

const monthly: ShippedForm = {
  code: 'TH01',
  line: 'committee',
  periodKind: 'month',
  version: 1,
  from: '2013-M01',
  content: {
    title: { vi: 'Biểu 01/TH. Kết quả phong trào trong tháng', en: 'Form 01/TH. Results of the movement in the month' },
    sections: [
      {
        title: leadership,
        rows: [
          both('plans_issued'),
          both('briefings_held'),
          both('body_inspections'),
          both('units_inspected'),
          both('urging_letters'),
        ],
      },
      {
        title: outreach,
        rows: [both('outreach_sessions'), both('outreach_attendance'), both('avg_attendance'), both('press_items')],
      },
      {
        title: models,
        rows: [
          commune('model_points'),
          commune('model_members'),
          commune('points_replicated'),
          commune('points_retired'),
        ],
      },
      {
        title: forces,
        rows: [
          commune('security_order_teams'),
          commune('security_order_members'),
          commune('inter_family_groups'),
          commune('mediation_teams'),
          commune('mediation_cases'),
          commune('mediation_conducted'),
          commune('mediation_successful'),
          commune('rate_mediation_success'),
        ],
      },
    ],
  },
};

const yearly: ShippedForm = {
  code: 'N01',
  line: 'committee',
  periodKind: 'year',
  version: 1,
  from: '2013-Y',
  content: {
    title: { vi: 'Biểu 02/N. Kết quả phong trào trong năm', en: 'Form 02/N. Results of the movement in the year' },
    sections: [
      {
        title: leadership,
        rows: [
          bothOptional('plans_issued'),
          optional('committee_exists'),
          bothOptional('briefings_held'),
          bothOptional('body_inspections'),
          bothOptional('urging_letters'),
          bothOptional('conclusions_issued'),
          bothOptional('conclusions_done'),
        ],
      },
      {
        title: outreach,
        rows: [
          bothOptional('outreach_sessions'),
          bothOptional('outreach_attendance'),
          bothOptional('avg_attendance'),
          bothOptional('press_items'),
          optional('pledge_households'),
          optional('resident_households'),
          optional('rate_pledge_households'),
        ],
      },
      {
        title: models,
        rows: [
          optional('model_points'),
          optional('model_teams'),
          optional('model_members'),
          optional('points_replicated'),
          optional('points_retired'),
          optional('points_effective'),
          optional('points_rated'),
          optional('points_not_rated'),
          optional('rate_points_effective'),
          optional('advanced_examples'),
        ],
      },
      {
        title: forces,
        rows: [
          optional('security_order_teams'),
          optional('security_order_members'),
          optional('avg_members_per_team'),
          optional('inter_family_groups'),
          optional('mediation_teams'),
          optional('mediators'),
          optional('mediation_cases'),
          optional('mediation_conducted'),
          optional('mediation_successful'),
          optional('rate_mediation_success'),
        ],
      },
      { title: festival, rows: [optional('festival_points'), optional('festival_attendance')] },
      {
        title: recognition,
        rows: [
          optional('eligible_residential_areas'),
          optional('registered_residential_areas'),
          optional('recognised_residential_areas'),
          optional('rate_registered_residential_areas'),
          optional('rate_recognised_residential_areas'),
          optional('units_excellent'),
          optional('units_good'),
          optional('units_average'),
          optional('units_weak'),
          optional('units_good_or_better'),
          optional('units_classified'),
          optional('rate_good_or_better'),
        ],
      },
    ],
  },
};

const yearlyPolice: ShippedForm = {
  code: 'N02',
  line: 'police',
  periodKind: 'year',
  version: 1,
  from: '2013-Y',
  content: {
    title: {
      vi: 'Biểu 03/N-CA. Kết quả của lực lượng Công an trong năm',
      en: 'Form 03/N-CA. Results of the police in the year',
    },
    sections: [
      {
        title: outreach,
        rows: [
          bothOptional('outreach_sessions'),
          bothOptional('outreach_attendance'),
          bothOptional('training_attendance_staff'),
        ],
      },
      {
        title: fire,
        rows: [
          bothOptional('fire_inspections'),
          bothOptional('fire_inspection_minutes'),
          bothOptional('fire_findings'),
          bothOptional('fire_findings_remedied'),
          bothOptional('rate_remedied'),
          bothOptional('fire_training_classes'),
          bothOptional('fire_training_attendance'),
          optional('grassroots_fire_teams'),
          optional('grassroots_fire_team_members'),
        ],
      },
      {
        title: posted,
        rows: [
          optional('regular_officers_at_communes'),
          optional('communes_with_regular_police'),
          optional('priority_communes_with_regular_police'),
        ],
      },
    ],
  },
};

export const shippedForms: readonly ShippedForm[] = [monthly, yearly, yearlyPolice];
