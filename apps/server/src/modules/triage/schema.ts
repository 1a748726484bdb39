import { type Static, Type } from 'typebox';
import { CaseBrief } from './schema-desk.ts';

/** The shapes in which proposals cross the HTTP border. */

const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
/** A text may hold any character but U+0000, which no text has. */
const withoutNull = '^[^\\u0000]*$';
const Probability = Type.Number({ minimum: 0, maximum: 1, description: 'Calibrated: of all with 0.8, eight in ten are right.' });

const MatterChoice = Type.Object({
  code: Type.String(),
  name: Type.String(),
  category: Type.String(),
  probability: Probability,
  leadUnit: maybe(Type.String()),
  leadUnitName: maybe(Type.String()),
});
const PlaceChoice = Type.Object({ code: Type.String(), name: Type.String(), probability: Probability });

export const DraftInput = Type.Object(
  {
    title: Type.Optional(Type.String({ maxLength: 200, pattern: withoutNull })),
    content: Type.String({ maxLength: 12_000, pattern: withoutNull, description: 'As far as it is written; may be empty.' }),
    area: Type.Optional(Type.String({ pattern: '^[1-9]\\d{5,14}$' })),
    point: Type.Optional(
      Type.Object({ lat: Type.Number({ minimum: -90, maximum: 90 }), lon: Type.Number({ minimum: -180, maximum: 180 }) }),
    ),
  },
  { additionalProperties: false },
);
export type DraftInput = Static<typeof DraftInput>;

const proposalFields = {
  verdict: Type.Union([Type.Literal('sure'), Type.Literal('unsure'), Type.Literal('cannot_tell')]),
  matters: Type.Array(MatterChoice, { description: 'The three likeliest, best first; none where the text says nothing known.' }),
  nature: Type.String(),
  urgency: Type.String(),
  leadUnit: maybe(Type.String()),
  leadUnitName: maybe(Type.String()),
  places: Type.Array(PlaceChoice, { description: 'Streets, then counties that the text names.' }),
  reasons: Type.Array(Type.Object({ word: Type.String(), share: Probability }), { description: 'The words that decided.' }),
};

export const DraftProposal = Type.Object({
  ...proposalFields,
  alarm: maybe(Type.Object({ call: Type.Union([Type.Literal('110'), Type.Literal('119'), Type.Literal('120')]), word: Type.String() })),
  selfTelling: Type.Array(Type.Object({ what: Type.String(), words: Type.String() }), {
    description: 'What may let others recognise the writer.',
  }),
  neighbours: Type.Object({
    count: Type.Integer({ description: 'How many in the district reported the same in the last 90 days.' }),
    since: maybe(Type.String({ format: 'date-time' })),
  }),
});
export type DraftProposal = Static<typeof DraftProposal>;

export const CaseProposal = Type.Object({
  ...proposalFields,
  region: Type.String(),
  caseId: Type.String({ format: 'uuid' }),
  madeAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'Null where it was made for this look alone.' }),
  modelVersion: maybe(Type.Integer()),
  confirmedMatter: maybe(Type.String()),
  mayMerge: Type.Boolean({ description: 'The law lets this case join another now.' }),
  neighbours: Type.Array(
    Type.Object({
      caseId: Type.String({ format: 'uuid' }),
      reportedAt: Type.String({ format: 'date-time' }),
      likeness: Probability,
      brief: Type.Union([CaseBrief, Type.Null()], { description: 'Of the likeliest few.' }),
    }),
  ),
});
export type CaseProposal = Static<typeof CaseProposal>;

export const CaseKey = Type.Object({ region: Type.String({ pattern: '^[1-9]\\d{5}$' }), id: Type.String({ format: 'uuid' }) });

export const ReplyInput = Type.Object({ reply: Type.String({ maxLength: 4000, pattern: withoutNull }) }, { additionalProperties: false });

export const ReplyJudged = Type.Object({
  score: Type.Integer({ minimum: 0, maximum: 100, description: 'Below 60 somebody should look again.' }),
  faults: Type.Array(Type.String(), { description: 'Why points were lost.' }),
});

export const Summary = Type.Object({
  lines: Type.Array(Type.String(), { maxItems: 3, description: 'Sentences of the file itself.' }),
  mayDraft: Type.Boolean({ description: 'A language model is connected and may be asked for a draft.' }),
  overrides: Type.Array(
    Type.Object({
      at: Type.String({ format: 'date-time' }),
      score: Type.Integer(),
      faults: Type.Array(Type.String()),
      note: Type.String(),
    }),
    { description: 'Replies that left although the check found fault with them.' },
  ),
});
export type Summary = Static<typeof Summary>;
