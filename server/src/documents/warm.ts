/** Makes the rendering thread load its libraries and fonts before anybody waits for it. */
import type { OfficialDocument } from '@app/contract/documents/tree.ts';
import { renderInWorker } from './render.ts';

const page: OfficialDocument = {
  kind: 'report',
  language: 'vi',
  demonstration: true,
  head: {
    governingBody: 'CHUNG TAY',
    issuingBody: 'CHUNG TAY',
    number: null,
    symbol: 'BC',
    place: 'Hà Nội',
    date: { day: null, month: 1, year: 2026 },
  },
  typeName: 'BÁO CÁO',
  abstract: ['Trang thử'],
  addressees: [],
  blocks: [
    {
      kind: 'chart',
      id: 'c',
      shape: 'bar',
      title: 'Trang thử',
      unit: '',
      categories: ['a', 'b'],
      series: [{ name: 'a', values: [1, 2] }],
    },
  ],
  signature: { power: ['TM. BAN CHỈ ĐẠO'], name: null },
  recipients: [],
  annexes: [],
};

/** Resolves when the thread is warm; a failure here says nothing about later papers and is left to them. */
export const warmRenderer = (): Promise<void> =>
  renderInWorker({ document: page, formats: ['docx', 'pdf'], baseUrl: 'http://localhost' }).then(
    () => undefined,
    () => undefined,
  );
