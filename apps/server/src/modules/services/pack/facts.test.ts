import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPack } from '#platform/pack-file.ts';
import { readPlaces } from '../../places/index.ts';
import { type Facts, guide, neededMaterials, ruleInputsOf } from './facts.ts';
import { readServices } from './read-services.ts';

const pack = openPack(join(import.meta.dirname, '../../../../../../packs/fuzhou'));
const places = readPlaces(pack);
if (places === undefined) throw new Error('The pack fuzhou has no places.');
const { items } = readServices(pack, places);

function itemNamed(id: string) {
  const item = items.find((one) => one.id === id);
  if (item === undefined) throw new Error(`There is no item ${id}.`);
  return item;
}

const factsOf = (form: Facts['form'], answers: Facts['answers'] = {}, on = '2026-11-25'): Facts => ({ form, answers, situation: null, on });

describe('the guidance', () => {
  const { questions } = itemNamed('S001');

  it('asks the first question of those who have answered none', () => {
    expect(guide(questions, {})).toEqual({ situation: null, next: 'for_whom' });
  });

  it('asks a proxy how they are related, and not those who apply for themselves', () => {
    expect(guide(questions, { for_whom: 'proxy' })).toEqual({ situation: 'proxy', next: 'relation' });
    expect(guide(questions, { for_whom: 'self' })).toEqual({ situation: 'own', next: 'pay_to' });
  });

  it('ends with the situation that was settled on the way', () => {
    expect(guide(questions, { for_whom: 'proxy', relation: 'child', pay_to: 'card' })).toEqual({ situation: 'proxy', next: null });
  });

  it('asks again where an answer is none of the options', () => {
    expect(guide(questions, { for_whom: 'nobody' })).toEqual({ situation: null, next: 'for_whom' });
  });

  it('comes to an end in every item, whatever is answered', () => {
    for (const item of items) {
      for (const pick of [0, -1]) {
        const answers: Record<string, string> = {};
        for (let asked = guide(item.questions, answers).next; asked !== null; asked = guide(item.questions, answers).next) {
          expect(answers[asked], item.id).toBeUndefined();
          answers[asked] = item.questions.find(({ id }) => id === asked)?.options.at(pick)?.code ?? '';
        }
      }
    }
  });
});

describe('the inputs of a rule', () => {
  const known = { birth_on: '1946-11-25', alive_state: '在世', household_local: true, senior_allowance_paid: false, account_state: '一致' };

  it('come from the form, with the age in full years on the day', () => {
    expect(ruleInputsOf(itemNamed('S001'), factsOf(known))).toEqual({
      生存状态: '在世',
      本市户籍: true,
      已领高龄津贴: false,
      年龄: 80,
      收款账户核对: '一致',
    });
  });

  it('make nobody eighty a day early', () => {
    expect(ruleInputsOf(itemNamed('S001'), factsOf(known, {}, '2026-11-24'))).toMatchObject({ 年龄: 79 });
  });

  it('count a birthday on 29 February as reached on 1 March', () => {
    const leap = { ...known, birth_on: '1944-02-29' };
    const age = (on: string) => ruleInputsOf(itemNamed('S001'), factsOf(leap, {}, on)).年龄;
    expect([age('2025-02-28'), age('2025-03-01')]).toEqual([80, 81]);
  });

  it('are null where a fact is missing', () => {
    expect(ruleInputsOf(itemNamed('S001'), factsOf({}))).toEqual({
      生存状态: null,
      本市户籍: null,
      已领高龄津贴: null,
      年龄: null,
      收款账户核对: null,
    });
  });

  it('follow the answers: without a trade name, none is checked', () => {
    const value = (has_name: string) => ruleInputsOf(itemNamed('S003'), factsOf({ name_state: '重名' }, { has_name })).名称核对;
    expect([value('no'), value('yes')]).toEqual(['不使用名称', '重名']);
  });

  it('count months since graduation and days since birth', () => {
    expect(ruleInputsOf(itemNamed('S012'), factsOf({ graduated_on: '2025-06-30' }))).toMatchObject({ 毕业月数: 16 });
    expect(ruleInputsOf(itemNamed('S019'), factsOf({ born_on: '2026-10-25' }))).toMatchObject({ 出生天数: 31 });
  });
});

describe('the materials', () => {
  const idsFor = (id: string, answers: Facts['answers']) => neededMaterials(itemNamed(id), factsOf({}, answers)).map((one) => one.id);

  it('ask a letter of authority of a proxy alone', () => {
    expect(idsFor('S001', { for_whom: 'proxy', pay_to: 'card' })).toContain('proxy-letter');
    expect(idsFor('S001', { for_whom: 'self', pay_to: 'card' })).not.toContain('proxy-letter');
  });

  it('are needed where the answers do not tell', () => {
    expect(idsFor('S001', {})).toEqual(expect.arrayContaining(['proxy-letter', 'account-proof']));
  });

  it('let a promise stand for the proof of premises', () => {
    expect(idsFor('S003', { has_name: 'no', promise_premises: 'yes' })).not.toContain('premises-proof');
  });
});
