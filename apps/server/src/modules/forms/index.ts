import type { Module } from '#platform/module.ts';
import { rounds } from './jobs.ts';
import { routes } from './routes.ts';

/** What departments ask of streets and communities, and what it costs them. */
export const forms: Module = { name: 'forms', routes, rounds };

export { type FormsOfPack, readForms } from './pack/read-forms.ts';
export type { NewForm } from './schema.ts';
export { actOnForm } from './service/act-on-form.ts';
export { askForm } from './service/ask-form.ts';
export { openFilling } from './service/open-filling.ts';
export { listFillings } from './service/view-filling.ts';
export { submitFilling } from './service/write-filling.ts';
export { writeForms as loadForms } from './store/catalogue.ts';
