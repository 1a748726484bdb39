import { type Static, Type } from 'typebox';
import { at, channels, identities, maybe, natures, words } from './schema-words.ts';
import { actionNames, attemptOutcomes, requestKinds, states, supervisionLevels } from './workflow.ts';

/** The shapes in which cases cross the HTTP border. Texts are Chinese or English as the writer wrote them. */

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
    newFacts: Type.Optional(
      Type.String({
        minLength: 2,
        maxLength: 1000,
        description: 'What is new since an earlier report of the same matter that is still handled.',
      }),
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
    reviewOn: Type.Optional(Type.String({ format: 'date', description: 'The day on which a suspension is looked at again.' })),
    outcome: Type.Optional(words(attemptOutcomes)),
    supervision: Type.Optional(words(supervisionLevels)),
    into: Type.Optional(Type.String({ maxLength: 30, description: 'Number of the lead case that this report joins.' })),
    officer: Type.Optional(Type.String({ format: 'uuid', description: 'Account of the officer who is to be recused.' })),
    accused: Type.Optional(Type.String({ maxLength: 64, description: 'The unit complained of; it may not handle the case.' })),
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
    account: maybe(Type.String({ description: 'The officer’s account; told to the desk alone, which may order his recusal.' })),
  }),
  note: maybe(Type.String()),
  data: Type.Record(Type.String(), Type.Unknown()),
});

export const Clock = Type.Object({
  id: Type.String({ format: 'uuid' }),
  kind: Type.String({
    description: 'What is due: accept, dispatch, sign, contact, handle, promise (the resident’s own clock), rectify, call-sign …',
  }),
  unit: maybe(Type.String()),
  unitName: maybe(Type.String()),
  call: maybe(Type.String({ description: 'The call this clock belongs to.' })),
  startedAt: at,
  dueAt: at,
  endedAt: maybe(at),
  light: words(['green', 'yellow', 'red', 'overdue', 'met', 'missed', 'paused']),
  extended: Type.Integer({ description: 'How often it was extended.' }),
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
  request: maybe(
    Type.Object({
      kind: words(requestKinds),
      reason: maybe(Type.String()),
      note: Type.String(),
      unitName: maybe(Type.String()),
      reviewOn: maybe(Type.String({ format: 'date' })),
      askedAt: at,
    }),
  ),
  returnCount: Type.Integer(),
  returnedUnitNames: Type.Array(Type.String()),
  designated: Type.Boolean({ description: 'An arbiter named the unit; it may not return the case.' }),
  extensionCount: Type.Integer(),
  reviewOn: maybe(Type.String({ format: 'date', description: 'While suspended: when it is looked at again.' })),
  attemptCount: Type.Integer({ description: 'Call-back attempts of this round.' }),
  supervised: maybe(words(supervisionLevels)),
  joinedTo: maybe(Type.String({ description: 'Id of the lead case of the cluster.' })),
  followerCount: Type.Integer(),
  photos: Type.Array(Type.Object({ id: Type.String(), stage: words(['before', 'after']), address: Type.String() })),
  clocks: Type.Array(Clock),
  calls: Type.Array(Call),
  timeline: Type.Array(TimelineLine),
  actions: Type.Array(
    Type.Object({ action: Type.String(), needs: Type.Array(Type.String()), takes: Type.Array(Type.String()), call: maybe(Type.String()) }),
  ),
});
export type CaseView = Static<typeof CaseView>;

export * from './schema-lists.ts';
export { channels, identities, natures } from './schema-words.ts';
