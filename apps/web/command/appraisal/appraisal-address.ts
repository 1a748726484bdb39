/** What the appraisal page shows stands in its address: `?area=350102&month=2026-10&by=area&post=called&unit=…&measure=…`. */
export const groupings = ['unit', 'area', 'kind', 'post'] as const;
export type Grouping = (typeof groupings)[number];
export const postKinds = ['handler', 'desk', 'called', 'caller'] as const;
export type PostKind = (typeof postKinds)[number];

export type AppraisalView = {
  area?: string;
  month?: string;
  by: Grouping;
  post: PostKind;
  /** The unit that is looked at, and the measure whose cases are listed. */
  unit?: string;
  measure?: string;
};

export const appraisalPath = '/command/appraisal';

const matching = (text: string | null, shape: RegExp) => (text !== null && shape.test(text) ? text : undefined);
const oneOf = <T extends string>(list: readonly T[], text: string | null, usual: T): T => list.find((one) => one === text) ?? usual;

/** Reads an address; what means nothing is left out. */
export function readView(search: string): AppraisalView {
  const query = new URLSearchParams(search);
  const found = {
    area: matching(query.get('area'), /^\d{6,12}$/),
    month: matching(query.get('month'), /^20\d\d-(0[1-9]|1[0-2])$/),
    unit: matching(query.get('unit'), /^[0-9a-z-]{1,64}$/),
    measure: matching(query.get('measure'), /^[a-z-]{1,40}$/),
  };
  const known = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  return { ...known, by: oneOf(groupings, query.get('by'), 'unit'), post: oneOf(postKinds, query.get('post'), 'handler') };
}

/** The address of a view, the same one always the same text; what is usual need not be named. */
export function addressOf({ area, month, by, post, unit, measure }: AppraisalView): string {
  const query = new URLSearchParams();
  const given = { area, month, by: by === 'unit' ? undefined : by, post: post === 'handler' ? undefined : post, unit, measure };
  for (const [name, value] of Object.entries(given)) if (value !== undefined) query.set(name, value);
  const text = query.toString();
  return text ? `${appraisalPath}?${text}` : appraisalPath;
}

/** The months up to this one, newest first. */
export function monthsUpTo(month: string, count: number): string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, back) => {
    const number = last - back;
    return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
  });
}
