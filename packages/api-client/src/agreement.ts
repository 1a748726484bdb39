import type { CaseFilter, CaseListQuery, WorkListQuery } from './index.ts';
import type { operations } from './schema.ts';
import type {
  ActionInput,
  ActionName,
  Area,
  AttemptOutcome,
  CasePage,
  CaseState,
  CaseView,
  City,
  CodeSent,
  Field,
  Light,
  Located,
  Look,
  MapCollection,
  Matter,
  MatterCategory,
  Me,
  MessagePage,
  NewReport,
  Reported,
  RequestKind,
  SuggestedUnits,
  SupervisionLevel,
  SuspendedPage,
  Unit,
  WorkCounts,
} from './shapes.ts';

/** The faces read the contract in shapes of their own, with words beside them. This file compiles only while both say the same. */

type Operation = keyof operations;
type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never;
export type Answer<K extends Operation, Status extends number = 200> = operations[K] extends { responses: Record<Status, infer Given> }
  ? Json<Given>
  : never;
type Body<K extends Operation> = operations[K] extends { requestBody: infer Given } ? Json<Given> : never;
type Query<K extends Operation> = operations[K] extends { parameters: { query?: infer Given } } ? NonNullable<Given> : never;

/** What is given can be used where it is needed. */
export type Fits<Given extends Needed, Needed> = [Given] extends [never] ? never : Given;

/** Every field that is sent is one that the operation knows. */
type Knows<Sent, K extends Operation> = Exclude<keyof Sent, keyof Query<K>> extends never ? Sent : never;

export type Agreed = [
  Fits<Answer<'showCity'>, City>,
  Fits<Answer<'listAreas'>, Area[]>,
  Fits<Answer<'locate'>, Located>,
  Fits<Answer<'findMatters'>, { matters: Matter[] }>,
  Fits<Answer<'listMatterCategories'>, MatterCategory[]>,
  Fits<Answer<'listUnits'>, { units: Unit[] }>,
  Fits<Answer<'me'>, Me>,
  Fits<Answer<'requestCode'>, CodeSent>,
  Fits<Answer<'reportCase', 201>, Reported>,
  Fits<Answer<'viewCase'>, CaseView>,
  Fits<Answer<'trackCase'>, CaseView>,
  Fits<Answer<'actOnCase'>, CaseView>,
  Fits<Answer<'listMyCases'>, CasePage>,
  Fits<Answer<'listCases'>, CasePage>,
  Fits<Answer<'listDuties'>, CasePage>,
  Fits<Answer<'countDuties'>, WorkCounts>,
  Fits<Answer<'suggestUnits'>, SuggestedUnits>,
  Fits<Answer<'listLooks'>, Look[]>,
  Fits<Answer<'listSuspended'>, SuspendedPage>,
  Fits<Answer<'listMessages'>, MessagePage>,
  Fits<NewReport, Body<'reportCase'>>,
  Fits<ActionInput, Body<'actOnCase'>>,
  Knows<CaseListQuery, 'listCases'>,
  Knows<CaseFilter, 'listCases'>,
  Knows<WorkListQuery, 'listDuties'>,
];

type Acted = operations['actOnCase']['parameters']['path']['action'];
type Viewed = Answer<'viewCase'>;
type Sent = Body<'actOnCase'>;

/** The names of the law are those of the contract, all of them and no others; words are held complete against these lists. */
export type Named = [
  Fits<ActionName, Acted>,
  Fits<Acted, ActionName>,
  Fits<CaseState, Viewed['state']>,
  Fits<Viewed['state'], CaseState>,
  Fits<RequestKind, NonNullable<Viewed['request']>['kind']>,
  Fits<SupervisionLevel, NonNullable<Viewed['supervised']>>,
  Fits<AttemptOutcome, NonNullable<Sent['outcome']>>,
  Fits<NonNullable<Sent['outcome']>, AttemptOutcome>,
  Fits<Light, Viewed['clocks'][number]['light']>,
  Fits<Field, Exclude<keyof Sent, 'version'>>,
  Fits<Exclude<keyof Sent, 'version'>, Field>,
];

/** The map's features are drawn by their own reader; the contract says only that it is GeoJSON. */
export type Drawn = MapCollection['type'] extends Answer<'mapCounties'>['type'] ? true : never;
