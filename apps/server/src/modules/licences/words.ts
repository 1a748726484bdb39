import type { Standing } from './workflow.ts';

/** What is printed across a licence that is not good, in both languages. Pure. */
export const standingWords: Readonly<Record<Standing, string>> = {
  valid: '有效 VALID',
  suspended: '已暂停 SUSPENDED',
  revoked: '已吊销 REVOKED',
  replaced: '已换发 REPLACED',
  expired: '已过期 EXPIRED',
  'not-yet': '尚未生效 NOT YET VALID',
};
