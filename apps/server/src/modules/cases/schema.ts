import { type Static, Type } from 'typebox';
import { actionNames, states } from './workflow.ts';

/** The shapes in which cases cross the HTTP border. Texts are Chinese or English as the writer wrote them. */

export const natures = ['consult', 'help', 'complaint', 'report', 'suggest', 'thanks', 'other'] as const;
export const identities = ['named', 'confidential', 'anonymous'] as const;
export const channels = ['app', 'phone', 'web', 'wechat', 'counter', 'patrol', 'device', 'email', 'sms', 'other'] as const;

const words = <const T extends string[]>(list: readonly [...T]) => Type.Enum([...list]);
const at = Type.String({ format: 'date-time' });
const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);

export const Point = Type.Object(
  { lat: Type.Number({ minimum: -90, maximum: 90 }), lon: Type.Number({ minimum: -180, maximum: 180 }) },
  { additionalProperties: false },
);

/** A report as a resident or an officer on behalf of one files it. Place: a point, an area, or words; at least one is needed. */
export const NewReport = Type.Object(
  {
    content: Type.String({ minLength: 2, maxLength: 4000, description: 'What is wrong, in the reporter’s own words.' }),
    title: Type.Optional(Type.String({ maxLength: 120 })),
    nature: Type.Optional(words(natures)),
    matter: Type.Optional(Type.String({ maxLength: 16, description: 'Code of the responsibility list, when the reporter chose one.' })),
    point: Type.Optional(Point),
    area: Type.Optional(Type.String({ maxLength: 15, pattern: '^[0-9]+$' })),
    address: Type.Optional(Type.String({ maxLength: 200 })),
    identity: Type.Optional(words(identities)),
    name: Type.Optional(Type.String({ maxLength: 40, pattern: '^[^\\u0000-\\u001f\\u007f]*$' })),
    phone: Type.Optional(Type.String({ pattern: '^\\+?[0-9][0-9 -]{5,18}[0-9]$' })),
    photos: Type.Optional(
      Type.Array(
        Type.Object({ id: Type.String({ format: 'uuid' }), claim: Type.String({ maxLength: 64 }) }, { additionalProperties: false }),
        { maxItems: 9 },
      ),
    ),
    noReply: Type.Optional(Type.Boolean({ description: 'The reporter asks for no reply (Weifang regulation 2021, art. 20).' })),
    channel: Type.Optional(words(channels)),
  },
  { additionalProperties: false },
);
export type NewReport = Static<typeof NewReport>;

export const Reported = Type.Object({
  region: Type.String(),
  id: Type.String({ format: 'uuid' }),
  number: Type.String({ description: 'County code, date, running number, check digit (ISO/IEC 7064 MOD 11,10).' }),
  queryCode: maybe(Type.String({ description: 'Given once, to reporters who are not signed in.' })),
  state: words(states),
  area: Type.String(),
  areaName: Type.String(),
  acceptDueAt: maybe(at),
});
export type Reported = Static<typeof Reported>;

export const CaseKey = Type.Object({ region: Type.String({ pattern: '^[0-9]{6}$' }), id: Type.String({ format: 'uuid' }) });
export const CaseAction = Type.Object({
  region: Type.String({ pattern: '^[0-9]{6}$' }),
  id: Type.String({ format: 'uuid' }),
  action: words(actionNames),
});

/** What an action may need; which of it is needed stands in the workflow table (`needs`), and a lack is refused by field. */
export const ActionInput = Type.Object(
  {
    note: Type.Optional(Type.String({ maxLength: 2000 })),
    reason: Type.Optional(Type.String({ maxLength: 40, description: 'A code of the pack’s reasons.' })),
    reply: Type.Optional(Type.String({ minLength: 2, maxLength: 4000, description: 'What the reporter is told.' })),
    unit: Type.Optional(Type.String({ maxLength: 64 })),
    units: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20, minItems: 1 })),
    matter: Type.Optional(Type.String({ maxLength: 16 })),
    area: Type.Optional(
      Type.String({ maxLength: 15, pattern: '^[0-9]+$', description: 'A finer area found by the desk, in the same county.' }),
    ),
    call: Type.Optional(Type.String({ format: 'uuid', description: 'Which call is answered.' })),
    whistle: Type.Optional(words(['work', 'hard'])),
    meetAt: Type.Optional(at),
    photos: Type.Optional(
      Type.Array(
        Type.Object({ id: Type.String({ format: 'uuid' }), claim: Type.String({ maxLength: 64 }) }, { additionalProperties: false }),
        { maxItems: 9 },
      ),
    ),
    level: Type.Optional(Type.Integer({ minimum: 1, maximum: 5, description: '5 very satisfied … 1 very dissatisfied (GB/T 39734).' })),
    reasons: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 6 })),
    version: Type.Optional(Type.Integer({ description: 'The version the actor saw; another one is a lost race.' })),
  },
  { additionalProperties: false },
);
export type ActionInput = Static<typeof ActionInput>;

export const TimelineLine = Type.Object({
  id: Type.String({ format: 'uuid' }),
  at,
  action: Type.String(),
  from: maybe(Type.String()),
  to: Type.String(),
  by: Type.Object({
    kind: Type.String({ description: 'resident, officer, guest or platform' }),
    name: maybe(Type.String()),
    unit: maybe(Type.String()),
    unitName: maybe(Type.String()),
  }),
  note: maybe(Type.String()),
  data: Type.Record(Type.String(), Type.Unknown()),
});

export const Clock = Type.Object({
  id: Type.String({ format: 'uuid' }),
  kind: Type.String({
    description: 'accept, dispatch, sign, contact, handle, call-sign, call-contact, on-site, call-handle, review, rate, rectify',
  }),
  unit: maybe(Type.String()),
  unitName: maybe(Type.String()),
  call: maybe(Type.String({ description: 'The call this clock belongs to.' })),
  startedAt: at,
  dueAt: at,
  endedAt: maybe(at),
  light: words(['green', 'yellow', 'red', 'overdue', 'met', 'missed']),
});

export const Call = Type.Object({
  id: Type.String({ format: 'uuid' }),
  unit: Type.String(),
  unitName: Type.String(),
  callerUnit: Type.String(),
  callerUnitName: Type.String(),
  whistle: Type.String(),
  state: words(['called', 'signed', 'reported-in', 'finished', 'withdrawn']),
  note: Type.String(),
  meetAt: maybe(at),
  calledAt: at,
});

/** One case as this actor may see it; `actions` lists what he may do now and what each action needs. */
export const CaseView = Type.Object({
  region: Type.String(),
  id: Type.String({ format: 'uuid' }),
  number: Type.String(),
  version: Type.Integer(),
  state: words(states),
  round: Type.Integer(),
  title: Type.String(),
  content: Type.String(),
  nature: maybe(words(natures)),
  matter: maybe(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      category: Type.String(),
      closing: Type.String(),
      basis: Type.String(),
    }),
  ),
  urgency: Type.String(),
  channel: Type.String(),
  area: Type.String(),
  areaName: Type.String({ description: 'County, street and community, joined.' }),
  areaApproximate: Type.Boolean(),
  address: maybe(Type.String()),
  point: maybe(Point),
  reporter: Type.Object({
    identity: words(identities),
    name: maybe(Type.String()),
    phoneMasked: maybe(Type.String()),
    mine: Type.Boolean(),
    mayOpen: Type.Boolean({ description: 'Whether this actor may open the contact for a stated purpose.' }),
  }),
  deskUnit: Type.String(),
  deskUnitName: Type.String(),
  leadUnit: maybe(Type.String()),
  leadUnitName: maybe(Type.String()),
  reportedAt: at,
  dispatchedAt: maybe(at),
  promiseAt: maybe(at),
  closedAt: maybe(at),
  askedAt: maybe(at),
  reply: maybe(Type.String()),
  rating: maybe(Type.Object({ level: Type.Integer(), reasons: Type.Array(Type.String()), note: maybe(Type.String()) })),
  outcome: maybe(Type.String()),
  urgeCount: Type.Integer(),
  photos: Type.Array(Type.Object({ id: Type.String(), stage: words(['before', 'after']), address: Type.String() })),
  clocks: Type.Array(Clock),
  calls: Type.Array(Call),
  timeline: Type.Array(TimelineLine),
  actions: Type.Array(
    Type.Object({ action: Type.String(), needs: Type.Array(Type.String()), takes: Type.Array(Type.String()), call: maybe(Type.String()) }),
  ),
});
export type CaseView = Static<typeof CaseView>;

/** A line of a list: enough to decide what to open next. */
export const CaseLine = Type.Object({
  region: Type.String(),
  id: Type.String(),
  number: Type.String(),
  state: words(states),
  title: Type.String(),
  matter: maybe(Type.String()),
  matterName: maybe(Type.String()),
  matterNameEn: maybe(Type.String()),
  urgency: Type.String(),
  areaName: Type.String(),
  areaNameEn: Type.String(),
  leadUnitName: maybe(Type.String()),
  leadUnitNameEn: maybe(Type.String()),
  reportedAt: at,
  round: Type.Integer(),
  urgeCount: Type.Integer(),
  rating: maybe(Type.Integer()),
  duty: maybe(
    Type.Object({
      kind: Type.String(),
      dueAt: at,
      light: words(['green', 'yellow', 'red', 'overdue']),
      unit: maybe(Type.String()),
      call: maybe(Type.String()),
    }),
  ),
});
export type CaseLine = Static<typeof CaseLine>;

export const CasePage = Type.Object({ cases: Type.Array(CaseLine), next: maybe(Type.String()) });
export type CasePage = Static<typeof CasePage>;

export const Cursor = Type.Optional(Type.String({ maxLength: 400 }));
export const WorkListQuery = Type.Object(
  {
    kind: Type.Optional(Type.String({ maxLength: 20 })),
    cursor: Cursor,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
  },
  { additionalProperties: false },
);
export const CaseListQuery = Type.Object(
  {
    area: Type.Optional(Type.String({ pattern: '^[0-9]+$', maxLength: 15 })),
    state: Type.Optional(words(states)),
    cell: Type.Optional(Type.String({ pattern: '^[0-9a-f]{15,16}$', description: 'H3 cell of resolution 7 or 8.' })),
    matter: Type.Optional(Type.String({ maxLength: 16 })),
    overdue: Type.Optional(Type.Boolean()),
    open: Type.Optional(Type.Boolean({ description: 'Not yet closed, rejected or withdrawn.' })),
    rated: Type.Optional(Type.Boolean({ description: 'Rated by the reporter.' })),
    unit: Type.Optional(
      Type.String({ maxLength: 64, description: 'A unit with a part in the case; with `overdue`, the unit that is late.' }),
    ),
    category: Type.Optional(Type.String({ maxLength: 40 })),
    channel: Type.Optional(words(channels)),
    from: Type.Optional(Type.String({ format: 'date-time', description: 'Reported at or after.' })),
    to: Type.Optional(Type.String({ format: 'date-time', description: 'Reported before.' })),
    closedFrom: Type.Optional(Type.String({ format: 'date-time' })),
    closedTo: Type.Optional(Type.String({ format: 'date-time' })),
    cursor: Cursor,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
  },
  { additionalProperties: false },
);
export const TrackInput = Type.Object(
  { number: Type.String({ pattern: '^[0-9]{6}-[0-9]{8}-[0-9]{6,9}-[0-9]$' }), code: Type.String({ minLength: 8, maxLength: 12 }) },
  { additionalProperties: false },
);

export const DutyCounts = Type.Object({
  total: Type.Integer(),
  overdue: Type.Integer(),
  dueToday: Type.Integer(),
  more: Type.Boolean(),
  kinds: Type.Record(Type.String(), Type.Integer()),
});
export const PurposeInput = Type.Object({ purpose: Type.String({ maxLength: 40 }) }, { additionalProperties: false });
export const OpenedReporter = Type.Object({ name: maybe(Type.String()), phone: maybe(Type.String()) });
export const Looks = Type.Array(
  Type.Object({
    at,
    officerName: Type.String(),
    unitName: Type.String(),
    purpose: Type.String(),
    purposeCode: Type.String(),
    fields: Type.Array(Type.String()),
  }),
);
export const StoredPhoto = Type.Object({ id: Type.String(), claim: Type.String(), width: Type.Integer(), height: Type.Integer() });
const NamedUnit = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  areaCode: Type.String(),
  areaName: Type.String(),
});
export const SuggestedUnits = Type.Object({ lead: Type.Array(NamedUnit), co: Type.Array(NamedUnit), basis: Type.String() });
