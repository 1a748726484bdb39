import type { Round } from '#platform/module.ts';
import { sequenceLines } from './service/sequence.ts';

export const rounds: readonly Round[] = [{ name: 'privacy.sequence', everyMs: 1000, run: sequenceLines }];
