import writeExcelFile from 'write-excel-file/node';
import type { Context } from '#platform/context.ts';
import { formulaVersion, measureOf } from '../law/measures.ts';
import { minimumSample } from '../law/ranking.ts';
import { scorecardsOn } from '../law/scorecard.ts';
import type { ExportQuery } from '../schema.ts';
import { selectCountedAt } from '../store/months.ts';
import { type CellValue, writeCsv } from '../write-table.ts';
import { allRows, nameOfPart, type Row } from './show-figures.ts';
import { enter, knownMonth } from './sight.ts';

/** A file to be taken away; its bytes are made after the unit of work has ended. */
export type Taken = { name: string; type: string; bytes: () => Promise<Buffer> };

const heads = {
  zh: {
    figures: [
      '月份',
      '范围',
      '代码',
      '名称',
      '指标',
      '分子',
      '分母',
      '比率',
      '区间下限',
      '区间上限',
      '收缩后比率',
      '说明',
      '公式',
      '依据',
      '公式版本',
      '统计时间',
    ],
    scores: [
      '月份',
      '代码',
      '名称',
      '岗位',
      '评分表版本',
      '得分',
      '下限',
      '上限',
      '名次',
      '同组参评数',
      '不可区分数',
      '样本不足的指标',
      '同组',
      '权重',
    ],
    sheets: ['指标', '得分'],
    withheld: '评价过少，为保护评价人不显示',
  },
  en: {
    figures: [
      'Month',
      'Area',
      'Code',
      'Name',
      'Measure',
      'Met',
      'Count',
      'Rate',
      'Low',
      'High',
      'Shrunk',
      'Note',
      'Formula',
      'Source',
      'Formula version',
      'Counted at',
    ],
    scores: [
      'Month',
      'Code',
      'Name',
      'Post',
      'Scorecard',
      'Score',
      'Low',
      'High',
      'Rank',
      'Peers ranked',
      'Alike',
      'Too few of',
      'Peers',
      'Weights',
    ],
    sheets: ['Figures', 'Scores'],
    withheld: 'So few rated that the figure would tell who did',
  },
} as const;

const types = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;
const digits = (value: number | null) => (value === null ? null : Number(value.toFixed(6)));

/** The figures of a month as a file: one line a figure, with its numbers, formula, source and version; a workbook has the scores on a second sheet. */
export async function exportFigures(ctx: Context, query: ExportQuery): Promise<Taken> {
  const sight = await enter(ctx, query.area);
  const month = knownMonth(ctx, sight.matters, query.month);
  const { by = 'unit', language = 'zh' } = query;
  const rows = await allRows(ctx, sight, month.on, by);
  const countedAt = (await selectCountedAt(ctx, month.on))?.at?.toISOString() ?? '';
  const area = nameOfPart(sight, sight.part);
  const head = heads[language];
  const nameOf = (row: { name: string; nameEn: string }) => (language === 'zh' ? row.name : row.nameEn);
  const lines = rows.flatMap((row) =>
    row.figures.map((figure): CellValue[] => {
      const measure = measureOf(figure.measure);
      return [
        month.on.slice(0, 7),
        nameOf(area),
        row.key,
        nameOf(row),
        measure[language],
        figure.met,
        figure.count,
        digits(figure.rate),
        digits(figure.low),
        digits(figure.high),
        digits(figure.shrunk),
        figure.withheld ? head.withheld : '',
        measure.formula[language],
        measure.source,
        formulaVersion,
        countedAt,
      ];
    }),
  );
  const name = `appraisal-${month.on.slice(0, 7)}-${area.code}-${by}.${query.format}`;
  if (query.format === 'csv') return { name, type: types.csv, bytes: async () => writeCsv([head.figures, ...lines]) };
  const weights = new Map(scorecardsOn(sight.rules.scorecard, month.on).map((card) => [card.post, card.weights]));
  const scores = rows.flatMap((row) => scoreLines(row, month.on.slice(0, 7), nameOf(row), weights));
  const bytes = () =>
    writeExcelFile([
      { sheet: head.sheets[0], data: [titles(head.figures), ...lines], stickyRowsCount: 1 },
      { sheet: head.sheets[1], data: [titles(head.scores), ...scores], stickyRowsCount: 1 },
    ]).toBuffer();
  return { name, type: types.xlsx, bytes };
}

const titles = (texts: readonly string[]) => texts.map((value) => ({ value, fontWeight: 'bold' as const }));

function scoreLines(
  row: Row,
  month: string,
  name: string,
  weights: ReadonlyMap<string, readonly { measure: string; weight: number; source: string }[]>,
): CellValue[][] {
  return row.scores.map((score) => [
    month,
    row.key,
    name,
    score.post,
    score.version,
    score.score,
    score.low,
    score.high,
    score.rank,
    score.peerCount,
    score.alike,
    score.lacks.length > 0 ? `${score.lacks.join(' ')} (n < ${minimumSample})` : '',
    row.peers,
    (weights.get(score.post) ?? []).map(({ measure, weight, source }) => `${measure} ${weight}（${source}）`).join('; '),
  ]);
}
