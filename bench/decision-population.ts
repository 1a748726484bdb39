import { availableParallelism } from 'node:os';
import { type Column, compileColumns, decideColumns, readModel } from '@banyan/decision-tables';
import { indicatorColumns, indicatorModel, interpretedGrades } from './decision/models.ts';

// 243 indicators, five sums, the total and the grade for a city of 8.4 million, against the generic evaluation of the same model row by row.
const RESIDENTS = Number(process.env.RESIDENTS ?? 8_400_000);
const CHECKED = 300;
const threads = Math.min(2, availableParallelism());

const model = await readModel(indicatorModel(243, 80));
const columns: ReadonlyMap<string, Column> = indicatorColumns(80, RESIDENTS);
const bytes = [...columns.values()].reduce((sum, column) => sum + column.data.byteLength, 0);
console.log(
  `${RESIDENTS.toLocaleString('en-GB')} residents × 80 inputs, ${(bytes / 2 ** 30).toFixed(2)} GiB of columns, ${threads} threads`,
);

const before = performance.now();
const program = compileColumns(model, ['grade'], columns);
if (program === null) throw new Error('the indicators are not compiled');
const compiledMs = performance.now() - before;

const times: number[] = [];
const cpu: number[] = [];
let grades: Awaited<ReturnType<typeof decideColumns>> = new Map();
for (let round = 0; round < 2; round += 1) {
  const startedMs = performance.now();
  const used = process.cpuUsage();
  grades = await decideColumns(program, columns, RESIDENTS, threads);
  times.push((performance.now() - startedMs) / 1000);
  const { user, system } = process.cpuUsage(used);
  cpu.push((user + system) / 1e6);
}

const result = grades.get('grade');
if (result === undefined || result.dictionary === null) throw new Error('there are no grades');
const dictionary = result.dictionary;
const slow = interpretedGrades(model, columns, CHECKED);
for (const [row, grade] of slow.grades.entries()) {
  const fast = dictionary[result.data[row] ?? 0];
  if (fast !== grade) throw new Error(`resident ${row}: ${fast} by columns, ${grade} by evaluation`);
}
const best = Math.min(...times);
const perSecond = (RESIDENTS * 243) / best;
console.log(
  `columns            ${best.toFixed(1)} s (rounds: ${times.map((one) => one.toFixed(1)).join(', ')}), ${(perSecond / 1e6).toFixed(0)} million indicators/s; compiled in ${compiledMs.toFixed(0)} ms`,
);
console.log(
  `processor time     ${Math.min(...cpu).toFixed(1)} s, so ${(Math.min(...cpu) / threads).toFixed(1)} s on ${threads} cores that do nothing else`,
);
console.log(
  `generic evaluation ${((slow.secondsPerRow * RESIDENTS) / 3600).toFixed(1)} h for the same, ${(243 / slow.secondsPerRow / 1e3).toFixed(0)} thousand indicators/s; ${CHECKED} residents agree`,
);
