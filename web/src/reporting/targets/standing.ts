import type { Words } from '@app/contract/kernel/words.ts';
import type { TargetAnswer } from '@app/contract/reporting/targets/routes.ts';

/** How a result stands to its target, in words and in the colours of the states. */
export const standingLooks: Readonly<Record<TargetAnswer['standing'], { look: string; words: Words }>> = {
  reached: { look: 'duyet', words: { vi: 'đạt', en: 'reached' } },
  ahead: { look: 'duyet', words: { vi: 'đúng tiến độ', en: 'on pace' } },
  behind: { look: 'tra', words: { vi: 'chậm tiến độ', en: 'behind the pace' } },
  below: { look: 'tra', words: { vi: 'chưa đạt', en: 'not reached' } },
  within: { look: 'duyet', words: { vi: 'trong mức', en: 'within' } },
  above: { look: 'tra', words: { vi: 'vượt mức', en: 'exceeded' } },
  unknown: { look: 'chua', words: { vi: 'chưa có số', en: 'no figure' } },
};
