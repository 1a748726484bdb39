import { type Grid, readGrids } from '@banyan/decision-tables';
import { unprocessable } from '#platform/refusal.ts';
import { hashOf } from '../pack/read-rules.ts';
import { readRule } from '../read-rule.ts';
import { type RuleModel, type ToldProblem, tellProblem } from '../rule-model.ts';

/** The text of a version, read and checked: what the desk shows of it. */
export type CheckedText = {
  readonly hash: string;
  readonly rule: RuleModel | null;
  readonly problems: readonly ToldProblem[];
  readonly sound: boolean;
  readonly grids: readonly Grid[];
};

/** By content, which never changes its meaning: an officer looks at the same text many times. */
const texts = new Map<string, Promise<CheckedText>>();
const mostTexts = 100;

async function read(xml: string, hash: string): Promise<CheckedText> {
  const { rule, problems } = await readRule(xml);
  const told = problems.map(tellProblem);
  const sound = rule !== null && told.every(({ severity }) => severity !== 'error');
  return { hash, rule, problems: told, sound, grids: rule === null ? [] : await readGrids(xml) };
}

/** Reads and checks a text; never throws for what stands in it. Slow for long texts: call it before a unit of work where the text is new. */
export function checkText(xml: string): Promise<CheckedText> {
  const hash = hashOf(xml);
  const known = texts.get(hash);
  if (known) return known;
  const made = read(xml, hash);
  made.catch(() => texts.delete(hash));
  if (texts.size >= mostTexts) texts.clear();
  texts.set(hash, made);
  return made;
}

/** A draft may be unsound, but it must be a model that can be read and shown: `rule.unreadable` with what is wrong. */
export function refuseUnreadable({ rule, problems }: CheckedText) {
  if (rule !== null && !problems.some(({ code, severity }) => severity === 'error' && code.startsWith('model.'))) return;
  throw unprocessable('rule.unreadable', 'This text is no model that can be kept. Nothing was changed.', {
    problems: problems.slice(0, 50),
  });
}
