import { writeGrids } from '@banyan/decision-tables';
import type { Context } from '#platform/context.ts';
import { conflict, forbidden, unprocessable } from '#platform/refusal.ts';
import type { ActionInput, EditInput, VersionView } from '../schema.ts';
import { type By, insertDraft, type Move, moveVersion, selectVersionLines, updateDraft, type VersionRow } from '../store/versions.ts';
import { stepFrom, type VersionAction, type VersionStep } from '../workflow.ts';
import { type CheckedText, checkText } from './checked-text.ts';
import { todayOf } from './today.ts';
import { requireDesk, versionOf, viewVersion, writersOf } from './view-version.ts';

function whoActs({ actor }: Context): By {
  if (actor.kind !== 'officer') throw forbidden('access.other_kind', 'This is for officers only.');
  return { id: actor.accountId, name: actor.name };
}

const changedMeanwhile = () => conflict('rule.changed', 'Someone else changed this version meanwhile.');

/** Begins a version with the text of another one of the same rule. */
export async function draftVersion(ctx: Context, ruleId: string, from: number): Promise<VersionView> {
  requireDesk(ctx, ['rule.edit']);
  const { xml, hash } = await versionOf(ctx, ruleId, from);
  const number = await insertDraft(ctx, { ruleId, basedOn: from, xml, hash }, whoActs(ctx));
  return viewVersion(ctx, ruleId, number);
}

/** The text that an edit makes of a draft: the whole model as given, or the draft with the rows of its tables. Nothing is written. */
export async function editedText(ctx: Context, ruleId: string, number: number, edit: EditInput): Promise<string> {
  requireDesk(ctx, ['rule.edit']);
  const { xml } = await versionOf(ctx, ruleId, number);
  if ((edit.xml === undefined) === (edit.grids === undefined))
    throw unprocessable('rule.text_missing', 'Give the whole model or rows of its tables, one of them.');
  if (edit.xml !== undefined) return edit.xml;
  const written = await writeGrids(xml, edit.grids ?? []);
  if (written === null) throw unprocessable('rule.table_unknown', 'The model has no such table, or the table has no id.');
  return written;
}

/** Keeps a text that was read and checked as the draft; unsound ones, too, for a draft is work that goes on. */
export async function editVersion(ctx: Context, ruleId: string, number: number, revision: number, xml: string): Promise<VersionView> {
  requireDesk(ctx, ['rule.edit']);
  const row = await versionOf(ctx, ruleId, number);
  if (row.state !== 'drafted') throw impossible(row);
  if (row.revision !== revision) throw changedMeanwhile();
  const { hash } = await checkText(xml);
  if (!(await updateDraft(ctx, row, xml, hash, whoActs(ctx)))) throw changedMeanwhile();
  return viewVersion(ctx, ruleId, number);
}

const impossible = ({ state }: Pick<VersionRow, 'state'>) =>
  conflict('rule.step_impossible', `A version that is ${state} cannot be changed so.`, { state });

/** Throws with every error when a version must not go further. */
export function refuseUnsound({ sound, problems }: CheckedText) {
  if (!sound)
    throw unprocessable('rule.not_sound', 'The version has errors and goes no further.', {
      problems: problems.filter(({ severity }) => severity === 'error').slice(0, 50),
    });
}

async function admit(ctx: Context, row: VersionRow, step: VersionStep, note: string | undefined) {
  requireDesk(ctx, [step.by]);
  if (step.fourEyes && (await writersOf(ctx, row.rule_id, row.number)).has(whoActs(ctx).id))
    throw forbidden('rule.four_eyes', 'Whoever wrote a version neither approves nor publishes it.');
  if (step.note && (note ?? '').trim() === '') throw unprocessable('rule.note_missing', 'Say in a sentence why.');
  if (step.sound) refuseUnsound(await checkText(row.xml));
}

/** Days that a step sets: a version begins today or later; one that is rolled back decided until yesterday. */
async function daysOf(
  ctx: Context,
  row: VersionRow,
  action: VersionAction,
  fromOn: string | undefined,
): Promise<Pick<Move, 'fromOn' | 'toOn'>> {
  const today = await todayOf(ctx);
  if (action === 'publish') {
    const begins = fromOn ?? today;
    if (Number.isNaN(Date.parse(begins)) || begins < today)
      throw unprocessable('rule.day_past', 'A version begins today or later; what was decided stays as it was.', { fromOn: begins, today });
    return { fromOn: begins };
  }
  if (action !== 'roll-back') return {};
  const others = (await selectVersionLines(ctx, row.rule_id)).filter(({ number }) => number !== row.number);
  const holds = others.some(({ from_on, to_on }) => from_on !== null && from_on <= today && (to_on === null || to_on >= today));
  if (!holds) throw conflict('rule.none_left', 'No other version would be in force. Publish one first.');
  return { toOn: await todayOf({ ...ctx, now: new Date(ctx.now.getTime() - 86_400_000) }) };
}

/**
 * Takes a step of the workflow with a version. Refuses a step that the state does not allow (`rule.step_impossible`), one by its own writer that takes a
 * second pair of eyes (`rule.four_eyes`), and an unsound text (`rule.not_sound`).
 */
export async function actOnVersion(
  ctx: Context,
  ruleId: string,
  number: number,
  action: VersionAction,
  input: ActionInput,
): Promise<VersionView> {
  requireDesk(ctx);
  const row = await versionOf(ctx, ruleId, number);
  const step = stepFrom(row.state, action);
  if (!step) throw impossible(row);
  await admit(ctx, row, step, input.note);
  const days = await daysOf(ctx, row, action, input.fromOn);
  const move = { action, to: step.to, note: input.note?.trim() || null, approves: action === 'approve', ...days };
  if (!(await moveVersion(ctx, row, move, whoActs(ctx)))) throw changedMeanwhile();
  return viewVersion(ctx, ruleId, number);
}
