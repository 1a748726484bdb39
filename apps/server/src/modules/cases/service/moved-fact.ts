import type { Decision } from '../decide.ts';
import type { CaseMoved } from '../events.ts';
import type { ActionInput } from '../schema.ts';
import type { Held } from '../store/read.ts';
import type { ActionName } from '../workflow.ts';
import type { Effect } from './effects/effect.ts';

/** What a step announces to the rest of the city. */
export function movedFact(
  { file }: Held,
  action: ActionName,
  decision: Extract<Decision, { allowed: true }>,
  { change, calls }: Effect,
  input: ActionInput,
  unit: string | null,
  clocks: CaseMoved['clocks'],
): CaseMoved {
  return {
    region: file.region,
    id: file.id,
    number: file.number,
    title: file.title,
    action,
    from: file.state,
    to: decision.to,
    round: decision.round,
    matterCode: change.matter_code ?? file.matter_code,
    areaCode: file.area_code,
    deskUnit: file.desk_unit,
    leadUnit: change.lead_unit === undefined ? file.lead_unit : change.lead_unit,
    calledUnits: calls.map((call) => call.unit_id),
    unit,
    clocks,
    reporterId: file.reporter_id,
    followers: file.follower_count,
    told: decision.row.told === true && !file.no_reply,
    reply: input.reply ?? null,
  };
}
