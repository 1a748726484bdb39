import { type Problem, problem } from '../check/problem.ts';
import { LONGEST_TEXT } from '../feel/read.ts';
import { asVersion13, makeModdle } from './dialect.ts';
import { type Element, isElement } from './element.ts';

/** Larger models are refused; the 243 indicators of a whole city take a tenth of it. */
export const LARGEST_MODEL_BYTES = 4 * 1024 * 1024;
const DEEPEST_ELEMENT = 200;
/** Sum of the squares of the lengths of all texts, which is what the grammar's time grows with: about five seconds. */
const MOST_TEXT = 400_000_000;

export type XmlModel = { readonly root: Element | null; readonly problems: readonly Problem[] };

/** Reads the XML of a model. Every warning of the reader is a problem, since it may mean that a part was dropped. Never throws. */
export async function readXml(xml: string): Promise<XmlModel> {
  const refusal = refuseXml(xml);
  if (refusal !== null) return { root: null, problems: [problem(refusal, '')] };
  try {
    const { rootElement, warnings } = await makeModdle().fromXML(asVersion13(xml), 'dmn:Definitions');
    const problems = warnings.map((one) => problem('model.part_dropped', '', { reason: one.message }));
    return isElement(rootElement) ? { root: rootElement, problems } : { root: null, problems: [problem('model.not_dmn', '')] };
  } catch (error) {
    if (error instanceof Error) return { root: null, problems: [problem('model.not_dmn', '', { reason: error.message })] };
    throw error;
  }
}

/** What is refused before any reading: size, document types with their entities, and nesting. */
function refuseXml(xml: string): string | null {
  if (Buffer.byteLength(xml) > LARGEST_MODEL_BYTES) return 'model.too_large';
  const bare = xml.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  if (/<!DOCTYPE|<!ENTITY/i.test(bare)) return 'model.document_type';
  if (depthOf(bare) > DEEPEST_ELEMENT) return 'model.too_deep';
  return weightOf(xml) > MOST_TEXT ? 'model.too_much_text' : null;
}

const TEXT = /<(?:[\w-]+:)?text\b[^>]*>([\s\S]*?)<\/(?:[\w-]+:)?text>/g;

/** Texts beyond the limit are not read, and weigh nothing. */
function weightOf(xml: string): number {
  let weight = 0;
  for (const [, text = ''] of xml.matchAll(TEXT)) if (text.length <= LONGEST_TEXT) weight += text.length ** 2;
  return weight;
}

function depthOf(xml: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [tag] of xml.matchAll(/<[/A-Za-z][^>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>')) depth += 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
