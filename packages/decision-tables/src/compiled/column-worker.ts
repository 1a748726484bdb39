import { workerData } from 'node:worker_threads';
import { runRange } from './run-columns.ts';
import type { Job } from './workers.ts';

const { program, columns, results, from, to }: Job = workerData;
runRange(program, columns, results, from, to);
