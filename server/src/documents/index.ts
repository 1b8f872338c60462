/** The door of documents (sổ văn bản): from a document tree to the files that an office signs, sends and keeps. */
export { closeRenderer, RenderError, renderInWorker } from './render.ts';
export { type DocumentFormat, documentFormats, type RenderedFiles } from './request.ts';
export { paperMayFollow, warmBeforePapers } from './warm.ts';
