import { expect, test } from 'vitest';
import { mainSentence, summarise } from './summary.ts';

test('the sentence that tells what is wrong stands for the report, not the greeting', () => {
  expect(mainSentence('尊敬的领导您好。我家楼下首山路12号的路灯坏了一个月。谢谢！')).toBe('我家楼下首山路12号的路灯坏了一个月。');
});

test('a story has at most three lines, and every line stands in the file', () => {
  const content = '首山路路灯坏了一个月，请尽快修好。';
  const lines = summarise(content, [{ at: '2026-11-24', action: 'finish', note: '已更换电缆。' }], '您好。路灯已于11月24日修好。');
  expect(lines).toEqual([content, '已更换电缆。', '路灯已于11月24日修好。']);
  expect(summarise('路灯坏了', [], null)).toEqual(['路灯坏了']);
});
