import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Example,
  evaluate,
  explain,
  hashesOf,
  openClassifier,
  packClassifier,
  plainText,
  standardSettings,
  standardViews,
  trainClassifier,
  unpackClassifier,
} from './index.ts';

const said: Record<string, string[]> = {
  路灯: [
    '小区门口路灯不亮',
    '路灯坏了三天晚上看不见',
    '东街路灯一闪一闪',
    '整条路的路灯都不亮',
    '路灯杆倒了',
    '路灯白天也亮着',
    '路灯灯罩掉下来',
    '请修一下路灯',
    '巷子里没有路灯',
    '路灯昏暗',
  ],
  噪声: [
    '楼上半夜施工很吵',
    '工地晚上噪声扰民',
    '广场舞音响太吵',
    '夜里噪声睡不着',
    '空调外机噪声大',
    '酒吧音乐吵到凌晨',
    '装修噪声不停',
    '喇叭叫卖很吵',
    '机器轰鸣噪声',
    '噪声投诉没人管',
  ],
  公交: [
    '公交车半小时不来',
    '公交司机不停站',
    '希望增加公交班次',
    '公交站牌看不清',
    '末班公交太早',
    '公交线路改道',
    '公交车上太挤',
    '公交空调不开',
    '公交卡刷不了',
    '请恢复公交线路',
  ],
};

const examples: Example[] = Object.entries(said).flatMap(([label, texts]) =>
  texts.map((text) => ({ document: { fields: [plainText(text)] }, label })),
);
const machine = { ...standardSettings, choices: [{ cost: 1, balance: 0 }] };
const classifier = trainClassifier(examples, machine);
const { guess } = openClassifier(classifier);
const ask = (text: string) => guess({ fields: [plainText(text)] });

test('a text goes to the label whose words it uses', () => {
  expect(ask('我家楼下的路灯不亮了').guesses[0]?.label).toBe('路灯');
  expect(ask('晚上施工噪声太吵').guesses[0]?.label).toBe('噪声');
  expect(ask('公交车总是不来').guesses[0]?.label).toBe('公交');
});

test('traditional characters, full width and invisible marks change nothing', () => {
  const plain = ask('公交车半小时不来').guesses;
  expect(ask('公交車半小時不來').guesses).toEqual(plain);
  expect(ask('公\u200B交\u202E车半小时不来').guesses).toEqual(plain);
  expect(ask('<b>公交</b>车半小时不来').guesses).toEqual(plain);
});

test('a text without anything known cannot be told, and says so', () => {
  for (const text of ['', '   ', '😀😀😀', '???', 'xyzzy plugh']) expect(ask(text).known).toBe(0);
});

test('probabilities of all labels add up to one, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { guesses } = ask(text);
      expect(guesses.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
      expect(guesses.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('the same examples give the same model', () => {
  const again = trainClassifier(examples, machine);
  expect(again.linear.weight).toEqual(classifier.linear.weight);
  expect(again.calibration.matrix).toEqual(classifier.calibration.matrix);
});

test('one label is nothing to choose from', () => {
  expect(() => trainClassifier(examples.slice(0, 5))).toThrow(/at least two/);
});

test('the figures of a test are those that a person would count', () => {
  const answers = [
    { truth: 'a', guess: { label: 'a', probability: 0.95 } },
    { truth: 'a', guess: { label: 'b', probability: 0.55 } },
    { truth: 'b', guess: { label: 'b', probability: 0.85 } },
    { truth: 'b', guess: { label: 'b', probability: 0.75 } },
  ];
  const figures = evaluate(answers, () => 7);
  expect(figures.accuracy).toBe(0.75);
  expect(figures.macroF1).toBeCloseTo((2 / 3 + 4 / 5) / 2, 12);
  expect(figures.coverage80Accuracy).toBe(0.75);
  // Bins: |1 − 0.95|, |0 − 0.55|, |1 − 0.85|, |1 − 0.75| over four.
  expect(figures.ece).toBeCloseTo((0.05 + 0.55 + 0.15 + 0.25) / 4, 12);
  expect(figures.confusions).toEqual([{ truth: 'a', guess: 'b', count: 1 }]);
  expect(figures.perClass[0]).toMatchObject({ label: 'a', count: 2, learned: 7, precision: 1, recall: 0.5 });
});

test('a model that was put into bytes and back answers as before', () => {
  const again = openClassifier(unpackClassifier(packClassifier(classifier)));
  for (const text of ['路灯不亮', '夜里施工很吵', '公交车不停站']) {
    const [before, after] = [ask(text), again.guess({ fields: [plainText(text)] })];
    expect(after.guesses[0]?.label).toBe(before.guesses[0]?.label);
    expect(after.guesses[0]?.probability).toBeCloseTo(before.guesses[0]?.probability ?? 0, 1);
  }
});

test('a model says which words decided', () => {
  const words = ['小区', '公交车', '总是', '不来'];
  const reasons = explain(classifier, { fields: ['小区公交车总是不来'] }, '公交', () => words);
  expect(reasons.map(({ word }) => word)).toContain('公交车');
});

test('a model learns the same from hashes as from words', () => {
  const hashed = examples.map(({ document, label }) => ({ document: { fields: [], hashes: hashesOf(document, standardViews) }, label }));
  expect(trainClassifier(hashed, { ...machine, views: standardViews.filter(({ of }) => of !== 'first') }).linear.weight).toEqual(
    classifier.linear.weight,
  );
});

test('from example sentences the middle of each label is learned, and answers letters', () => {
  const { guess: answer } = openClassifier(trainClassifier(examples));
  const letter = `您好，我是住在东门的居民，已经反映过几次。${'请帮忙看看，谢谢。'.repeat(20)}我们这里的路灯一直不亮，老人晚上不敢出门。`;
  expect(answer({ fields: [plainText(letter)] }).guesses[0]?.label).toBe('路灯');
});
