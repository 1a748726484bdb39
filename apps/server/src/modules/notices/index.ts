import type { Flow, Module } from '#platform/module.ts';
import { smsWorker } from './jobs.ts';
import { routes } from './routes.ts';
import { sendCode } from './service.ts';

export { type About, type Notice, sendSms, tell, tellUnit } from './service.ts';
export type { DataOf, TemplateName } from './words.ts';

export const notices: Module = { name: 'notices', routes, workers: [smsWorker] };

/** When people make a one-time code, notices send it. */
export const codeIsSentBySms: Flow = (house) => house.announcements.on('code.made', sendCode);
