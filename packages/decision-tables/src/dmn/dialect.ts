import { DmnModdle } from 'dmn-moddle';
import dmn13 from 'dmn-moddle/resources/dmn/json/dmn13.json' with { type: 'json' };

// The reader knows DMN 1.3. Older and newer models differ by their namespace and, from 1.4 on, by these boxed expressions (DMN 1.5, 10.2.2).
export const NAMESPACE_OF_13 = dmn13.uri;

const part = (name: string, type: string) => ({ name, type });
const attribute = (name: string) => ({ name, type: 'String', isAttr: true });
const boxed = (name: string, superClass: string, properties: object[]) => ({ name, superClass: [superClass], properties });

const boxedExpressions = [
  boxed('ChildExpression', 'DMNElement', [part('value', 'Expression')]),
  boxed('TypedChildExpression', 'ChildExpression', [attribute('typeRef')]),
  boxed('Conditional', 'Expression', [part('if', 'ChildExpression'), part('then', 'ChildExpression'), part('else', 'ChildExpression')]),
  boxed('Filter', 'Expression', [part('in', 'ChildExpression'), part('match', 'ChildExpression')]),
  boxed('Iterator', 'Expression', [attribute('iteratorVariable'), part('in', 'TypedChildExpression')]),
  boxed('For', 'Iterator', [part('return', 'ChildExpression')]),
  boxed('Some', 'Iterator', [part('satisfies', 'ChildExpression')]),
  boxed('Every', 'Iterator', [part('satisfies', 'ChildExpression')]),
];

function withConstraint(type: { name: string; properties: object[] }) {
  return type.name === 'ItemDefinition' ? { ...type, properties: [...type.properties, part('typeConstraint', 'UnaryTests')] } : type;
}

const dialect = { ...dmn13, types: [...dmn13.types.map(withConstraint), ...boxedExpressions] };

/** A reader and writer of DMN 1.3 that also knows what 1.4 and 1.5 added. */
export function makeModdle() {
  return DmnModdle({ dmn: dialect });
}

const MODEL_NAMESPACES =
  /https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20151101\/dmn\.xsd|(?:20180521|20191111|20211108|20230324|20240513)\/MODEL\/?)(?=["'])/g;
const DIAGRAM_NAMESPACES = /https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20180521|20191111|20211108|20230324|20240513)\/DMNDI\/?(?=["'])/g;

/** Names every version's namespace as 1.3 does. */
export function asVersion13(xml: string): string {
  return xml.replace(MODEL_NAMESPACES, NAMESPACE_OF_13).replace(DIAGRAM_NAMESPACES, 'https://www.omg.org/spec/DMN/20191111/DMNDI/');
}
