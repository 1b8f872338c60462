/** Makes the rendering thread load its libraries and fonts while a person still reads what he or she may then download. */
import type { OfficialDocument } from '@app/contract/documents/tree.ts';
import { rendererStands, renderInWorker } from './render.ts';

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

let warms = false;

/** Asked for by the program that serves people: a command or a test makes the paper it wants and needs no other. */
export const warmBeforePapers = (): void => {
  warms = true;
};

/** Told where a paper is shown that can be downloaded. Starts the thread when none stands; a failure here is left to the papers. */
export const paperMayFollow = (): void => {
  if (!warms || rendererStands()) return;
  renderInWorker({ document: page, formats: ['docx', 'pdf'], baseUrl: 'http://localhost' }).catch(() => undefined);
};
