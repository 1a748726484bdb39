/** What the burden page shows stands in its address, so that a figure can be passed on: `?area=350102&month=2026-11&behind=350102004001&unit=…`. */
export type BurdenView = {
  area?: string;
  month?: string;
  level: 'street' | 'community';
  /** Area whose forms are listed; the shown area where none is named. */
  behind?: string;
  /** Only the forms of this unit are listed. */
  unit?: string;
};

export const burdenPath = '/command/burden';

const matching = (text: string | null, shape: RegExp) => (text !== null && shape.test(text) ? text : undefined);

/** Reads an address; what means nothing is left out. */
export function readView(search: string): BurdenView {
  const query = new URLSearchParams(search);
  const found = {
    area: matching(query.get('area'), /^\d{6}$/),
    month: matching(query.get('month'), /^20\d\d-(0[1-9]|1[0-2])$/),
    behind: matching(query.get('behind'), /^\d{6,15}$/),
    unit: matching(query.get('unit'), /^[0-9a-z-]{1,64}$/),
  };
  const known = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  return { ...known, level: query.get('level') === 'street' ? 'street' : 'community' };
}

/** The address of a view, the same one always the same text; communities need not be named. */
export function addressOf({ area, month, level, behind, unit }: BurdenView): string {
  const query = new URLSearchParams();
  const given = { area, month, level: level === 'street' ? level : undefined, behind, unit };
  for (const [name, value] of Object.entries(given)) if (value !== undefined) query.set(name, value);
  const text = query.toString();
  return text ? `${burdenPath}?${text}` : burdenPath;
}

/** Whole hours and minutes of a number of minutes. */
export const hoursOf = (minutes: number) => ({ hours: Math.floor(minutes / 60), minutes: Math.round(minutes % 60) });

/** The months before one, newest first, the month itself included. */
export function monthsUpTo(month: string, count: number): string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, back) => {
    const number = last - back;
    return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
  });
}
