import { type Column, evaluate, type Model, type Value } from '@banyan/decision-tables';

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Numbers that look drawn and are the same in every run. */
export function drawing(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

const TEXTS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'];

type Kind = 'wide' | 'narrow' | 'text' | 'flag';

/** Of ten columns two are wide numbers, five narrow, two texts, one a truth. */
function kindOf(column: number): Kind {
  const kinds: readonly Kind[] = ['wide', 'narrow', 'narrow', 'text', 'narrow', 'wide', 'narrow', 'flag', 'text', 'narrow'];
  return kinds[column % 10] ?? 'narrow';
}

const TYPES: Record<Kind, string> = { wide: 'number', narrow: 'number', text: 'string', flag: 'boolean' };

function conditions(kind: Kind, draw: (below: number) => number): readonly string[] {
  if (kind === 'flag') return ['true', 'false', '-'];
  if (kind === 'text') return [`"${TEXTS[draw(4)]}"`, `"${TEXTS[4 + draw(2)]}","${TEXTS[6]}"`, '-'];
  const top = kind === 'wide' ? 50_000 : 200;
  const [low, middle] = [1 + draw(top / 2), top / 2 + draw(top / 4)];
  return [`< ${low}`, `[${low}..${middle})`, `>= ${middle}`, '-'];
}

function tableXml(name: string, columns: readonly number[], rows: readonly (readonly string[])[]): string {
  const requires = columns.map((column) => `<informationRequirement><requiredInput href="#c${column}"/></informationRequirement>`).join('');
  const inputs = columns
    .map(
      (column) =>
        `<input label="c${column}"><inputExpression typeRef="${TYPES[kindOf(column)]}"><text>c${column}</text></inputExpression></input>`,
    )
    .join('');
  const rules = rows
    .map((row) => {
      const cells = row.slice(0, -1).map((text) => `<inputEntry><text>${escapeXml(text)}</text></inputEntry>`);
      return `<rule>${cells.join('')}<outputEntry><text>${row.at(-1)}</text></outputEntry></rule>`;
    })
    .join('');
  return `<decision id="${name}" name="${name}"><variable name="${name}" typeRef="number"/>${requires}<decisionTable hitPolicy="FIRST">${inputs}<output typeRef="number"/>${rules}</decisionTable></decision>`;
}

function indicator(index: number, columnCount: number, draw: (below: number) => number): string {
  const first = index % columnCount;
  const columns = index % 6 === 5 ? [first, (first + 7) % columnCount] : [first];
  const [one = [], other = ['-']] = columns.map((column) => conditions(kindOf(column), draw));
  const rows = one.map((cell, row) =>
    columns.length === 1 ? [cell, String(draw(20))] : [cell, other[row % other.length] ?? '-', String(draw(20))],
  );
  return tableXml(`i${index}`, columns, [...rows, [...columns.map(() => '-'), '0']]);
}

function sumXml(name: string, parts: readonly string[]): string {
  const requires = parts.map((part) => `<informationRequirement><requiredDecision href="#${part}"/></informationRequirement>`).join('');
  return `<decision id="${name}" name="${name}"><variable name="${name}" typeRef="number"/>${requires}<literalExpression><text>${parts.join(' + ')}</text></literalExpression></decision>`;
}

function gradeXml(): string {
  const rule = (test: string, grade: string) =>
    `<rule><inputEntry><text>${escapeXml(test)}</text></inputEntry><outputEntry><text>"${grade}"</text></outputEntry></rule>`;
  return `<decision id="grade" name="grade"><variable name="grade" typeRef="string"/><informationRequirement><requiredDecision href="#total"/></informationRequirement><decisionTable hitPolicy="FIRST"><input><inputExpression typeRef="number"><text>total</text></inputExpression></input><output typeRef="string"/>${rule('>= 2600', 'A')}${rule('>= 2400', 'B')}${rule('>= 2200', 'C')}${rule('-', 'D')}</decisionTable></decision>`;
}

/** Indicators over a resident's columns, most over one of them, added up to five sums, a total and a grade. */
export function indicatorModel(indicators: number, columns: number): string {
  const draw = drawing(7);
  const inputs = Array.from(
    { length: columns },
    (_, column) =>
      `<inputData id="c${column}" name="c${column}"><variable name="c${column}" typeRef="${TYPES[kindOf(column)]}"/></inputData>`,
  );
  const tables = Array.from({ length: indicators }, (_, index) => indicator(index, columns, draw));
  const groups = Array.from({ length: 5 }, (_, group) =>
    sumXml(
      `s${group}`,
      Array.from({ length: indicators }, (_, index) => `i${index}`).filter((_, index) => index % 5 === group),
    ),
  );
  const total = sumXml('total', ['s0', 's1', 's2', 's3', 's4']);
  const elements = [...inputs, ...tables, ...groups, total, gradeXml()].join('');
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="bench">${elements}</definitions>`;
}

/** Columns in shared memory, every resident another. */
export function indicatorColumns(count: number, rows: number): Map<string, Column> {
  const columns = new Map<string, Column>();
  for (let column = 0; column < count; column += 1) {
    const draw = drawing(column + 1);
    const kind = kindOf(column);
    const fill = <A extends Uint8Array | Uint16Array>(data: A, below: number): A => {
      for (let row = 0; row < rows; row += 1) data[row] = draw(below);
      return data;
    };
    const bytes = () => new Uint8Array(new SharedArrayBuffer(rows));
    if (kind === 'text') columns.set(`c${column}`, { kind: 'string', data: fill(bytes(), TEXTS.length), dictionary: TEXTS });
    else if (kind === 'flag') columns.set(`c${column}`, { kind: 'boolean', data: fill(bytes(), 2) });
    else if (kind === 'narrow') columns.set(`c${column}`, { kind: 'number', data: fill(bytes(), 200) });
    else columns.set(`c${column}`, { kind: 'number', data: fill(new Uint16Array(new SharedArrayBuffer(rows * 2)), 50_000) });
  }
  return columns;
}

function valueIn(column: Column, row: number): Value {
  const stored = column.data[row] ?? 0;
  if (column.kind === 'string') return column.dictionary[stored] ?? null;
  return column.kind === 'boolean' ? stored === 1 : stored;
}

/** Grades of the first residents by the generic evaluation, and how long one takes. */
export function interpretedGrades(model: Model, columns: ReadonlyMap<string, Column>, count: number) {
  const startedMs = performance.now();
  const grades = Array.from({ length: count }, (_, row) => {
    const inputs = new Map([...columns].map(([name, column]): [string, Value] => [name, valueIn(column, row)]));
    return evaluate(model, 'grade', inputs).value;
  });
  return { grades, secondsPerRow: (performance.now() - startedMs) / 1000 / count };
}
