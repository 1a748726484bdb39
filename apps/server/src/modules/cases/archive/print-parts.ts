import { bothOnLine, dress, ensure, type Fact, facts, flow, heading, ink, line, type Sheet, size } from '#platform/print/sheet.ts';
import { purposes } from '../purposes.ts';
import type { CaseDocument, FileLine, Named, Told } from './document.ts';
import type { CaseEnvelope } from './envelope.ts';
import { table } from './sheet-table.ts';
import { type Both, bothOf, chapters, duties, stepOf, terms } from './words.ts';

/** An instant as the people of the city read it. */
export type Instant = (at: string) => string;

/** Instants of a file in the zone of its city, to the minute. */
export function instantsIn(zone: string): Instant {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return (at) => format.format(new Date(at));
}

/** The words in which the reporter reads a purpose. */
const purposeOf = (purpose: string): string => (purpose in purposes ? purposes[purpose as keyof typeof purposes] : purpose);
const both = ([zh, en]: Both) => (en ? `${zh}  ${en}` : zh);
const unitText = (unit: Named | null) => unit?.name ?? '—';
const orNone = (at: string | null, instant: Instant) => (at === null ? '—' : instant(at));

export function printCase(sheet: Sheet, { case: one, matter, desk, lead }: CaseDocument, instant: Instant) {
  heading(sheet, ['基本情况', 'The case']);
  const place = [one.area.name, one.address ?? ''].filter(Boolean).join('  ');
  const point = one.point ? `  (${one.point.lat.toFixed(5)}, ${one.point.lon.toFixed(5)})` : '';
  const list: Fact[] = [
    { label: ['诉求性质', 'Nature'], value: one.nature ? both(bothOf(terms.natures, one.nature)) : '' },
    { label: ['来件渠道', 'Channel'], value: both(bothOf(terms.channels, one.channel)) },
    { label: ['事项', 'Matter'], value: matter ? `${matter.code}  ${matter.name}` : '' },
    { label: ['紧急程度', 'Urgency'], value: both(bothOf(terms.urgencies, one.urgency)) },
    { label: ['地点', 'Place'], value: `${place}${point}`, wide: true },
    { label: ['受理单位', 'Desk'], value: unitText(desk) },
    { label: ['主办单位', 'Lead unit'], value: unitText(lead) },
    { label: ['承诺办结', 'Promised by'], value: orNone(one.promiseAt, instant) },
    { label: ['办理轮次', 'Rounds'], value: `${one.round}${one.designated ? '（指定承办  designated）' : ''}` },
    ...(matter ? [{ label: ['职责依据', 'Legal ground'] as const, value: matter.basis, wide: true }] : []),
  ];
  facts(sheet, list);
}

export function printReport(sheet: Sheet, { case: { title, content } }: CaseDocument) {
  heading(sheet, ['诉求内容', 'What was reported'], 40);
  flow(sheet, title, { font: 'bold', size: 10.5 });
  sheet.y += 2;
  if (content !== title) flow(sheet, content, { lineGap: 4 });
}

/** The caller: as the file masks him, and what was opened for a purpose, with that purpose. */
export function printCaller(sheet: Sheet, { caller }: CaseDocument, opened: CaseEnvelope['opened'], instant: Instant) {
  heading(sheet, ['诉求人', 'The reporter']);
  const told = (field: 'name' | 'phone') => opened?.fields.find((one) => one.field === field)?.value ?? caller[field]?.masked ?? '';
  facts(sheet, [
    { label: ['署名方式', 'Identity'], value: both(bothOf(terms.identities, caller.identity)) },
    { label: ['答复要求', 'Reply'], value: caller.wantsNoReply ? '不要求答复  Wants no reply' : '要求答复  Wants a reply' },
    { label: ['姓名', 'Name'], value: told('name') },
    { label: ['电话', 'Phone'], value: told('phone') },
  ]);
  if (opened)
    flow(
      sheet,
      `联系方式于 ${instant(opened.at)} 打开，用途：${purposeOf(opened.purpose)}，已留痕，诉求人可见。  Opened for a purpose; the reporter sees the line.`,
      {
        size: size.small,
        color: ink.amber,
      },
    );
}

const verdictColours = { met: ink.green, missed: ink.red, open: ink.second } as const;

export function printClocks(sheet: Sheet, { clocks }: CaseDocument, instant: Instant) {
  if (clocks.length === 0) return;
  heading(sheet, ['时限', 'Clocks']);
  table(
    sheet,
    [
      { head: ['应办', 'Duty'], width: 21 },
      { head: ['责任单位', 'Unit'], width: 27 },
      { head: ['开始', 'Started'], width: 19 },
      { head: ['应当完成', 'Due'], width: 19 },
      { head: ['实际完成', 'Ended'], width: 19 },
      { head: ['结果', 'Result'], width: 12 },
    ],
    clocks.map((clock) => {
      const [duty, dutyEn] = bothOf(duties, clock.kind);
      const [result, resultEn] = terms.verdicts[clock.verdict];
      const more = [
        ...clock.extensions.map((limit) => `延期 extended +${limit}`),
        ...clock.pauses.map(({ from, to }) => `暂停 paused ${instant(from)} – ${orNone(to, instant)}`),
      ];
      return {
        cells: [
          { text: duty, under: dutyEn, bold: true },
          { text: unitText(clock.unit) },
          { text: instant(clock.startedAt) },
          { text: instant(clock.dueAt) },
          { text: orNone(clock.endedAt, instant) },
          { text: result, under: resultEn, color: verdictColours[clock.verdict], bold: true },
        ],
        remark: [clock.basis, ...more].join('；'),
      };
    }),
  );
}

export function printCalls(sheet: Sheet, { calls }: CaseDocument, instant: Instant) {
  if (calls.length === 0) return;
  heading(sheet, chapters.call);
  table(
    sheet,
    [
      { head: ['被呼叫单位', 'Called unit'], width: 27 },
      { head: ['呼叫方', 'Caller'], width: 21 },
      { head: ['哨类', 'Whistle'], width: 15 },
      { head: ['呼叫', 'Called'], width: 20 },
      { head: ['报到', 'Reported in'], width: 20 },
      { head: ['处置完成', 'Ended'], width: 20 },
    ],
    calls.map((call) => {
      const [whistle, whistleEn] = bothOf(terms.whistles, call.whistle);
      const [state, stateEn] = bothOf(terms.calls, call.state);
      return {
        cells: [
          { text: call.unit.name, under: `${state} ${stateEn}`, bold: true },
          { text: call.caller.name },
          { text: whistle, under: whistleEn },
          { text: instant(call.calledAt) },
          { text: orNone(call.reportedInAt, instant) },
          { text: orNone(call.endedAt, instant) },
        ],
        remark: call.note,
      };
    }),
  );
}

const dataWords: Readonly<Record<string, Both>> = {
  unit: ['单位', 'unit'],
  units: ['有关单位', 'units'],
  matter: ['事项', 'matter'],
  reason: ['理由', 'reason'],
  reasons: ['理由', 'reasons'],
  level: ['等级', 'level'],
  whistle: ['哨类', 'whistle'],
  meetAt: ['集合时间', 'to meet at'],
  outcome: ['结果', 'outcome'],
  reviewOn: ['复核日期', 'review on'],
  kind: ['事由', 'kind'],
  count: ['第几次', 'time'],
  attempts: ['回访次数', 'attempts'],
  channel: ['渠道', 'channel'],
};

/** In which lists the codes of a field stand. */
const codeLists: Readonly<Record<string, Readonly<Record<string, Both>>>> = {
  level: { ...terms.levels, ...terms.supervisions },
  outcome: { ...terms.outcomes, ...terms.attempts },
  whistle: terms.whistles,
  channel: terms.channels,
  kind: terms.requests,
};

/** What came with a step, in words; codes by the legend of the file. */
function saidWith(document: CaseDocument, instant: Instant): (data: FileLine['data'], own: string | undefined) => string {
  const names = new Map([
    ...document.legend.units.map(({ id, name }) => [id, name] as const),
    ...document.legend.reasons.map(({ code, name }) => [code, name] as const),
  ]);
  const word = (name: string, value: Told): string => {
    if (Array.isArray(value)) return value.map((one: Told) => word(name, one)).join('、');
    const text = String(value);
    if (name === 'meetAt') return instant(text);
    const list = codeLists[name];
    return list && text in list ? both(bothOf(list, text)) : (names.get(text) ?? text);
  };
  const isTold = (value: Told) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  return (data, own) =>
    Object.entries(data)
      .filter(([, value]) => isTold(value) && value !== own)
      .flatMap(([name, value]) => {
        const label = dataWords[name];
        return label ? [`${label[0]}：${word(name, value)}`] : [];
      })
      .join('    ');
}

type Place = { page: number; y: number };

const placeOf = ({ doc, y }: Sheet): Place => {
  const { start, count } = doc.bufferedPageRange();
  return { page: start + count - 1, y };
};

/** The line that leads from one step to the next, also over the end of a page. */
function rail(sheet: Sheet, from: Place, to: Place, x: number) {
  const { doc } = sheet;
  for (let page = from.page; page <= to.page; page++) {
    doc.switchToPage(page);
    const [top, end] = [page === from.page ? from.y : sheet.top, page === to.page ? to.y : sheet.bottom];
    if (end > top) doc.moveTo(x, top).lineTo(x, end).lineWidth(0.8).stroke(ink.line);
  }
  doc.switchToPage(to.page);
}

export function printLines(sheet: Sheet, document: CaseDocument, instant: Instant) {
  heading(sheet, ['办理过程', 'The whole process'], 50);
  const { doc, left, width } = sheet;
  const said = saidWith(document, instant);
  const [rails, texts] = [left + 92, left + 106];
  let last: Place | undefined;
  for (const one of document.lines) {
    ensure(sheet, 46);
    const here = placeOf(sheet);
    if (last) rail(sheet, { ...last, y: last.y + 12 }, { ...here, y: here.y + 2 }, rails);
    const { chapter, words } = stepOf(one.action);
    doc.circle(rails, sheet.y + 7, 2.6).fill(chapter === 'end' || chapter === 'judgement' ? ink.deep : '#4f8d72');
    line(sheet, instant(one.at), left, sheet.y + 1.5, { size: size.small, color: ink.second, width: 86 });
    bothOnLine(sheet, words, texts, sheet.y, { font: 'bold', size: size.text });
    line(sheet, chapters[chapter][0], left + width - 80, sheet.y + 2, { size: size.label, color: ink.second, width: 80, align: 'right' });
    sheet.y += 15;
    const who = [one.by.unit?.name, one.by.name ?? bothOf(terms.actors, one.by.kind)[0]].filter(Boolean).join('  ');
    flow(sheet, who, { indent: 106, size: size.small, color: ink.second, lineGap: 2 });
    const data = said(one.data, one.by.unit?.id);
    if (data) flow(sheet, data, { indent: 106, size: size.small, color: ink.second, lineGap: 2 });
    if (one.note) flow(sheet, one.note, { indent: 106, size: 9.5, lineGap: 2.5 });
    sheet.y += 7;
    last = here;
  }
}

export function printReply(sheet: Sheet, document: CaseDocument) {
  const { reply, rating, case: one } = document;
  if (reply === null && rating === null) return;
  heading(sheet, ['答复与评价', 'Reply and judgement'], 110);
  if (reply !== null) flow(sheet, reply, { lineGap: 4 });
  sheet.y += 8;
  const names = new Map(document.legend.reasons.map(({ code, name }) => [code, name]));
  const stars = rating ? `${'★'.repeat(rating.level)}${'☆'.repeat(5 - rating.level)}  ${both(bothOf(terms.levels, rating.level))}` : '';
  facts(sheet, [
    { label: ['评价等级', 'Level'], value: stars },
    { label: ['结果', 'Outcome'], value: one.outcome ? both(bothOf(terms.outcomes, one.outcome)) : '' },
    ...(rating && rating.reasons.length > 0
      ? [{ label: ['理由', 'Reasons'] as const, value: rating.reasons.map((code) => names.get(code) ?? code).join('、'), wide: true }]
      : []),
    ...(rating?.note ? [{ label: ['评价原话', 'In own words'] as const, value: rating.note, wide: true }] : []),
  ]);
}

export function printPhotos(sheet: Sheet, { photos }: CaseDocument) {
  if (photos.length === 0) return;
  heading(sheet, ['照片', 'Photos']);
  table(
    sheet,
    [
      { head: ['阶段', 'Stage'], width: 17 },
      { head: ['大小', 'Size'], width: 14 },
      { head: ['SHA-256 指纹', 'Fingerprint'], width: 92 },
    ],
    photos.map(({ stage, byteCount, sha256 }) => ({
      cells: [{ text: both(bothOf(terms.stages, stage)) }, { text: `${(byteCount / 1024).toFixed(1)} kB` }, { text: sha256 }],
    })),
  );
}

export function printLooks(sheet: Sheet, { looks }: CaseDocument, instant: Instant) {
  heading(sheet, ['谁看过诉求人的联系方式', 'Who looked at the contact'], looks.lines?.length ? 90 : 30);
  if (looks.count === 0 || looks.lines === null) {
    ensure(sheet, 20);
    dress(sheet, {});
    flow(
      sheet,
      looks.count === 0
        ? '没有人看过。  Nobody did.'
        : `共 ${looks.count} 次，诉求人可逐条查看。  ${looks.count} in all; the reporter reads each.`,
      {
        color: ink.second,
      },
    );
    return;
  }
  table(
    sheet,
    [
      { head: ['时间', 'When'], width: 24 },
      { head: ['单位', 'Unit'], width: 40 },
      { head: ['人员', 'Officer'], width: 16 },
      { head: ['目的', 'Purpose'], width: 38 },
    ],
    looks.lines.map((look) => ({
      cells: [{ text: instant(look.at) }, { text: look.unit.name }, { text: look.officer }, { text: purposeOf(look.purpose) }],
    })),
  );
}
