import type { Answer } from '@app/contract/kernel/route.ts';
import type { listSignalSettings } from '@app/contract/reporting/signals/routes.ts';

export type SettingsAnswer = Answer<typeof listSignalSettings>;
export type OneSetting = SettingsAnswer['kinds'][number];
