import type { CaseDocument } from '../src/modules/cases/archive/document.ts';
import { fingerprintOf } from '../src/modules/cases/archive/envelope.ts';

const street = { id: '350102004-street', name: '东街街道办事处', nameEn: 'Dongjie Subdistrict Office' };
const river = { id: '350100-river-joint', name: '福州市城区水系联排联调中心', nameEn: 'Urban River Joint Dispatch Centre' };
const at = (time: string) => `2026-11-24T${time}:00.000Z`;

/** The file of a case of Dongjie street, as the house writes it: reported, called, handled, rated, archived. */
export function sampleDocument(more: Partial<CaseDocument> = {}): CaseDocument {
  return {
    format: 'banyan-case-file',
    formatVersion: 1,
    reader: 'office',
    draft: false,
    at: '2026-12-25T00:00:00.000Z',
    city: { code: '350100', name: '福州市', nameEn: 'Fuzhou', zone: 'Asia/Shanghai' },
    case: {
      region: '350102',
      id: '01a20b48-0900-7b36-bc78-f82bfdc7b021',
      number: '350102-20261124-000001-5',
      version: 14,
      state: 'archived',
      round: 1,
      title: '河边的井盖翘起来了',
      content: '河边的井盖翘起来了，晚上很危险，请尽快处理。',
      nature: 'help',
      urgency: 'urgent',
      channel: 'app',
      area: { code: '350102004', name: '鼓楼区东街街道', nameEn: 'Dongjie, Gulou District' },
      areaApproximate: false,
      address: '五一北路',
      point: { lat: 26.0869, lon: 119.298 },
      reportedAt: at('02:00'),
      dispatchedAt: at('02:05'),
      promiseAt: at('06:00'),
      askedAt: null,
      closedAt: at('03:44'),
      outcome: 'rated',
      counts: { urged: 1, returned: 0, extended: 0, suspended: 0, attempts: 0, followers: 0 },
      designated: false,
      supervised: null,
      joinedTo: null,
    },
    caller: {
      identity: 'named',
      wantsNoReply: false,
      name: { masked: '陈**', digest: fingerprintOf('name') },
      phone: { masked: '*********34', digest: fingerprintOf('phone') },
    },
    matter: {
      code: 'M01002',
      name: '污水井盖异常',
      nameEn: 'Sewer cover',
      category: 'works',
      closing: '已恢复',
      basis: '《城镇排水与污水处理条例》第三十八条',
    },
    desk: street,
    lead: street,
    acceptance: { step: 2, at: at('02:02'), action: 'accept', by: { kind: 'officer', name: '林一线', unit: street } },
    lines: [
      line(1, '02:00', 'report', null, { data: { channel: 'app' } }),
      line(2, '02:02', 'accept', street, { chapter: 'intake' }),
      line(3, '02:05', 'dispatch', street, { chapter: 'dispatch', data: { unit: street.id } }),
      line(4, '02:30', 'call', street, {
        chapter: 'call',
        note: '请派人到场',
        data: { units: [river.id], whistle: 'work', meetAt: at('04:00') },
      }),
      line(5, '03:40', 'rate', null, { chapter: 'judgement', data: { level: 2, reasons: ['slow'] } }),
      line(6, '03:44', 'archive', null, { chapter: 'end' }),
    ],
    clocks: [
      {
        kind: 'sign',
        unit: street,
        call: null,
        startedAt: at('02:05'),
        dueAt: at('02:35'),
        endedAt: at('02:10'),
        verdict: 'met',
        limit: '0.5h',
        extensions: ['1wd'],
        pauses: [{ from: at('02:06'), to: at('02:07') }],
        basis: '0.5h · 本包拟定',
      },
    ],
    calls: [
      {
        id: '01a20b51-30c0-7f36-badd-90abff7814c6',
        unit: river,
        caller: street,
        whistle: 'work',
        state: 'finished',
        note: '请派人到场',
        meetAt: at('04:00'),
        calledAt: at('02:30'),
        contactedAt: null,
        reportedInAt: at('03:00'),
        endedAt: null,
      },
    ],
    reply: '井盖已经更换。',
    rating: { level: 2, reasons: ['slow'], note: null },
    photos: [
      {
        id: '01a20b51-30c0-7f36-badd-90abff7814c7',
        stage: 'before',
        mediaType: 'image/jpeg',
        byteCount: 2048,
        sha256: fingerprintOf('photo'),
      },
    ],
    looks: { count: 1, lines: null },
    legend: { units: [river, street], reasons: [{ code: 'slow', name: '办理太慢', nameEn: 'Too slow' }] },
    ...more,
  };
}

type Line = CaseDocument['lines'][number];

function line(step: number, time: string, action: string, unit: typeof street | null, more: Partial<Line>): Line {
  return {
    step,
    at: at(time),
    chapter: 'intake',
    action,
    from: null,
    to: 'handling',
    round: 1,
    by: { kind: unit ? 'officer' : 'resident', name: unit ? '林一线' : null, unit },
    note: null,
    data: {},
    ...more,
  };
}
