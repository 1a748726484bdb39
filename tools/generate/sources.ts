import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** The folder of the repository. */
export const root = resolve(import.meta.dirname, '../..');

/** The folders that hold the server's own code, without its tests. */
export const serverSource = 'apps/server/src';

const skipped = new Set(['node_modules', 'dist', '.cache', '.git', 'data']);

/** Paths of all files below a folder of the repository, with `/` between parts, in the order of their names. */
export function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const walk = (directory: string) => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (skipped.has(entry.name)) continue;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) found.push(relative(root, path).replaceAll('\\', '/'));
    }
  };
  walk(join(root, folder));
  return found.sort();
}

export const readSource = (file: string): string => readFileSync(join(root, file), 'utf8');

/** A file of the repository as a tree; its nodes know their parents. */
export const parseSource = (file: string): ts.SourceFile => ts.createSourceFile(file, readSource(file), ts.ScriptTarget.ESNext, true);

/** Every TypeScript file of the server that is not a test. */
export const serverFiles = (): string[] => filesBelow(serverSource).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

/** Calls `visit` with a node and everything below it. */
export function visitAll(node: ts.Node, visit: (node: ts.Node) => void) {
  visit(node);
  ts.forEachChild(node, (child) => visitAll(child, visit));
}

/** The text of a string or a template; what is put in at run time is shown as `…`. Both sides of a condition are given. */
export function textsOf(node: ts.Expression | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('')];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  return [];
}

/** The first line of the docstring before a declaration, or nothing. */
export function docOf(node: ts.Node): string | undefined {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const comment = docs.at(-1)?.comment;
  return typeof comment === 'string' ? comment.replace(/\s+/g, ' ').trim() : undefined;
}
