/** A small rule as DMN, for trials of the desk: who is old and of the city gets an allowance, everything else goes to a person. */

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const cell = (tag: string, text: string) => `<${tag}><text>${escapeXml(text)}</text></${tag}>`;

type Change = { amount?: number; title?: string; age?: string; last?: readonly string[] | null };

const row = (id: string, [age = '-', from = '-', outcome = '', reason = '', amount = '', note = '']: readonly string[]) =>
  `<rule id="${id}">${cell('inputEntry', age)}${cell('inputEntry', from)}${cell('outputEntry', outcome)}${cell('outputEntry', reason)}${cell('outputEntry', amount)}${cell('annotationEntry', note)}</rule>`;

/** The rule with some of it changed; `last: null` leaves the last row out, so that a gap is left. */
export function allowanceXml({ amount = 10_000, title = '高龄补贴', age = '[80..90)', last }: Change = {}): string {
  const rows = [
    ['>= 90', '"city"', '"approve"', '"age"', '30000', '细则第2条'],
    [age, '"city"', '"approve"', '"age"', String(amount), '细则第3条'],
    ...(last === null ? [] : [last ?? ['-', '-', '"person"', '"not-clear"', '0', '细则第5条']]),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="allowance" name="${title}" namespace="banyan">
  <inputData id="age" name="年龄"><variable name="年龄" typeRef="number"/></inputData>
  <inputData id="from" name="户籍"><variable name="户籍" typeRef="string"/></inputData>
  <decision id="decision" name="高龄补贴">
    <informationRequirement><requiredInput href="#age"/></informationRequirement>
    <informationRequirement><requiredInput href="#from"/></informationRequirement>
    <decisionTable id="table" hitPolicy="FIRST">
      <input id="i1" label="年龄"><inputExpression id="e1" typeRef="number"><text>年龄</text></inputExpression></input>
      <input id="i2" label="户籍"><inputExpression id="e2" typeRef="string"><text>户籍</text></inputExpression><inputValues id="v2"><text>"city", "elsewhere"</text></inputValues></input>
      <output id="o1" name="outcome" typeRef="string"/><output id="o2" name="reason" typeRef="string"/><output id="o3" name="amount_cents" typeRef="number"/>
      <annotation name="依据"/>
      ${rows.map((cells, place) => row(`r${place + 1}`, cells)).join('\n      ')}
    </decisionTable>
  </decision>
</definitions>`;
}
