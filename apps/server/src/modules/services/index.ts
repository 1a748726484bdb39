import type { Module } from '#platform/module.ts';
import { rounds } from './jobs.ts';
import { routes } from './routes.ts';

/** What residents and firms may ask of the city, and how it is decided: at once where everything is clear, by a person in every other case. */
export const services: Module = { name: 'services', routes, rounds };

export { partsOf as partsOfServices } from './catalogue.ts';
export { checkRules as checkServiceRules } from './pack/check-rules.ts';
export { readServices } from './pack/read-services.ts';
export type { ServicePack } from './pack/service-pack.ts';
export { writeServices as loadServices } from './store/catalogue.ts';
export { putSourceRecord } from './store/source-records.ts';
