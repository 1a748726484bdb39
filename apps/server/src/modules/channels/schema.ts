import { type Static, Type } from 'typebox';

const at = Type.String({ format: 'date-time' });
const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);

/** Another Open311 server, with what waits for it as far as the reader’s counties reach. */
export const PeerList = Type.Array(
  Type.Object({
    name: Type.String(),
    address: Type.String(),
    area: Type.String(),
    areaName: Type.String(),
    stoppedAt: maybe(at),
    fetchedTo: at,
    fetchError: maybe(Type.String({ description: 'What it said last when its updates could not be fetched.' })),
    waiting: Type.Integer({ description: 'Sendings that wait for their time.' }),
    dead: Type.Integer({ description: 'Sendings that wait for a person.' }),
    oldestAt: maybe(at),
  }),
);
export type PeerList = Static<typeof PeerList>;

/** A sending that was refused or failed for three days; later ones of the same case wait behind it. */
export const DeadSendings = Type.Array(
  Type.Object({
    peer: Type.String({ format: 'uuid' }),
    peerName: Type.String(),
    region: Type.String(),
    caseId: Type.String({ format: 'uuid' }),
    place: Type.Integer(),
    kind: Type.String({ description: 'request or update' }),
    attempts: Type.Integer(),
    error: maybe(Type.String()),
    deadAt: maybe(at),
  }),
);
export type DeadSendings = Static<typeof DeadSendings>;

export const SendingKey = Type.Object(
  {
    region: Type.String({ pattern: '^[0-9]{6}$' }),
    peer: Type.String({ format: 'uuid' }),
    caseId: Type.String({ format: 'uuid' }),
    place: Type.Integer({ minimum: 1, maximum: 9_007_199_254_740_991 }),
  },
  { additionalProperties: false },
);
export type SendingKey = Static<typeof SendingKey>;

export const Revived = Type.Object({ waiting: Type.Boolean() });
