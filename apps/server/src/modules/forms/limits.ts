/** The numbers by which forms are measured; a pack gives its own in forms/limits.csv. Pure. */

export const limitNames = ['overlap', 'month-forms', 'month-minutes', 'idle-minutes', 'term-days', 'use-days'] as const;
export type LimitName = (typeof limitNames)[number];

/** A number with its ground; `drafted` binds nobody until the city decides it. */
export type FormLimit = { readonly value: number; readonly basis: string; readonly source: string; readonly status: string };
export type FormLimits = Readonly<Record<LimitName, FormLimit>>;

/** Least and most that a pack may give. */
export const limitRange: Readonly<Record<LimitName, readonly [number, number]>> = {
  overlap: [0, 1],
  'month-forms': [0, 1000],
  'month-minutes': [0, 44_640],
  'idle-minutes': [1, 60],
  'term-days': [1, 1096],
  'use-days': [0, 366],
};

const drafted = (value: number, basis: string): FormLimit => ({ value, basis, source: 'Banyan', status: 'drafted' });

/** Where a pack says nothing. */
export const usualLimits: FormLimits = {
  overlap: drafted(0.2, '与已有字段重叠的比例不超过五分之一'),
  'month-forms': drafted(12, '每个社区（村）每月不超过12份'),
  'month-minutes': drafted(480, '每个社区（村）每月不超过8小时'),
  'idle-minutes': drafted(5, '停顿超过5分钟的部分不计入填报用时'),
  'term-days': drafted(366, '一次批准最长一年'),
  'use-days': drafted(30, '到期后30天内要表单位仍未查看结果的，建议废止'),
};

export const limitsOf = (rows: readonly (FormLimit & { readonly name: LimitName })[]): FormLimits => {
  const given = new Map(rows.map(({ name, ...limit }) => [name, limit]));
  const one = (name: LimitName) => given.get(name) ?? usualLimits[name];
  return {
    overlap: one('overlap'),
    'month-forms': one('month-forms'),
    'month-minutes': one('month-minutes'),
    'idle-minutes': one('idle-minutes'),
    'term-days': one('term-days'),
    'use-days': one('use-days'),
  };
};
