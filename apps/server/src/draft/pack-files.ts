import type { AreaDraft } from './area-tree.ts';
import { rootCode } from './choose-areas.ts';
import { type KindDraft, serviceKind } from './choose-kinds.ts';
import { cut, type MatterDraft } from './choose-matters.ts';
import { csvOf } from './csv.ts';
import type { Draft } from './draft.ts';

/** The files of a drafted pack, by path. Pure; what is copied from the template and the report are added by the writer. */

const unsure = 'to be confirmed';
const status = 'drafted';

const words = {
  zh: {
    hotline: '热线受理台',
    command: '指挥中心',
    service: '服务受理单位',
    notice: '本包由历史工单草拟，没有边界，地点按名称和坐标记录。',
  },
  en: { hotline: 'hotline desk', command: 'command centre', service: 'service desk', notice: '' },
} as const;
const noticeEn = 'This pack was drafted from past requests. It has no boundaries; places are kept by name and point.';

export function packFiles(draft: Draft): Map<string, string> {
  const files = new Map<string, string>([
    ['pack.json', cityFile(draft)],
    ['areas/counties.csv', areaFile(draft, 'county')],
    ['areas/streets.csv', areaFile(draft, 'street')],
    ['areas/communities.csv', areaFile(draft, 'community')],
    ['unit-kinds.csv', kindFile(draft)],
    ['units.csv', unitFile(draft)],
    ['responsibility.csv', responsibilityFile(draft)],
    ['matters/categories.csv', categoryFile(draft)],
    ['matters/drafted.csv', matterFile(draft)],
    ['calendar/holidays.csv', csvOf(['date', 'kind', 'name_zh', 'name_en', 'status', 'source'], [])],
    [
      'calendar/hours.csv',
      csvOf(
        ['from_month_day', 'to_month_day', 'intervals', 'status', 'source'],
        [['01-01', '12-31', '08:00-17:00', status, 'not in the export']],
      ),
    ],
    [
      'aliases.csv',
      csvOf(
        ['name', 'area'],
        draft.areas.aliases.map(({ name, area }) => [name, area]),
      ),
    ],
  ]);
  for (const [county, text] of countyFiles(draft)) files.set(`counties/${county}/matters.csv`, text);
  return files;
}

function cityFile({ name, language, zone, middle }: Draft): string {
  const city = {
    name,
    nameEn: name,
    code: rootCode,
    level: 'city',
    zone: zone.zone,
    language: language === 'zh' ? 'zh-CN' : 'en',
    languages: language === 'zh' ? ['zh-CN', 'en'] : ['en', 'zh-CN'],
    version: status,
    center: middle ?? { lat: 0, lon: 0 },
    mapNotice: { zh: words.zh.notice, en: noticeEn },
    intake: [
      { level: 'county', kind: 'command' },
      { level: 'city', kind: 'hotline' },
    ],
    warnings: { yellow: 0.5, red: 0.8 },
    leastMatters: 1,
    drafted: true,
  };
  return `${JSON.stringify(city, null, 2)}\n`;
}

const longestAreaName = 80;

function areaFile({ areas, file }: Draft, level: AreaDraft['level']): string {
  const rows = areas.areas
    .filter((area) => area.level === level)
    .map((area) => [area.code, cut(area.name, longestAreaName), '', area.parent, area.point?.lat, area.point?.lon, cut(file, 200), status]);
  return csvOf(['code', 'name', 'name_en', 'parent', 'lat', 'lon', 'source', 'status'], rows);
}

const levelsOf = (kind: KindDraft) => [...(kind.ofCity ? ['city'] : []), ...(kind.counties.length > 0 ? ['county'] : [])].join(' ');

function kindFile({ kinds, language }: Draft): string {
  const own = words[language];
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const rows = kinds.agencies.map((kind) => [kind.id, cut(kind.name, 40), cut(kind.name, 80), levelsOf(kind)]);
  for (const [id, level] of [
    ['hotline', 'city'],
    ['command', 'city county'],
    [serviceKind, 'city county'],
  ] as const)
    rows.push([id, capital(own[id]), capital(words.en[id]), level]);
  return csvOf(['id', 'name', 'name_en', 'levels'], rows);
}

function unitFile({ kinds, language, file }: Draft): string {
  const own = words[language];
  const source = cut(file, 200);
  const gap = language === 'zh' ? '' : ' ';
  const desks = [
    ['city', 'hotline'],
    ['county', 'command'],
    ['city', serviceKind],
    ['county', serviceKind],
  ] as const;
  const rows: string[][] = desks.map(([level, kind]) => [
    level,
    kind,
    '',
    '',
    `{area}${gap}${own[kind]}`,
    `{area} ${words.en[kind]}`,
    status,
    source,
  ]);
  for (const kind of kinds.agencies) {
    // An agency of one place keeps its own name, by which an export finds it again.
    const [name, nameEn] =
      kind.counties.length > 1
        ? [`{area} · ${cut(kind.name, 60)}`, `{area} · ${cut(kind.name, 120)}`]
        : [cut(kind.name, 80), cut(kind.name, 160)];
    if (kind.ofCity) rows.push(['city', kind.id, '', '', cut(kind.name, 80), cut(kind.name, 160), status, source]);
    if (kind.counties.length > 0) rows.push(['county', kind.id, kind.counties.join(' '), '', name, nameEn, status, source]);
  }
  return csvOf(['level', 'kind', 'areas', 'suffix', 'name', 'name_en', 'status', 'source'], rows);
}

/** Where a county's requests of a kind went to another agency than the list's. */
function responsibilityFile({ categories }: Draft): string {
  const rows: string[][] = [];
  for (const { code, lead } of inOrder(categories)) {
    for (const [kind, list] of Map.groupBy(lead.exceptions, (exception) => exception.kind)) {
      const [rowsLed, of] = list.reduce(([led, all], one) => [led + one.rows, all + one.of], [0, 0]);
      rows.push([
        list.map((one) => one.county).join(' '),
        'matter',
        code,
        'lead',
        kind,
        '',
        `observed: ${rowsLed} of ${of} requests`,
        status,
      ]);
    }
  }
  return csvOf(['areas', 'scope', 'of', 'role', 'kind', 'unit', 'source', 'status'], rows);
}

const inOrder = (categories: Draft['categories']): MatterDraft[] => categories.flatMap(({ matters }) => matters);

function categoryFile({ categories }: Draft): string {
  return csvOf(
    ['id', 'name', 'name_en', 'order', 'icon'],
    categories.map(({ id, name }, place) => [id, cut(name, 20), cut(name, 60), place + 1, 'component']),
  );
}

const matterColumns = [
  'code',
  'name',
  'name_en',
  'category',
  'lead',
  'co',
  'basis',
  'filing',
  'sign',
  'contact',
  'handle',
  'limit_source',
  'closing',
  'said',
  'urgency',
  'nature',
];

/** How a limit was observed, in the words of the list. */
const tellHandle = ({ source, from, rows }: MatterDraft['handle']) =>
  source === 'observed' ? `${from === 'due dates' ? 'median' : '75th percentile'} of ${rows} ${from}` : `default, ${rows} rows`;

function matterFile({ categories, defaults }: Draft): string {
  const rows = categories.flatMap(({ id, matters }) =>
    matters.map((matter) => {
      const { code, name, lead, handle, said, nature } = matter;
      return [
        code,
        name,
        name,
        id,
        lead.lead,
        lead.co.join(' '),
        `${unsure} (handle: ${tellHandle(handle)})`,
        unsure,
        defaults.sign,
        defaults.contact,
        handle.limit,
        handle.source,
        unsure,
        said.join('|'),
        'ordinary',
        nature,
      ];
    }),
  );
  return csvOf(matterColumns, rows);
}

/** Limits that a jurisdiction keeps differently from the file as a whole. */
function countyFiles({ categories }: Draft): [county: string, text: string][] {
  const changes = inOrder(categories).flatMap(({ code, countyHandles }) =>
    countyHandles.map(({ county, handle }) => ({ county, row: [code, handle.limit, tellHandle(handle), status] })),
  );
  return [...Map.groupBy(changes, ({ county }) => county)].map(([county, list]) => [
    county,
    csvOf(
      ['code', 'handle', 'source', 'status'],
      list.map(({ row }) => row),
    ),
  ]);
}
