import { sendReport } from '../send-report.ts';
import type { Command } from './command.ts';

export const send: Command = {
  name: 'send',
  usage: [
    'send --server URL --username TÊN --form BIỂU --period KỲ --file TỆP.json [--draft]',
    'cán bộ gửi báo cáo của mình (mật khẩu ở CHUNGTAY_PASSWORD) / an officer sends a report',
  ],
  flags: { server: 'value', username: 'value', form: 'value', period: 'value', file: 'value', draft: 'alone' },
  run: (flags) =>
    sendReport(
      {
        server: flags.need('server'),
        username: flags.need('username'),
        password: process.env['CHUNGTAY_PASSWORD'] ?? '',
        form: flags.need('form'),
        period: flags.need('period'),
        file: flags.need('file'),
        draft: flags.has('draft'),
      },
      console.log,
    ),
};
