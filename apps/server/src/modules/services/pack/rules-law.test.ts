import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, fromPlain, type Model, type Plain, readModel, toPlain } from '@banyan/decision-tables';
import { describe, expect, it } from 'vitest';
import { decisionOf } from './check-rules.ts';

/** What the law says, written again without the tables, asked at every edge and at every missing fact. */
const modelOf = (rule: string): Promise<Model> =>
  readModel(readFileSync(join(import.meta.dirname, `../../../../../../packs/fuzhou/rules/${rule}.dmn`), 'utf8'));

type Facts = Readonly<Record<string, Plain>>;
type Amounts = { readonly amount_cents?: number; readonly valid_months?: number };

function decide(model: Model, facts: Facts): Plain {
  const inputs = new Map(Object.entries(facts).map(([name, value]) => [name, fromPlain(value)]));
  return toPlain(evaluate(model, decisionOf(model)?.name ?? '', inputs).value);
}

/** Every combination of the given values. */
function* combinations(columns: Readonly<Record<string, readonly Plain[]>>): Generator<Facts> {
  const [first, ...rest] = Object.entries(columns);
  if (first === undefined) return yield {};
  for (const facts of combinations(Object.fromEntries(rest))) for (const value of first[1]) yield { [first[0]]: value, ...facts };
}

const truths = [true, false, null];

type Law = {
  readonly rule: string;
  readonly says: string;
  readonly columns: Readonly<Record<string, readonly Plain[]>>;
  /** What an approval must give; null when there is none. */
  readonly allows: (facts: Facts) => Amounts | null;
};

const at = (facts: Facts, name: string): number => {
  const value = facts[name];
  return typeof value === 'number' ? value : Number.NaN;
};

const laws: Law[] = [
  {
    rule: 'senior-allowance',
    says: 'nobody under eighty, deceased, from elsewhere or paid already; more from ninety and from a hundred',
    columns: {
      生存状态: ['在世', '死亡', '失踪', '不详', null],
      本市户籍: truths,
      已领高龄津贴: truths,
      年龄: [-1, 0, 79, 79.9, 80, 89, 90, 99, 100, 130, 131, null],
      收款账户核对: ['一致', '未核', '其他', null],
    },
    allows: (facts) => {
      const age = at(facts, '年龄');
      const due = facts.生存状态 === '在世' && facts.本市户籍 === true && facts.已领高龄津贴 === false && facts.收款账户核对 === '一致';
      if (!due || !(age >= 80 && age <= 130)) return null;
      return { amount_cents: age >= 100 ? 50_000 : age >= 90 ? 20_000 : 10_000 };
    },
  },
  {
    rule: 'senior-card',
    says: '老年人权益保障法 第二条, 第五十三条: sixty years, residents from elsewhere alike',
    columns: {
      生存状态: ['在世', '死亡', '不详', null],
      年龄: [0, 59, 60, 61, 130, 131, null],
      居住身份: ['本市户籍', '居住证', '其他', null],
    },
    allows: (facts) => {
      const age = at(facts, '年龄');
      const resident = facts.居住身份 === '本市户籍' || facts.居住身份 === '居住证';
      return facts.生存状态 === '在世' && resident && age >= 60 && age <= 130 ? { valid_months: 1200 } : null;
    },
  },
  {
    rule: 'residence-permit',
    says: '居住证暂行条例 第二条, 第十条: away from home, half a year, one of three grounds, a year at a time',
    columns: {
      本市户籍: truths,
      居住登记月数: [0, 5, 5.9, 6, 7, 1200, 1201, null],
      申领依据: ['稳定就业', '稳定住所', '连续就读', '未核到', null],
    },
    allows: (facts) => {
      const months = at(facts, '居住登记月数');
      const ground = ['稳定就业', '稳定住所', '连续就读'].includes(String(facts.申领依据));
      return facts.本市户籍 === false && months >= 6 && months <= 1200 && ground ? { valid_months: 12 } : null;
    },
  },
  {
    rule: 'unemployment-benefit',
    says: '社会保险法 第四十五条, 第四十六条, 第五十一条: a year paid, not of their own will, registered; twelve, eighteen or twenty-four months',
    columns: {
      就业状态: ['登记失业', '就业', '未求职', null],
      离职情形: ['非本人意愿', '本人意愿', '不详', null],
      失业保险缴费月数: [0, 11, 12, 59, 60, 119, 120, 720, 721, null],
      养老待遇状态: ['未领取', '领取', '不详', null],
    },
    allows: (facts) => {
      const paid = at(facts, '失业保险缴费月数');
      const due = facts.就业状态 === '登记失业' && facts.离职情形 === '非本人意愿' && facts.养老待遇状态 === '未领取';
      if (!due || !(paid >= 12 && paid <= 720)) return null;
      return { valid_months: paid < 60 ? 12 : paid < 120 ? 18 : 24 };
    },
  },
  {
    rule: 'id-card',
    says: '居民身份证法 第五条: five years under sixteen, ten to twenty-five, twenty to forty-five, without end from forty-six',
    columns: {
      年龄: [-1, 0, 15, 16, 25, 26, 45, 46, 130, 131, null],
      人像比对: ['一致', '不一致', '未比对', null],
      户口状态: ['在册', '注销', '迁出', null],
      办证情形: ['期满', '遗失', '损坏', '信息变更', '未说明', null],
    },
    allows: (facts) => {
      const age = at(facts, '年龄');
      const sound =
        facts.人像比对 === '一致' && facts.户口状态 === '在册' && ['期满', '遗失', '损坏', '信息变更'].includes(String(facts.办证情形));
      if (!sound || !(age >= 0 && age <= 130)) return null;
      return { valid_months: age < 16 ? 60 : age <= 25 ? 120 : age <= 45 ? 240 : 1200 };
    },
  },
  {
    rule: 'disability-care',
    says: '国发〔2015〕52号: first and second degree, not for those whose care is provided',
    columns: {
      生存状态: ['在世', '死亡', null],
      本市户籍: truths,
      残疾人证状态: ['有效', '过期', '注销', '无', null],
      残疾等级: [0, 1, 2, 3, 4, null],
      救助身份: ['特困', '低保', '低保边缘', '无', null],
      已领护理补贴: truths,
    },
    allows: (facts) => {
      const degree = at(facts, '残疾等级');
      const due =
        facts.生存状态 === '在世' &&
        facts.本市户籍 === true &&
        facts.残疾人证状态 === '有效' &&
        facts.已领护理补贴 === false &&
        facts.救助身份 !== null;
      if (!due || facts.救助身份 === '特困' || (degree !== 1 && degree !== 2)) return null;
      return { amount_cents: degree === 1 ? 15_000 : 12_000 };
    },
  },
  {
    rule: 'birth-household',
    says: '户口登记条例 第七条: within a month, and late all the same, on a valid certificate',
    columns: {
      出生医学证明: ['已签发', '未签发', '作废', null],
      父母信息核对: ['一致', '不一致', '未核', null],
      父母一方本市户籍: truths,
      出生天数: [-1, 0, 31, 32, 5844, 5845, null],
    },
    allows: (facts) => {
      const days = at(facts, '出生天数');
      const sound = facts.出生医学证明 === '已签发' && facts.父母信息核对 === '一致' && facts.父母一方本市户籍 === true;
      return sound && days >= 0 && days <= 5844 ? {} : null;
    },
  },
  {
    rule: 'sole-trader-open',
    says: '市场主体登记管理条例 第十四条, 第十五条, 第十九条: real name, no licensed business, complete and in form',
    columns: {
      年龄: [17, 18, 120, 121, null],
      人像比对: ['一致', '不一致', null],
      登记限制: truths,
      名称核对: ['可用', '不使用名称', '重名', '禁用', '待核', null],
      经营范围类别: ['一般', '需许可', '禁止', null],
      经营场所核对: ['一致', '承诺', '不一致', '待核', null],
    },
    allows: (facts) => {
      const age = at(facts, '年龄');
      const named = facts.名称核对 === '可用' || facts.名称核对 === '不使用名称';
      const placed = facts.经营场所核对 === '一致' || facts.经营场所核对 === '承诺';
      const sound = facts.人像比对 === '一致' && facts.登记限制 === false && facts.经营范围类别 === '一般';
      return sound && named && placed && age >= 18 && age <= 120 ? {} : null;
    },
  },
];

describe('approvals', () => {
  it.each(laws)('of $rule follow the law at every edge: $says', async ({ rule, columns, allows }) => {
    const model = await modelOf(rule);
    const wrong: unknown[] = [];
    let approvals = 0;
    for (const facts of combinations(columns)) {
      const allowed = allows(facts);
      const expected = Object.entries(allowed === null ? { outcome: 'person' } : { outcome: 'approve', ...allowed });
      const given = new Map(Object.entries(decide(model, facts) ?? {}));
      if (!expected.every(([name, value]) => given.get(name) === value)) wrong.push({ facts, expected });
      if (allowed !== null) approvals += 1;
    }
    expect(wrong).toEqual([]);
    expect(approvals).toBeGreaterThan(0);
  });
});
