/** Something about a model that an official can put right: where it stands, and a stable code whose words are in `words.ts`. */
export type Problem = {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** Such as `资格认定 / 规则 3 / 年龄`, in the names of the model. */
  readonly cell: string;
  /** The place in the text of the cell, from 0; null when the whole is meant. */
  readonly from: number | null;
  readonly to: number | null;
  readonly details: Readonly<Record<string, string>>;
};

export function problem(code: string, cell: string, details: Record<string, string> = {}, place?: { from: number; to: number }): Problem {
  return { code, severity: 'error', cell, from: place?.from ?? null, to: place?.to ?? null, details };
}

export function warning(code: string, cell: string, details: Record<string, string> = {}): Problem {
  return { ...problem(code, cell, details), severity: 'warning' };
}

/** A model that is refused: with every problem, not only the first. */
export class ModelRefused extends Error {
  override name = 'ModelRefused';
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((one) => `${one.code} at ${one.cell}`).join('; '));
    this.problems = problems;
  }
}
