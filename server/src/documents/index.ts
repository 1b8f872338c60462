/** The door of documents (sổ văn bản): from a document tree to the files that an office signs, sends and keeps. */
export { closeRenderer, RenderError, type RenderFault, renderInWorker } from './render.ts';
export { type DocumentFormat, documentFormats, type RenderedFiles, type RenderRequest } from './request.ts';
export { warmRenderer } from './warm.ts';
