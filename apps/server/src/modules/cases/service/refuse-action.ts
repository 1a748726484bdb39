import type { Context } from '#platform/context.ts';
import { conflict, forbidden, notFound, notSignedIn, type Refusal, unprocessable } from '#platform/refusal.ts';
import { allowedRows, type Decision } from '../decide.ts';
import type { Roles } from '../policy.ts';
import { type Held, selectStory } from '../store/read.ts';
import type { Condition } from '../workflow.ts';
import { factsOf } from './facts.ts';
import { lawFor } from './laws.ts';

/** What stands in the way, for every condition that a row asks for. */
const whatIsMissing: Partial<Record<Condition, string>> = {
  hasLead: 'no unit leads this case yet',
  '!hasLead': 'a unit already leads this case',
  hasMatter: 'the matter is not known yet: choose one from the responsibility list',
  asked: 'the reporter has not been asked yet: the time is not up',
  '!openCalls': 'called units have not finished yet',
  openContact: 'the reporter has been contacted already',
  callCalled: 'this call has been signed already',
  callOpen: 'this call has been answered on site already, or is over',
  callReportedIn: 'the called unit has not reported in yet',
  openCallContact: 'the caller has been contacted already',
  '!designated': 'the unit was designated by an arbiter and may not return the case',
  '!returnRefused': 'the unit has asked for a return before and was refused',
  '!requestOpen': 'a request of the unit waits for a ruling',
  '!returnAsked': 'the unit has asked to return the case',
  returnAsked: 'no return has been asked for',
  extensionAsked: 'no extension has been asked for',
  suspensionAsked: 'no suspension has been asked for',
  terminationAsked: 'no termination has been asked for',
  thirdReturn: 'this is not the third return',
  '!thirdReturn': 'this is the third return: an arbiter names the unit',
  '!late': 'the time is over; an extension is asked for before it ends',
  '!extended': 'it has been extended once: the second is for a higher post',
  extended: 'it has not been extended yet: the first is for the desk',
  '!twiceExtended': 'it has been extended twice already',
  '!twiceSuspended': 'it has been suspended twice already',
  '!twiceConsulted': 'it has been discussed twice already',
  '!twiceJoined': 'it has joined another case twice already',
  reachable: 'the reporter left no way to reach him',
  attemptsDone: 'three attempts over two days come first',
  '!attemptsDone': 'enough attempts were made',
  supervised: 'nobody supervises this case',
  raises: 'it is supervised on this level or a higher one already',
  '!hasFollowers': 'other reports have joined this case',
};

/** A case that is not there for this actor; a guest without a pass is asked to sign in, whether it exists or not. */
export const hiddenCase = (ctx: Context): Refusal =>
  ctx.actor.kind === 'guest' && ctx.pass === undefined ? notSignedIn() : notFound('case');

/** The last hand-over, so that the slower of two knows who was faster. */
async function lastMover(ctx: Context, held: Held) {
  const { timeline } = await selectStory(ctx, held.file.region, held.file.id, false);
  const last = timeline.at(-1);
  return last
    ? { action: last.action, by: last.actor_name ?? last.actor_kind, unit: last.unit_id, at: new Date(last.at).toISOString() }
    : null;
}

/** Somebody else moved the case since this actor read it: by whom, and what the case is now. */
export async function refuseRace(ctx: Context, held: Held): Promise<Refusal> {
  const last = await lastMover(ctx, held);
  return conflict(
    'case.lost_race',
    `Somebody else was faster: ${last?.by ?? 'another person'} did "${last?.action ?? 'something'}". Look at the case again.`,
    { last, state: held.file.state, version: held.file.version },
  );
}

const lackOf = (missing: string | undefined) =>
  whatIsMissing[missing as Condition] ?? missing ?? 'the district’s own rule for it is not met';

/** Why an action is not possible now, and what is possible instead. */
export async function refuseAction(
  ctx: Context,
  held: Held,
  action: string,
  decision: Extract<Decision, { allowed: false }>,
  roles: Roles,
): Promise<Refusal> {
  const allowed = [
    ...new Set(allowedRows(factsOf(held, {}, ctx.now), new Set(roles.keys()), await lawFor(ctx, held.file)).map((row) => row.action)),
  ];
  const detail = { state: held.file.state, version: held.file.version, allowed };
  switch (decision.why) {
    case 'state':
      return conflict('case.wrong_state', `"${action}" is not possible while the case is "${held.file.state}".`, {
        ...detail,
        last: await lastMover(ctx, held),
      });
    case 'party':
      return forbidden('case.not_your_part', `"${action}" is for the ${decision.row?.by} of this case.`, {
        ...detail,
        party: decision.row?.by,
      });
    case 'condition':
      return conflict('case.condition_unmet', `"${action}" is not possible: ${lackOf(decision.missing)}.`, {
        ...detail,
        condition: decision.missing,
      });
    case 'field':
      return unprocessable('case.field_missing', `"${action}" needs the field "${decision.missing}".`, {
        field: decision.missing,
        needs: decision.row?.needs ?? [],
      });
  }
}
