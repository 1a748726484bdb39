import type { Draft } from './compose-report.ts';

/** Whether a report may be sent; what reads along with the writer, once it is there, puts its own answer here. */
export const gate: { mayLeave?: (draft: Draft) => Promise<boolean> } = {};
