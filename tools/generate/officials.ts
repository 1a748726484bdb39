import { bothOf, duties, states, steps, terms } from '../../apps/server/src/modules/cases/archive/words.ts';
import {
  clockOwner,
  commonLaw,
  endedStates,
  escalation,
  finalStates,
  rowName,
  whenDue,
} from '../../apps/server/src/modules/cases/index.ts';
import type { Condition, Field, Party, Row, State } from '../../apps/server/src/modules/cases/words.ts';
import { conditionWords, fieldWords, guardWords, ownerWords, partyWords } from './officials-words.ts';

type Language = 'zh' | 'en';
const at = { zh: 0, en: 1 } as const;

const stateName = (state: State, language: Language): string => bothOf(states, state)[at[language]];
const stepName = (action: string, language: Language): string => steps[action]?.[at[language] + 1] ?? action;
const clockName = (kind: string, language: Language): string => bothOf(duties, kind)[at[language]];

/** Left out of the picture, told beside it: open to the reporter almost everywhere. */
const isEverywhere = (row: Row) => row.action === 'withdraw' || row.variant?.startsWith('asked') === true;

/** The life of a case as a picture: states, and between them the steps that lead on; what stays within a state is in the table. */
function drawing(language: Language): string {
  const edges = new Map<string, Set<string>>();
  for (const row of commonLaw.rows)
    if (row.to !== 'same' && !isEverywhere(row))
      for (const from of row.from) {
        const key = `${from} --> ${row.to}`;
        edges.set(key, (edges.get(key) ?? new Set()).add(stepName(row.action, language)));
      }
  const named = (state: State) => `  state "${stateName(state, language)}" as ${state}`;
  const states = [...new Set(commonLaw.rows.flatMap((row) => [...row.from, ...(row.to === 'same' ? [] : [row.to])]))];
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...states.map(named),
    '  [*] --> reported',
    ...[...edges].map(([edge, steps]) => `  ${edge}: ${[...steps].join(' / ')}`),
    ...finalStates.map((state) => `  ${state} --> [*]`),
    '```',
  ].join('\n');
}

const list = (parts: readonly string[], language: Language) => parts.join(language === 'zh' ? '、' : ', ') || '–';

function rowLine(row: Row, language: Language): string {
  const clocks = [
    ...(row.starts ?? []).map((kind) => `▶ ${clockName(kind, language)}`),
    ...(row.ends ?? []).flatMap((kind) => (kind === 'all' || kind === 'call' ? [] : [`■ ${clockName(kind, language)}`])),
    ...(row.extends ?? []).map((kind) => `＋ ${clockName(kind, language)}`),
    ...(row.pauses ?? []).map((kind) => `⏸ ${clockName(kind, language)}`),
    ...(row.resumes ?? []).map((kind) => `⏵ ${clockName(kind, language)}`),
  ];
  const when = (row.when ?? []).map((condition: Condition) => conditionWords[language][condition]);
  const fields = (names: readonly Field[] | undefined) => (names ?? []).map((field) => fieldWords[language][field]);
  return `| ${[
    `${stepName(row.action, language)}<br>\`${rowName(row)}\``,
    list(
      row.from.map((state) => stateName(state, language)),
      language,
    ),
    row.to === 'same' ? (language === 'zh' ? '不变' : 'stays') : stateName(row.to, language),
    partyWords[language][row.by as Party],
    list(when, language),
    list(fields(row.needs), language),
    list(clocks, language),
    row.basis,
  ].join(' | ')} |`;
}

const heads = {
  zh: '| 动作 | 从 | 到 | 谁 | 条件 | 必填 | 时限（▶开始 ■结束 ＋延长 ⏸暂停 ⏵恢复） | 依据 |',
  en: '| step | from | to | who | when | needs | clocks (▶ start ■ end ＋ extend ⏸ stop ⏵ go on) | basis |',
};

function clockTable(language: Language): string[] {
  const head = language === 'zh' ? '| 时限 | 由谁负责 | 到时由平台 |' : '| clock | whose it is | when it ends the platform |';
  const rows = Object.entries(clockOwner).map(([kind, owner]) => {
    const due = whenDue[kind as keyof typeof whenDue];
    return `| ${clockName(kind, language)} \`${kind}\` | ${ownerWords[language][owner]} | ${due ? stepName(due, language) : '–'} |`;
  });
  return [head, '|---|---|---|', ...rows];
}

const intro = {
  zh: [
    '# 给管理人员：一件诉求的一生',
    '',
    '这一页由程序里真正执行的表画出，表改了页面就改，两者不会不一致。每一行写明谁、在什么状态、什么条件下可以做什么，必须填什么，哪些时限开始或结束，依据哪一条。',
    '',
    '区县可以在自己的包里写 `workflow.csv`，只能收紧（停用一行，或加一个条件），不能放宽；发布时自动检查：每个状态都能到达，每件诉求都能走到终点，居民的时限不会丢，不会无限循环。不合格的改动会被拒绝，并给出最短的反例。',
    '',
    '改之前可以先试：`npm run banyan -- law try 目录`，看过去的诉求按新规定会有哪些超时、哪些动作不允许、哪些改派。',
  ],
  en: [
    '# For officials: the life of a case',
    '',
    'This page is drawn from the table that the program obeys: when the table changes, so does the page. Each row says who may do what, in which state and on which condition, what must be given, which clocks begin or end, and on which ground.',
    '',
    'A county may write a `workflow.csv` in its pack. It can only narrow the law (leave a row out, or add a condition), never widen it; before it is published it is checked that every state can be reached, every case can end, the resident’s clock is not lost and nothing turns for ever. A change that fails is refused with the shortest case that shows why.',
    '',
    'Try a change first: `npm run banyan -- law try FOLDER` shows which past cases would have been late, which steps would not have been allowed, and which would have gone to another unit.',
  ],
};

function page(language: Language): string[] {
  const zh = language === 'zh';
  const ended = list(
    endedStates.map((state) => stateName(state, language)),
    language,
  );
  return [
    ...intro[language],
    '',
    drawing(language),
    '',
    zh
      ? '图中未画：诉求人在办结前随时可以撤回；居民的时限到了，不论办到哪一步，都请诉求人评价，满意即结案，不满意即整改。'
      : 'Not drawn: before the end the reporter may withdraw at any time; and when his clock ends he is asked, however far the work is: satisfied closes the case, dissatisfied opens a rectification.',
    '',
    zh
      ? `其余状态都算“未办结”，挂账的也算；办结的状态是：${ended}。`
      : `Every other state counts as open, suspended ones too; ended are: ${ended}.`,
    '',
    zh
      ? `第 ${escalation.round} 次重办自动升级为${terms.supervisions[escalation.level][0]}。`
      : `The ${escalation.round}rd round is supervised from above without asking: ${terms.supervisions[escalation.level][1]}.`,
    '',
    zh ? '## 每一步' : '## Every step',
    '',
    heads[language],
    '|---|---|---|---|---|---|---|---|',
    ...commonLaw.rows.map((row) => rowLine(row, language)),
    '',
    zh ? '## 时限' : '## Clocks',
    '',
    ...clockTable(language),
    '',
    zh ? '## 区县条件里可以用的事实（FEEL）' : '## Facts that a county’s condition may use (FEEL)',
    '',
    ...Object.entries(guardWords[language]).map(([name, text]) => `- \`${name}\`: ${text}`),
    '',
  ];
}

/** docs/for-officials.md: the workflow as officials read it, drawn from the table, Chinese first. */
export const writeOfficials = (): string => [...page('zh'), '---', '', ...page('en')].join('\n');
