import { channelOf, natureOf } from '../replay/exported-words.ts';
import { countLevel, type Decision, decisionsOf, mattersOf } from './decisions.ts';
import type { Draft } from './draft.ts';
import { ranked, sumOf } from './tally.ts';

/** What was drawn from which rows and what is open, for those who finish the pack. Pure. */

export type Summary = {
  pack: string;
  file: string;
  rows: number;
  unreadable: number;
  span: { from: string; to: string } | null;
  zone: { zone: string; decided: boolean };
  counties: Draft['areas']['counties'];
  areas: { counties: number; streets: number; communities: number };
  unitKinds: number;
  categories: number;
  matters: number;
  limits: { observed: number; default: number };
  columns: { used: Record<string, string>; unused: string[] };
  decisions: Decision[];
};

const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export function summaryOf(draft: Draft): Summary {
  const { seen, zone, areas, kinds, categories } = draft;
  const matters = mattersOf(draft);
  const observed = matters.filter(({ handle }) => handle.source === 'observed').length;
  const columns = [...seen.columns];
  return {
    pack: draft.name,
    file: draft.file,
    rows: seen.rows,
    unreadable: sumOf(seen.broken),
    span: seen.first === null || seen.last === null ? null : { from: dateOf(seen.first), to: dateOf(seen.last) },
    zone: { zone: zone.zone, decided: zone.why === 'given' },
    counties: areas.counties,
    areas: { counties: countLevel(draft, 'county'), streets: countLevel(draft, 'street'), communities: countLevel(draft, 'community') },
    unitKinds: kinds.agencies.length + 3,
    categories: categories.length,
    matters: matters.length,
    limits: { observed, default: matters.length - observed },
    columns: {
      used: Object.fromEntries(columns.flatMap(([column, { field }]) => (field === null ? [] : [[column, field]]))),
      unused: columns.filter(([, { field }]) => field === null).map(([column]) => column),
    },
    decisions: decisionsOf(draft),
  };
}

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`);
/** A cell of a Markdown table holds no bar and no line break. */
const cell = (text: string | number) => String(text).replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
const table = (header: string[], rows: (string | number)[][]) =>
  [header, header.map(() => '---'), ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`);

const what = {
  jurisdictions: 'the jurisdictions that the file names',
  districts: 'the districts of the file',
  one: 'the one place that the file is about',
} as const;

/** REPORT.md: what was seen, what was made of it, what a person must decide. */
export function reportText(draft: Draft): string {
  const summary = summaryOf(draft);
  return `${[
    `# ${summary.pack}: drafted from ${summary.file}`,
    '',
    'Nothing in this pack binds anybody until a person has confirmed it. All rows are marked `drafted`.',
    '',
    ...seenPart(draft, summary),
    ...madePart(draft, summary),
    '## To decide',
    '',
    ...table(
      ['what', 'count', 'why'],
      summary.decisions.map(({ what: name, count, why }) => [name, count, why]),
    ),
    '',
    ...summary.decisions
      .filter(({ examples }) => examples.length > 0)
      .flatMap(({ what: name, examples, count }) => [
        `### ${name}`,
        '',
        ...examples.map((example) => `- ${cell(example)}`),
        ...(count > examples.length && examples.length >= 10 ? ['- …'] : []),
        '',
      ]),
    'When these are settled: remove `"drafted": true` from pack.json, raise `leastMatters`, and run `pack validate` again. A pack that is no draft is held to',
    'stricter rules: short names, two to four sentences a matter, no rows marked `drafted` among areas and units.',
    '',
  ].join('\n')}`;
}

function seenPart({ seen }: Draft, { rows, unreadable, span }: Summary): string[] {
  const columns = [...seen.columns].map(([column, { field, filled }]): (string | number)[] => [
    column,
    field ?? 'not used',
    filled,
    percent(filled, rows),
  ]);
  const named = (counts: Map<string, number>, codeOf: (text: string) => string) =>
    ranked(counts)
      .slice(0, 40)
      .map(([text, number]): (string | number)[] => [text, codeOf(text), number]);
  return [
    '## Seen',
    '',
    `${rows} rows, ${unreadable} more unreadable; ${span ? `reported from ${span.from} to ${span.to}` : 'no time of report'}; ${seen.points.seen} usable points.`,
    '',
    ...table(['column', 'read as', 'filled', 'share'], columns),
    '',
    ...(seen.channels.size > 0 ? [...table(['channel in the export', 'counts as', 'rows'], named(seen.channels, channelOf)), ''] : []),
    ...(seen.natures.size > 0
      ? [
          ...table(
            ['nature in the export', 'counts as', 'rows'],
            named(seen.natures, (text) => natureOf(text) ?? 'help'),
          ),
          '',
        ]
      : ['The export names no nature; every matter is a request for help (`help`) until changed.', '']),
  ];
}

function madePart({ areas, kinds, categories, list }: Draft, summary: Summary): string[] {
  const counties = areas.areas.filter((area) => area.level === 'county');
  const below = (code: string) => areas.areas.filter((area) => area.code !== code && area.code.startsWith(code)).length;
  return [
    '## Made of it',
    '',
    `${summary.areas.counties} counties (${what[areas.counties]}), ${summary.areas.streets} streets, ${summary.areas.communities} communities, no boundaries; ${kinds.agencies.length} agencies as kinds of units, ${kinds.withoutAgency} rows without one; ${summary.matters} matters in ${summary.categories} categories; ${summary.limits.observed} limits observed, ${summary.limits.default} by default.`,
    '',
    ...table(
      ['code', 'county', 'rows', 'areas below'],
      counties.map((area) => [area.code, area.name, area.rows, below(area.code)]),
    ),
    '',
    ...table(
      ['category', 'matters', 'rows'],
      categories.map(({ name, matters }) => [name, matters.length, matters.reduce((sum, matter) => sum + matter.rows, 0)]),
    ),
    '',
    ...(list.freeText.length > 0
      ? [`The types of ${list.freeText.map((name) => (name === '' ? 'the file' : name)).join(', ')} look typed in, not chosen.`, '']
      : []),
  ];
}
