import type { SyntaxNode } from '@lezer/common';
import type { TypeNames } from './read-type.ts';
import type { Place } from './tree.ts';

/** What the builder needs to know of the text that the grammar has read. */
export type Syntax = {
  readonly text: string;
  readonly hidden: ReadonlyMap<number, string>;
  readonly cell: string;
  readonly types: TypeNames;
  readonly refuse: (reason: string, from: number, to: number) => never;
};

const COMMENTS = new Set(['LineComment', 'BlockComment']);
const TOKENS = new Set([
  'CompareOp',
  'ArithOp',
  'Name',
  'Type',
  'Key',
  'ParameterName',
  'DateTimeConstructor',
  'SpecialFunctionName',
  'PositiveUnaryTests',
  'InExpressions',
]);

export function refuseErrors(top: SyntaxNode, syntax: Syntax): void {
  top.cursor().iterate((node) => {
    if (node.type.isError) syntax.refuse('syntax', node.from, Math.max(node.to, node.from + 1));
  });
}

export function childNodes(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (!COMMENTS.has(child.name)) children.push(child);
  return children;
}

export function isExpression(node: SyntaxNode): boolean {
  return node.name === 'null' || node.name === '?' || (/^[A-Z]/.test(node.name) && !TOKENS.has(node.name));
}

export function textOf(node: SyntaxNode, syntax: Syntax): string {
  return syntax.text.slice(node.from, node.to);
}

export function placeOf(node: SyntaxNode, syntax: Syntax): Place {
  return { from: node.from, to: node.to, cell: syntax.cell };
}

export function child(node: SyntaxNode, name: string, syntax: Syntax): SyntaxNode {
  return node.getChild(name) ?? syntax.refuse('syntax', node.from, node.to);
}
