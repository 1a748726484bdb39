import { checkModel, type Problem, readModel } from '@banyan/decision-tables';
import { findEndless } from './find-endless.ts';
import { inputsOf, type RuleModel, ruleProblem, topDecisions } from './rule-model.ts';

/** Reads a rule from its XML and tells everything that is wrong with it; a rule is given where the model has one decision that answers. */
export async function readRule(xml: string): Promise<{ rule: RuleModel | null; problems: Problem[] }> {
  const model = await readModel(xml);
  const broken = model.problems.some(({ severity }) => severity === 'error');
  const problems = checkModel(model);
  const [main, ...more] = topDecisions(model);
  if (main === undefined) return { rule: null, problems: broken ? problems : [...problems, ruleProblem('rule.no_decision', '')] };
  if (more.length > 0) problems.push(ruleProblem('rule.several_results', main.name, { others: more.map(({ name }) => name).join('、') }));
  const rule = { title: model.name, model, main, inputs: inputsOf(model, main) };
  if (problems.every(({ severity }) => severity !== 'error')) problems.push(...(await findEndless(xml, rule)));
  return { rule, problems };
}
