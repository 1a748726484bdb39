import { expect, test } from 'vitest';
import { judgeReply } from './reply-quality.ts';

const asked = '首山路路灯坏了一个月，晚上看不见路，请尽快修好';

test('courtesies alone are no reply', () => {
  const { score, faults } = judgeReply({ asked, reply: '网友：您好！您的留言已收悉。感谢您对我们工作的支持！', finished: true });
  expect(faults).toContain('only_courtesies');
  expect(score).toBeLessThan(60);
});

test('passing on is no answer', () => {
  const { score, faults } = judgeReply({ asked, reply: '您好，您反映的问题已转交相关部门处理，有结果将及时反馈。', finished: true });
  expect(faults).toEqual(expect.arrayContaining(['passed_on', 'no_deed']));
  expect(score).toBeLessThan(60);
});

test('who did what when, and whom to ask, is a good reply', () => {
  const reply =
    '您好，接到诉求后区城管局路灯所于11月23日到首山路现场查看，系电缆老化，已于11月24日更换电缆，路灯恢复照明。如有疑问可拨打路灯所电话0591-83333333。';
  expect(judgeReply({ asked, reply, finished: true })).toEqual({ score: 100, faults: [] });
});

test('what the record does not hold may not be claimed', () => {
  const reply = '您好，首山路路灯已修复，11月24日现场核实照明正常，可致电路灯所咨询。';
  expect(judgeReply({ asked, reply, finished: false }).faults).toEqual(['contradicts_record']);
});
