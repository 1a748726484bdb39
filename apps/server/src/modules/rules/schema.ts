import { type Static, type TSchema, Type } from 'typebox';
import { versionActions, versionStates } from './workflow.ts';

/** The shapes in which rules cross the HTTP border. Days are `YYYY-MM-DD`, instants ISO 8601. */

const words = <const T extends string[]>(list: readonly [...T]) => Type.Enum([...list]);
const maybe = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);
const list = Type.Array;
const text = Type.String();
const at = Type.String({ format: 'date-time' });
const day = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });
const anyDay = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const count = Type.Integer({ minimum: 0 });
const ruleId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$' });
const number = Type.Integer({ minimum: 1, maximum: 1_000_000 });
const cell = Type.String({ maxLength: 10_000 });
const name = Type.String({ minLength: 1, maxLength: 200 });
const closed = { additionalProperties: false };

/** A value that goes into a rule: days are texts. */
const Value = Type.Union([
  Type.Null(),
  Type.Number(),
  Type.Boolean(),
  Type.String({ maxLength: 2000 }),
  list(Type.Union([Type.Number(), Type.String({ maxLength: 2000 })]), { maxItems: 200 }),
]);
const Values = Type.Record(Type.String({ minLength: 1, maxLength: 200 }), Value, { maxProperties: 200 });
const Outputs = Type.Record(Type.String(), Type.Unknown());

export const RuleKey = Type.Object({ id: ruleId });
export const VersionKey = Type.Object({ id: ruleId, number });
export const ActionKey = Type.Object({ id: ruleId, number, action: words(versionActions) });
export const CompareQuery = Type.Object({ with: number });
export const ReplayKey = Type.Object({ id: Type.String({ format: 'uuid' }) });
export const ChangesQuery = Type.Object({
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});

export const RuleProblem = Type.Object({
  code: text,
  severity: words(['error', 'warning']),
  cell: text,
  from: maybe(count),
  to: maybe(count),
  zh: text,
  en: text,
});

export const VersionLine = Type.Object({
  number,
  state: words(versionStates),
  origin: words(['pack', 'desk']),
  basedOn: maybe(number),
  fromOn: maybe(anyDay),
  toOn: maybe(anyDay),
  inForce: Type.Boolean(),
  authorName: maybe(text),
  approverName: maybe(text),
  changedAt: at,
});
export type VersionLine = Static<typeof VersionLine>;

export const RuleLine = Type.Object({ id: ruleId, title: text, versions: list(VersionLine) });
export type RuleLine = Static<typeof RuleLine>;
export const RuleList = Type.Object({ rules: list(RuleLine) });

const InputColumn = Type.Object({ label: text, expression: text, type: maybe(text), allowed: maybe(text) });
const OutputColumn = Type.Object({ label: text, name: maybe(text), type: maybe(text), allowed: maybe(text) });
export const RuleGrid = Type.Object({
  table: text,
  decision: text,
  hitPolicy: text,
  aggregation: maybe(text),
  inputs: list(InputColumn),
  outputs: list(OutputColumn),
  annotations: list(text),
  rows: list(Type.Object({ id: text, conditions: list(text), outputs: list(text), annotations: list(text) })),
});

export const VersionView = Type.Object({
  ...VersionLine.properties,
  id: ruleId,
  title: text,
  revision: count,
  xml: text,
  inputs: list(Type.Object({ name: text, type: text, allowed: maybe(list(Type.Unknown())) })),
  grids: list(RuleGrid),
  problems: list(RuleProblem),
  actions: list(words(versionActions)),
  mayEdit: Type.Boolean(),
  history: list(
    Type.Object({
      at,
      action: text,
      fromState: maybe(words(versionStates)),
      toState: words(versionStates),
      actorName: maybe(text),
      note: maybe(text),
    }),
  ),
});
export type VersionView = Static<typeof VersionView>;

export const DraftInput = Type.Object({ from: number }, closed);

const EditRow = Type.Object(
  {
    id: Type.Optional(name),
    conditions: list(cell, { maxItems: 200 }),
    outputs: list(cell, { maxItems: 100 }),
    annotations: list(cell, { maxItems: 50 }),
  },
  closed,
);
export const EditInput = Type.Object(
  {
    revision: Type.Integer({
      minimum: 1,
      description: 'The revision that was read; another officer’s change since then is not written over.',
    }),
    xml: Type.Optional(Type.String({ description: 'The whole model as DMN; give this or the rows of tables.' })),
    grids: Type.Optional(
      list(Type.Object({ table: name, rows: list(EditRow, { maxItems: 2000 }) }, closed), { minItems: 1, maxItems: 50 }),
    ),
  },
  closed,
);
export type EditInput = Static<typeof EditInput>;

export const CheckInput = Type.Object({ xml: Type.String({ pattern: '^[^\\u0000]*$' }) }, closed);
export const CheckView = Type.Object({ sound: Type.Boolean(), problems: list(RuleProblem) });

export const TryInput = Type.Object({ inputs: Values }, closed);
const FiredRow = Type.Object({
  table: text,
  number: count,
  rule: text,
  annotation: text,
  cells: list(Type.Object({ label: text, test: text, value: Type.Unknown() })),
});
export const TryView = Type.Object({ outputs: Outputs, fired: list(FiredRow), inputs: Outputs, undecided: Type.Boolean() });

export const ActionInput = Type.Object(
  {
    note: Type.Optional(Type.String({ maxLength: 500, pattern: '^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]*$' })),
    fromOn: Type.Optional(day),
  },
  closed,
);
export type ActionInput = Static<typeof ActionInput>;

export const CompareView = Type.Object({
  before: number,
  after: number,
  changes: list(
    Type.Object({
      decision: text,
      row: text,
      kind: words(['added', 'removed', 'changed', 'moved']),
      before: maybe(number),
      after: maybe(number),
      cells: list(Type.Object({ label: text, before: text, after: text })),
    }),
  ),
});

export const ReplayInput = Type.Object({ fromOn: day, untilOn: day }, closed);
export const ReplayView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  rule: ruleId,
  number,
  state: words(['queued', 'running', 'done', 'failed']),
  fromOn: day,
  untilOn: day,
  total: count,
  seen: count,
  changed: count,
  current: Type.Boolean({ description: 'Whether the version still has the text that was replayed.' }),
  fault: maybe(text),
  askedAt: at,
  endedAt: maybe(at),
});
export type ReplayView = Static<typeof ReplayView>;
export const ReplayList = Type.Object({ replays: list(ReplayView) });
export const ChangePage = Type.Object({
  changes: list(
    Type.Object({
      region: text,
      decision: Type.String({ format: 'uuid' }),
      decidedAt: at,
      about: Type.Object({ kind: text, id: text }),
      before: Outputs,
      after: Outputs,
      fired: list(FiredRow),
    }),
  ),
  next: maybe(text),
});
export type ChangePage = Static<typeof ChangePage>;
