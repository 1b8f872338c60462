import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { documentFormats } from '../documents/index.ts';
import { periodOfCode } from '../figures/index.ts';
import { unitByCode } from '../org/index.ts';
import { renderReview } from '../review/index.ts';
import { type Command, inHouse } from './command.ts';

export const report: Command = {
  name: 'report',
  usage: [
    'report --unit MÃ --period KỲ [--format docx,pdf,xlsx] [--out THƯ_MỤC] [--reading accepted|submitted] [--language vi|en]',
    'dựng báo cáo / make the review report',
  ],
  flags: { unit: 'value', period: 'value', format: 'value', out: 'value', reading: 'value', language: 'value' },
  run: (flags) =>
    inHouse(flags, async (house) => {
      const period = periodOfCode(flags.need('period'));
      const asked = (flags.get('format') ?? 'docx,pdf,xlsx').split(',');
      const formats = documentFormats.filter((format) => asked.includes(format));
      if (formats.length < asked.length) throw new Error(`--format: ${documentFormats.join(',')}`);
      const out = resolve(flags.get('out') ?? '.');
      const reading = flags.oneOf('reading', ['accepted', 'submitted'], 'accepted');
      const language = flags.oneOf('language', ['vi', 'en'], 'vi');
      const files = await house.asSystem(async (ask) => {
        const unit = await unitByCode(ask.tx, flags.need('unit'), period.endsOn);
        return renderReview(
          ask,
          { unitId: unit.id, period: period.code, reading, language },
          formats,
          process.env['CHUNGTAY_BASE_URL'] ?? 'http://localhost:3000',
        );
      });
      mkdirSync(out, { recursive: true });
      for (const file of files) {
        writeFileSync(resolve(out, file.name), file.content);
        console.log(resolve(out, file.name));
      }
    }),
};
