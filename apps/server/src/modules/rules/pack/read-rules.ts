import { createHash } from 'node:crypto';
import { filesIn, type Pack } from '#platform/pack-file.ts';
import { readRule } from '../read-rule.ts';
import { tellProblem } from '../rule-model.ts';

/** A rule as a pack gives it: `rules/<id>.dmn`. */
export type RuleOfPack = { readonly id: string; readonly file: string; readonly xml: string };

const folder = 'rules/';
const idForm = /^[a-z][a-z0-9-]{1,63}$/;

/** What tells the content of a version from every other: SHA-256 over the XML. */
export const hashOf = (xml: string): string => createHash('sha256').update(xml).digest('hex');

/** Reads the rules of a pack; whether they are sound is found by `checkRules`, which must wait for the reader of XML. */
export function readRules(pack: Pack): RuleOfPack[] {
  return filesIn(pack, folder, '.dmn').flatMap((file) => {
    const id = file.slice(folder.length, -'.dmn'.length);
    if (idForm.test(id)) return [{ id, file, xml: pack.texts.get(file) ?? '' }];
    pack.problems.push({ file, reason: 'the name of the file is the id of the rule: small letters, digits and hyphens' });
    return [];
  });
}

/** A rule of a pack with the name that its model gives it. */
export type CheckedRule = RuleOfPack & { readonly title: string };

/** Checks every rule as before publishing: gaps, overlaps, types, names and endless texts become problems of the pack, with the cell as the column. */
export async function checkRules(pack: Pack, rules: readonly RuleOfPack[]): Promise<CheckedRule[]> {
  const checked: CheckedRule[] = [];
  for (const one of rules) {
    const { rule, problems } = await readRule(one.xml);
    for (const { code, cell, zh, en } of problems.filter(({ severity }) => severity === 'error').map(tellProblem))
      pack.problems.push({ file: one.file, ...(cell === '' ? {} : { column: cell }), reason: `${code}: ${en} ${zh}` });
    checked.push({ ...one, title: rule?.title || one.id });
  }
  return checked;
}
