import ts from 'typescript';
import { parseSource, readSource, serverFiles, textsOf, visitAll } from './sources.ts';

/** One way in which the server refuses: the code is public and stable, `told` are the sentences it comes with, `files` where it is thrown. */
export type Refused = { code: string; statuses: number[]; told: string[]; files: string[] };

/** What a code means and what to do, in both languages; kept by hand in docs/refusal-words.json. */
export type RefusalWords = Record<string, { zh: string; zhNext: string; en: string; enNext: string }>;

export const wordsFile = 'docs/refusal-words.json';

export const readWords = (): RefusalWords => JSON.parse(readSource(wordsFile)) as RefusalWords;

/** The makers of platform/refusal.ts and the status each gives. */
const makers: Record<string, number> = { badRequest: 400, forbidden: 403, notFound: 404, conflict: 409, unprocessable: 422, tooMany: 429 };
const codeForm = /^[a-z_]+[.][a-z_]+$/;

type Found = { code: string; status: number; told: string[] };

const numberOf = (node: ts.Expression | undefined) => (node && ts.isNumericLiteral(node) ? Number(node.text) : undefined);

/** What a call says of a refusal: its status, and where its code and its sentence stand. `notFound` takes only the noun. */
function partsOf(node: ts.CallExpression | ts.NewExpression) {
  const name = ts.isIdentifier(node.expression) ? node.expression.text : '';
  const [first, second, third] = node.arguments ?? [];
  if (ts.isNewExpression(node)) return name === 'Refusal' ? { name, status: numberOf(first), code: second, message: third } : undefined;
  return name in makers ? { name, status: makers[name], code: first, message: second } : undefined;
}

/** `new Refusal(status, code, message)` and the makers around it. */
function ofCall(node: ts.CallExpression | ts.NewExpression, place: string): Found[] {
  const parts = partsOf(node);
  if (!parts) return [];
  const { name, status, message } = parts;
  const codes = textsOf(parts.code).map((text) => (name === 'notFound' ? `${text}.unknown` : text));
  if (status === undefined || codes.length === 0 || codes.some((one) => !codeForm.test(one))) return unreadable(place);
  const told = (code: string) =>
    name === 'notFound' ? [`There is no such ${code.split('.')[0]?.replaceAll('_', ' ')}, or it is not yours to see.`] : textsOf(message);
  return codes.map((code) => ({ code, status, told: told(code) }));
}

function unreadable(place: string): never {
  throw new Error(`${place}: the code of a refusal must be written out as noun.reason, so that it can be listed.`);
}

/** Rows `[status, code, title]` and objects `{ status, code, title }`: refusals of the transport and the database. */
function ofLiteral(node: ts.Node): Found[] {
  if (ts.isArrayLiteralExpression(node) && node.elements.length === 3)
    return sound(numberOf(node.elements[0]), node.elements[1], node.elements[2]);
  if (!ts.isObjectLiteralExpression(node)) return [];
  const given = new Map(node.properties.filter(ts.isPropertyAssignment).map((one) => [one.name.getText(), one.initializer]));
  const [status, code, title] = [given.get('status'), given.get('code'), given.get('title')];
  // A status that is only known at run time is the transport's own, from 400 up.
  return sound(numberOf(status) ?? (status && title ? 400 : undefined), code, title);
}

function sound(status: number | undefined, code: ts.Expression | undefined, title: ts.Expression | undefined): Found[] {
  if (status === undefined || status < 400 || status > 503) return [];
  return textsOf(code)
    .filter((one) => codeForm.test(one))
    .map((one) => ({ code: one, status, told: textsOf(title) }));
}

/** The file that makes refusals from their parts, whose codes are its parameters. */
const isMaker = (file: string) => file.endsWith('platform/refusal.ts');

function foundIn(file: string): Found[] {
  const source = parseSource(file);
  const found: Found[] = [];
  visitAll(source, (node) => {
    const place = () => `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) found.push(...(isMaker(file) ? ofMaker(node) : ofCall(node, place())));
    else found.push(...ofLiteral(node));
  });
  return found;
}

/** In the makers' own file only a code that is written out counts (`session.missing`). */
function ofMaker(node: ts.CallExpression | ts.NewExpression): Found[] {
  const [status, code, message] = node.arguments ?? [];
  return code && ts.isStringLiteral(code) ? sound(numberOf(status), code, message) : [];
}

const addTo = (list: (string | number)[], more: readonly (string | number)[]) => {
  for (const one of more) if (!list.includes(one)) list.push(one);
};

/** Every refusal that the server's source can make, by code. Throws when a code is not written out. */
export function collectRefusals(files: readonly string[] = serverFiles()): Refused[] {
  const byCode = new Map<string, Refused>();
  for (const file of files)
    for (const { code, status, told } of foundIn(file)) {
      const refused = byCode.get(code) ?? { code, statuses: [], told: [], files: [] };
      addTo(refused.statuses, [status]);
      addTo(refused.told, told);
      addTo(refused.files, [file]);
      byCode.set(code, refused);
    }
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** docs/refusals.md: every code with its status, its meaning and what to do. Throws when a code has no words, or words no code. */
export function writeRefusals(): string {
  const refused = collectRefusals();
  const words = readWords();
  const silent = refused.filter(({ code }) => !words[code]).map(({ code }) => code);
  const unused = Object.keys(words).filter((code) => !refused.some((one) => one.code === code));
  if (silent.length > 0) throw new Error(`${wordsFile} has no words for: ${silent.join(', ')}.`);
  if (unused.length > 0) throw new Error(`${wordsFile} explains codes that nothing throws: ${unused.join(', ')}.`);
  const lines = refused.flatMap(({ code, statuses, told, files }) => {
    const said = words[code];
    if (!said) return [];
    return [
      `## \`${code}\` · ${statuses.join(', ')}`,
      '',
      `${said.zh}${said.zhNext}`,
      '',
      `${said.en} ${said.enNext}`,
      '',
      ...told.map((text) => `> ${cell(text)}`).flatMap((text, place) => (place === 0 ? [text] : ['>', text])),
      '',
      `From ${files.map((file) => `\`${file.replace('apps/server/src/', '')}\``).join(', ')}.`,
      '',
    ];
  });
  return [
    '# Refusals · 拒绝与原因',
    '',
    '<!-- Generated by `npm run generate` from the source and docs/refusal-words.json. -->',
    '',
    'When Banyan does not do what was asked, the answer is `application/problem+json` (RFC 9457): `status`, `code`, `title`, and whatever helps to go on,',
    'such as `allowed`, `field`, `fields` or `retryAfterSeconds`. A code keeps its meaning for good; programs decide by it, never by the sentence.',
    '',
    '办不成的事，系统以 `application/problem+json` 作答：`status`、`code`、`title`，以及帮助继续办理的内容。代码的含义永不改变，程序只认代码，不认句子。',
    '',
    'A quoted line is the sentence as it is sent; `…` stands for what is filled in.',
    '',
    ...lines,
  ].join('\n');
}
