import type { Module } from '#platform/module.ts';
import { rounds, workers } from './jobs.ts';
import { deskRoutes } from './routes/desk.ts';
import { routes } from './routes.ts';

/** Understanding what people say: proposals that a person disposes of. */
export const triage: Module = {
  name: 'triage',
  routes(app, house) {
    routes(app, house);
    deskRoutes(app, house);
  },
  workers,
  rounds,
};

export { learnQueue, readQueue } from './jobs.ts';
export { readLandmarks } from './pack/read-landmarks.ts';
export { gazetteerOf, placesInText } from './place-names.ts';
export { backModel } from './service/keep-models.ts';
export { learnCase, readCase } from './service/read-case.ts';
export { trainNext } from './service/train-models.ts';
export { insertModel, selectModels, useModel, writeLandmarks as loadLandmarks } from './store.ts';
export type { LandmarkTable as Landmark } from './tables.ts';
