import { defineWords } from '@banyan/ui';

export const repeatedWords = defineWords(
  {
    title: '这件事您报过了',
    told: (day: string) => `您在 ${day} 报过同一地点的同样问题，还在办，不用重报。`,
    until: (time: string) => `承诺 ${time} 前办结`,
    late: (time: string) => `承诺 ${time} 前办结，已经超时；打开后可以催办。`,
    suspended: '现在还不具备办理条件，到复核日自动恢复办理。',
    look: '看它的进度',
    newFacts: '有新的情况？',
    newFactsHint: '如：坑更大了、今天有人摔倒。写明后另立一件办理。',
    missing: '请写明有什么新的情况',
    again: '补充后提交',
    drop: '不用再报',
    asked: '存下的一件上报，您之前报过同样的。有新的情况吗？',
    open: '看一看',
  },
  {
    title: 'You reported this before',
    told: (day: string) =>
      `You reported the same problem at this place on ${day}. It is being handled; there is no need to report it again.`,
    until: (time: string) => `Promised by ${time}`,
    late: (time: string) => `It was promised by ${time} and is late. Open it to urge it on.`,
    suspended: 'It cannot be handled yet, and goes on by itself on the day of review.',
    look: 'See how it goes',
    newFacts: 'Is anything new?',
    newFactsHint: 'For example: the hole is larger, somebody fell today. It then becomes a report of its own.',
    missing: 'Please say what is new',
    again: 'Add this and submit',
    drop: 'No need to report',
    asked: 'A report kept on this phone is one you made before. Is anything new?',
    open: 'Look',
  },
);
