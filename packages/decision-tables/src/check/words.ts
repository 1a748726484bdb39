import type { Problem } from './problem.ts';

type Words = { readonly zh: string; readonly en: string };

/** What an official reads for each code; `{name}` stands for a detail of the problem. */
export const problemWords: Readonly<Record<string, Words>> = {
  'model.too_large': { zh: '文件超过 4 MB，不予读取。', en: 'The file is larger than 4 MB and is not read.' },
  'model.document_type': {
    zh: '文件带有文档类型或实体声明，不予读取。',
    en: 'The file declares a document type or entities and is not read.',
  },
  'model.too_deep': { zh: '文件嵌套过深，不予读取。', en: 'The file is nested too deeply and is not read.' },
  'model.too_much_text': { zh: '长文字太多，请拆分成几个模型。', en: 'Too many long texts; divide the model.' },
  'model.not_dmn': { zh: '这不是 DMN 模型文件。{reason}', en: 'This is no DMN model. {reason}' },
  'model.part_dropped': {
    zh: '模型有一部分无法识别，可能丢失：{reason}',
    en: 'A part of the model is not understood and may be lost: {reason}',
  },
  'model.import_missing': { zh: '引用的模型“{namespace}”没有提供。', en: 'The imported model "{namespace}" is not there.' },
  'model.name_twice': { zh: '名称“{name}”用了两次。', en: 'The name "{name}" is used twice.' },
  'model.id_missing': { zh: '没有编号（id），解释和比对时只能按名称指认。', en: 'It has no id, so that only its name can refer to it.' },
  'model.cycle': { zh: '“{name}”经过若干步又要用到它自己。', en: '"{name}" needs itself after some steps.' },
  'model.requirement_missing': { zh: '所依据的“{href}”不在模型里。', en: 'What it requires, "{href}", is not in the model.' },
  'model.variable_name': { zh: '变量名“{name}”与决策名不同。', en: 'The variable is named "{name}", unlike what it belongs to.' },
  'type.unknown': { zh: '没有名为“{type}”的类型。', en: 'There is no type "{type}".' },
  'type.cycle': { zh: '类型“{type}”包含它自己。', en: 'The type "{type}" contains itself.' },
  'feel.syntax': { zh: '这里写得不对，读不懂。', en: 'This cannot be read.' },
  'feel.empty': { zh: '这里是空的。', en: 'Nothing stands here.' },
  'feel.missing': { zh: '缺少内容。', en: 'Something is missing.' },
  'feel.too_long': { zh: '文字过长（上限 10,000 字符）。', en: 'The text is longer than 10,000 signs.' },
  'feel.too_deep': { zh: '括号嵌套过深。', en: 'The brackets are nested too deeply.' },
  'feel.wide_sign': { zh: '用了全角符号，请改成半角（英文）符号。', en: 'A full-width sign stands here; write the plain one.' },
  'feel.number_too_large': { zh: '数字过大。', en: 'The number is too large.' },
  'feel.not_temporal': { zh: '这不是日期、时间或时长。', en: 'This is no date, time or duration.' },
  'feel.unknown_type': { zh: '没有这个类型。', en: 'There is no such type.' },
  'feel.not_feel': { zh: '只支持 FEEL 表达式。', en: 'Only FEEL is understood.' },
  'feel.not_an_expression': { zh: '这里应当是表达式。', en: 'An expression is wanted here.' },
  'feel.unknown_name': { zh: '没有名为“{name}”的数据。是不是“{near}”？', en: 'Nothing is named "{name}". Is "{near}" meant?' },
  'feel.nothing_tested': { zh: '“?”只能用在条件里。', en: '"?" stands only in a test.' },
  'feel.no_field': { zh: '{type} 没有“{name}”这一项。', en: '{type} has no "{name}".' },
  'feel.no_filter': { zh: '方括号里应当是条件或序号，这里是 {type}。', en: 'A filter is a test or a number, not {type}.' },
  'feel.no_arithmetic': { zh: '{left} 与 {right} 不能用“{operator}”计算。', en: '{left} {operator} {right} has no value.' },
  'feel.not_comparable': { zh: '{left} 与 {right} 不能相比。', en: '{left} cannot be compared with {right}.' },
  'feel.not_boolean': { zh: '这里应当是“是”或“否”，却是 {type}。', en: 'True or false is wanted here, not {type}.' },
  'feel.entry_twice': { zh: '“{name}”写了两次。', en: '"{name}" stands here twice.' },
  'feel.wrong_type': { zh: '这里应当是 {wanted}，却是 {type}。', en: '{wanted} is wanted here, not {type}.' },
  'feel.test_type': {
    zh: '这一列是 {tested}，条件却是 {test}，永远不会成立。',
    en: 'The column is {tested}, the test {test}: it can never hold.',
  },
  'feel.wrong_arguments': { zh: '函数“{function}”不接受这样的参数（{given}）。', en: 'The function "{function}" does not take ({given}).' },
  'feel.argument_count': {
    zh: '函数要 {wanted} 个参数，给了 {given} 个。',
    en: 'The function takes {wanted} arguments and was given {given}.',
  },
  'feel.not_a_function': { zh: '{type} 不是函数，不能调用。', en: '{type} is no function.' },
  'feel.bad_pattern': { zh: '“{pattern}”不是允许的匹配式。', en: '"{pattern}" is no pattern that is allowed.' },
  'feel.clock': {
    zh: '“{function}”取当时的时刻，以后无法重算；请把办理日期作为输入。',
    en: '"{function}" takes the time of the day, so that nothing can be replayed; let the date come in.',
  },
  'table.unknown_hit_policy': { zh: '命中方式“{written}”不认识。', en: 'The hit policy "{written}" is not known.' },
  'table.cells_missing': { zh: '这一行的格数与列数不符。', en: 'The row has not as many cells as there are columns.' },
  'table.output_empty': { zh: '结果是空的。', en: 'The result is empty.' },
  'table.output_unnamed': { zh: '有几个结果列时，每列都要有名称。', en: 'Of several results each needs a name.' },
  'table.no_output': { zh: '表里没有结果列。', en: 'The table has no result.' },
  'table.no_rules': { zh: '表里没有规则。', en: 'The table has no rules.' },
  'table.no_priorities': {
    zh: '命中方式 {policy} 要先列出结果的先后。',
    en: 'The hit policy {policy} needs the results listed by priority.',
  },
  'table.aggregation_without_collect': { zh: '汇总只能与“收集”一起用。', en: 'Only COLLECT adds up.' },
  'table.sum_of_no_numbers': { zh: '不是数字，不能求和。', en: 'What is no number cannot be added up.' },
  'table.gap': { zh: '有情形没有规则管，例如：{example}。', en: 'No rule holds for some cases, such as {example}.' },
  'table.overlap': {
    zh: '第 {rule} 条与第 {other} 条同时成立，例如：{example}。',
    en: 'Rules {rule} and {other} hold together, such as for {example}.',
  },
  'table.any_disagrees': {
    zh: '第 {rule} 条与第 {other} 条同时成立而结果不同，例如：{example}。',
    en: 'Rules {rule} and {other} hold together and disagree, such as for {example}.',
  },
  'table.never_holds': { zh: '第 {rule} 条永远不会成立。', en: 'Rule {rule} can never hold.' },
  'table.never_reached': {
    zh: '第 {rule} 条轮不到：前面的规则已经全部覆盖。',
    en: 'Rule {rule} is never reached: those before it cover it.',
  },
  'table.not_told': {
    zh: '这样的条件不能自动检查空缺和重叠（共 {cells} 格）。',
    en: 'Gaps and overlaps cannot be told for such conditions ({cells} cells).',
  },
  'rule.no_decision': { zh: '模型里没有作出答复的决策。', en: 'No decision of the model answers.' },
  'rule.several_results': { zh: '只能有一个最终决策，另外还有：{others}。', en: 'One decision answers; there are others: {others}.' },
  'rule.too_long': { zh: '算不完：超过一次决策允许的步数。', en: 'It does not come to an end within the steps of one decision.' },
  'table.too_many_cases': { zh: '情形太多，没有查完空缺。', en: 'There are too many cases to look for gaps.' },
};

/** `资格认定 › #3 › 年龄` in words. */
function place(cell: string, language: 'zh' | 'en'): string {
  const parts = cell.split(' › ').map((part) => {
    const row = /^#(\d+)$/.exec(part)?.[1];
    if (row === undefined) return language === 'zh' ? `“${part}”` : `"${part}"`;
    return language === 'zh' ? `第 ${row} 条` : `rule ${row}`;
  });
  return parts.join(language === 'zh' ? '' : ', ');
}

/** A problem as an official reads it: where, and what. */
export function describeProblem(found: Problem, language: 'zh' | 'en'): string {
  const words = problemWords[found.code]?.[language] ?? found.code;
  const text = words
    .replace(/\{(\w+)\}/g, (_, name: string) => found.details[name] ?? '')
    .replace(language === 'zh' ? '是不是“”？' : ' Is "" meant?', '');
  if (found.cell === '') return text;
  return language === 'zh' ? `${place(found.cell, 'zh')}：${text}` : `${place(found.cell, 'en')}: ${text}`;
}
