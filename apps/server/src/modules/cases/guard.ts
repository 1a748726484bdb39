import { compileExpression, describeProblem, ModelRefused, type NamedTypes, OutOfFuel, type PlainContext } from '@banyan/decision-tables';
import type { Facts, Guard } from './decide.ts';

/** The facts that a district's guard may speak of, in the words of the workflow, with how each is read from a case. */
const facts: Record<string, [type: 'number' | 'boolean' | 'string', read: (facts: Facts) => number | boolean | string | null]> = {
  rounds: ['number', (it) => it.round],
  returns: ['number', (it) => it.returns],
  extensions: ['number', (it) => it.extensions],
  suspensions: ['number', (it) => it.suspensions],
  consultations: ['number', (it) => it.consultations],
  open_calls: ['number', (it) => it.openCallCount],
  asked: ['boolean', (it) => it.asked],
  late: ['boolean', (it) => it.late],
  designated: ['boolean', (it) => it.designated],
  reachable: ['boolean', (it) => it.reachable],
  has_followers: ['boolean', (it) => it.hasFollowers],
  supervised: ['string', (it) => it.supervised],
  urgency: ['string', (it) => it.about.urgency],
  matter: ['string', (it) => it.about.matter],
  nature: ['string', (it) => it.about.nature],
  channel: ['string', (it) => it.about.channel],
  area: ['string', (it) => it.about.area],
};

const types: NamedTypes = Object.fromEntries(Object.entries(facts).map(([name, [type]]) => [name, type]));

/** The names that a guard may use, for help and documents. */
export const guardNames: readonly string[] = Object.keys(facts);

const contextOf = (known: Facts): PlainContext => Object.fromEntries(Object.entries(facts).map(([name, [, read]]) => [name, read(known)]));

/**
 * Reads a guard, a FEEL condition over the facts of a case; throws one sentence, Chinese and English, when it is none. Whatever is not clearly
 * true is no, an endless calculation too.
 */
export function readGuard(text: string): Guard {
  try {
    const condition = compileExpression(text, types, { gives: 'boolean', cell: '' });
    return (known) => isTrue(() => condition(contextOf(known)));
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error;
    const told = error.problems.map((problem) => `${describeProblem(problem, 'zh')} ${describeProblem(problem, 'en')}`).join(' ');
    throw new Error(`${told} The facts are: ${guardNames.join(', ')}.`);
  }
}

function isTrue(evaluate: () => unknown): boolean {
  try {
    return evaluate() === true;
  } catch (error) {
    if (error instanceof OutOfFuel) return false;
    throw error;
  }
}
