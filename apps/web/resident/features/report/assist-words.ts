import { defineWords } from '@banyan/ui';

/** What the form says while somebody writes. */
export const assistWords = defineWords(
  {
    label: '按您写的内容提示',
    matter: '看起来是：',
    place: '是在这里吗？',
    neighbours: (count: string) => `附近有 ${count} 位邻居反映过同样的问题`,
    since: (day: string) => `最早是 ${day}。`,
    joinText: '一起反映会更快引起重视。您单独收到答复，单独评价。',
    join: '加入他们，一起反映',
    telling: '您写的内容可能让人认出您',
    tellingText: '不想被认出，可以删掉或写得笼统些。电话、身份证号会自动隐去。',
    kinds: { address: '住址', work: '工作单位', only_one: '只有您符合的情况', name: '姓名', health: '健康情况' } as Record<string, string>,
    alarm: {
      title: (number: string) => `有危险，先打 ${number}`,
      text: '这里不是急救、报警电话，没有人马上看到您写的内容。请先打电话，人到安全的地方。',
      call: (number: string) => `拨打 ${number}`,
      names: { '110': '报警', '119': '火警、救援', '120': '急救' },
      others: '也可以拨打',
      over: '不是现在发生的事，继续填写',
    },
  },
  {
    label: 'Hints on what you write',
    matter: 'This looks like:',
    place: 'Is it here?',
    neighbours: (count: string) => `${count} ${count === '1' ? 'neighbour' : 'neighbours'} nearby reported the same`,
    since: (day: string) => `First on ${day}.`,
    joinText: 'Together it is noticed sooner. You are answered, and rate, on your own.',
    join: 'Join them',
    telling: 'What you write may tell who you are',
    tellingText: 'If you do not want that, leave it out or say it more generally. Phones and identity numbers are masked for you.',
    kinds: { address: 'address', work: 'workplace', only_one: 'true of you alone', name: 'name', health: 'health' } as Record<
      string,
      string
    >,
    alarm: {
      title: (number: string) => `Danger: call ${number} first`,
      text: 'This is no emergency line; nobody reads it at once. Call, and get to safety.',
      call: (number: string) => `Call ${number}`,
      names: { '110': 'police', '119': 'fire and rescue', '120': 'ambulance' },
      others: 'You can also call',
      over: 'It is not happening now, go on writing',
    },
  },
);
