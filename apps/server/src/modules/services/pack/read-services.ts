import { filesIn, type Pack } from '#platform/pack-file.ts';
import type { PlacesOfPack } from '../../places/index.ts';
import { formFile, readForm } from './forms.ts';
import { checkTexts, type PlacedInput, readInputs } from './inputs.ts';
import { type ItemRow, itemsFile, type KnownPlaces, readItems } from './items.ts';
import { type PlacedMaterial, readMaterials } from './materials.ts';
import { readQuestions } from './questions.ts';
import { readJoints, readLicenceKinds, readRuleReasons, readSources } from './registers.ts';
import type { Item, LicenceKind, Question, ServiceForm, ServicePack } from './service-pack.ts';

export const ruleFile = (rule: string) => `rules/${rule}.dmn`;

const nothing: ServicePack = { items: [], sources: [], licences: [], joints: [], reasons: [] };

/** Reads and checks a pack's services against its places; every fault is added to `pack.problems`. A pack without services/items.csv offers none. */
export function readServices(pack: Pack, places: PlacesOfPack): ServicePack {
  if (!pack.texts.has(itemsFile)) return nothing;
  const known: KnownPlaces = {
    counties: new Set(places.areas.filter(({ level }) => level === 'county').map(({ code }) => code)),
    unitKinds: new Set(places.unitKinds.map(({ id }) => id)),
  };
  const rows = readItems(pack, known);
  const ids = new Set(rows.map(({ id }) => id));
  const sources = readSources(pack, known);
  const licences = readLicenceKinds(pack, known);
  const joints = readJoints(pack, rows);
  const questions = readQuestions(pack, ids);
  const materials = readMaterials(pack, ids, sources);
  const inputs = readInputs(pack, ids);
  checkForms(pack, ids);
  for (const row of rows) checkReferences(pack, row, licences, new Set(joints.map(({ id }) => id)));
  const items = rows.map((row) => {
    const item = itemOf(row, {
      questions: questions.get(row.id) ?? [],
      materials: materials.get(row.id) ?? [],
      form: readForm(pack, row.id, sources),
      inputs: inputs.get(row.id) ?? [],
    });
    checkNames(pack, row, item);
    checkShown(pack, row, item, licences);
    return item;
  });
  for (const item of items) checkTexts(pack, item, inputs.get(item.id) ?? [], materials.get(item.id) ?? []);
  return { items, sources, licences, joints, reasons: readRuleReasons(pack) };
}

type Parts = {
  readonly questions: readonly Question[];
  readonly materials: readonly PlacedMaterial[];
  readonly form: ServiceForm | null;
  readonly inputs: readonly PlacedInput[];
};

const limitOf = (count: number | null, unit: string | null) => (count === null || unit === null ? null : `${count}${unit}`);

function itemOf(row: ItemRow, parts: Parts): Item {
  return {
    id: row.id,
    mainItem: row.main_item,
    subItem: row.sub_item,
    businessItem: row.business_item,
    name: row.name,
    nameEn: row.name_en,
    kind: row.kind,
    audience: row.audience,
    leadUnit: row.lead_unit,
    coUnits: row.co_units,
    level: row.level,
    mode: row.mode,
    statutoryLimit: limitOf(row.statutory_limit, row.statutory_unit),
    promisedLimit: limitOf(row.promised_limit, row.promised_unit),
    feeCents: row.fee_cents,
    result: row.result,
    channels: row.channels,
    areas: row.areas,
    rule: row.rule,
    joint: row.joint,
    basis: row.basis,
    basisStatus: row.basis_status,
    source: row.source,
    fromOn: row.from_on,
    questions: parts.questions,
    materials: parts.materials.map(({ line: _, ...material }) => material),
    form: parts.form,
    inputs: parts.inputs.map(({ line: _, ...input }) => input),
  };
}

/** A form of no item would never be asked. */
function checkForms(pack: Pack, ids: ReadonlySet<string>): void {
  const expected = new Set([...ids].map(formFile));
  for (const file of filesIn(pack, 'services/forms/', '.json'))
    if (!expected.has(file)) pack.problems.push({ file, reason: 'there is no item of this name' });
}

function checkReferences(pack: Pack, row: ItemRow, licences: readonly LicenceKind[], joints: ReadonlySet<string>): void {
  const fault = (column: string, reason: string) => void pack.problems.push({ file: itemsFile, line: row.line, column, reason });
  const { result, joint, rule } = row;
  if (result.kind === 'licence' && !licences.some(({ code }) => code === result.of)) fault('result', `there is no licence "${result.of}"`);
  if (joint !== null && !joints.has(joint)) fault('joint', `there is no joint item "${joint}"`);
  if (rule !== null && !pack.texts.has(ruleFile(rule))) fault('rule', `there is no ${ruleFile(rule)}`);
  if (rule !== null && !pack.texts.has(formFile(row.id))) fault('rule', `a rule needs facts; ${formFile(row.id)} is missing`);
}

/** Fields and questions share one set of names in FEEL. */
function checkNames(pack: Pack, row: ItemRow, { form, questions }: Item): void {
  const fields = new Set((form?.fields ?? []).map(({ name }) => name));
  for (const { id } of questions)
    if (fields.has(id) || id === 'on' || id === 'situation')
      pack.problems.push({
        file: itemsFile,
        line: row.line,
        column: 'id',
        reason: `"${id}" names a question and something else of ${row.id}`,
      });
}

/** What a licence shows must come from the form that it is asked with. */
function checkShown(pack: Pack, row: ItemRow, { form, result }: Item, licences: readonly LicenceKind[]): void {
  const kind = result.kind === 'licence' ? licences.find(({ code }) => code === result.of) : undefined;
  const asked = new Set((form?.fields ?? []).map(({ name }) => name));
  for (const { code } of form === null ? [] : (kind?.fields ?? []))
    if (!asked.has(code))
      pack.problems.push({
        file: itemsFile,
        line: row.line,
        column: 'result',
        reason: `the licence shows "${code}", which ${row.id} does not ask`,
      });
}
