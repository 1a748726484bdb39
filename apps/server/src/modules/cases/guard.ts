import { BOOLEAN, describeProblem, ModelRefused, NUMBER, readCondition, STRING, type Type, type Value } from '@banyan/decision-tables';
import type { Facts, Guard } from './decide.ts';

/** The facts that a district's guard may speak of, in the words of the workflow, with how each is read from a case. */
const facts: Record<string, [Type, (facts: Facts) => Value]> = {
  rounds: [NUMBER, (it) => it.round],
  returns: [NUMBER, (it) => it.returns],
  extensions: [NUMBER, (it) => it.extensions],
  suspensions: [NUMBER, (it) => it.suspensions],
  consultations: [NUMBER, (it) => it.consultations],
  open_calls: [NUMBER, (it) => it.openCallCount],
  asked: [BOOLEAN, (it) => it.asked],
  late: [BOOLEAN, (it) => it.late],
  designated: [BOOLEAN, (it) => it.designated],
  reachable: [BOOLEAN, (it) => it.reachable],
  has_followers: [BOOLEAN, (it) => it.hasFollowers],
  supervised: [STRING, (it) => it.supervised],
  urgency: [STRING, (it) => it.about.urgency],
  matter: [STRING, (it) => it.about.matter],
  nature: [STRING, (it) => it.about.nature],
  channel: [STRING, (it) => it.about.channel],
  area: [STRING, (it) => it.about.area],
};

const types: ReadonlyMap<string, Type> = new Map(Object.entries(facts).map(([name, [type]]) => [name, type]));

/** The names that a guard may use, for help and documents. */
export const guardNames: readonly string[] = [...types.keys()];

/** Reads a guard, a FEEL condition over the facts of a case; throws one sentence, Chinese and English, when it is none. */
export function readGuard(text: string): Guard {
  try {
    const condition = readCondition(text, types, '');
    return (known) => condition(Object.fromEntries(Object.entries(facts).map(([name, [, read]]) => [name, read(known)])));
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error;
    const told = error.problems.map((problem) => `${describeProblem(problem, 'zh')} ${describeProblem(problem, 'en')}`).join(' ');
    throw new Error(`${told} The facts are: ${guardNames.join(', ')}.`);
  }
}
