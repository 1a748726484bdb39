import { defineWords } from '@banyan/ui';

export const signInWords = defineWords(
  {
    title: '登录', text: '用手机验证码登录，不用记密码。没登录也能上报。', phone: '手机号', send: '发送验证码', again: (seconds: number) => `${seconds} 秒后可再发`, sentTo: (masked: string) => `验证码已发到 ${masked}，5 分钟内有效`, code: '验证码', codeHint: '6 位数字', demo: (code: string) => `演示环境不发短信，验证码是 ${code}`, name: '怎么称呼您', nameHint: '如：林女士', signIn: '登录', other: '换个手机号', phoneWrong: '手机号不对，请检查一下', codeWrong: '请填 6 位验证码',
    hello: '登录成功', me: '我的', guest: '还没有登录', account: '账号', out: '退出登录', outDone: '已退出登录', officer: '您用工作人员账号登录了，请到工作台办理。', language: '语言', elder: '长辈版', elderNote: '字更大、一页一步', track: '凭编号查进度', messages: '消息', mine: '我上报的', settings: '显示',
    problem: { 'phone.malformed': '这个号码收不了验证码，请检查；没有手机可以拨打 12345。', 'code.wrong': '验证码不对，请再看一下。', 'code.spent': '验证码已失效，请重新发送。', 'code.too_soon': '刚发过验证码，请稍等再发。', 'code.too_many': '今天发送次数已满，请明天再试，或拨打 12345。', 'code.malformed': '验证码是 6 位数字。', 'account.suspended': '这个账号已停用，请拨打 12345。', 'name.malformed': '称呼请控制在 40 个字以内。' },
  },
  {
    title: 'Sign in', text: 'By a code sent to your phone; no password. You can report without signing in.', phone: 'Mobile phone', send: 'Send code', again: (seconds: number) => `Again in ${seconds} s`, sentTo: (masked: string) => `A code was sent to ${masked}, valid for 5 minutes`, code: 'Code', codeHint: 'Six digits', demo: (code: string) => `Demonstration, no message is sent: the code is ${code}`, name: 'What shall we call you', nameHint: 'Such as Ms Lin', signIn: 'Sign in', other: 'Another number', phoneWrong: 'This is not a phone number', codeWrong: 'Type the six digits',
    hello: 'Signed in', me: 'Me', guest: 'Not signed in', account: 'Account', out: 'Sign out', outDone: 'Signed out', officer: 'You are signed in as an officer; please use the officers’ desk.', language: 'Language', elder: 'Large text', elderNote: 'Larger words, one step a page', track: 'Track by number', messages: 'Messages', mine: 'My reports', settings: 'Display',
    problem: { 'phone.malformed': 'No code can be sent to this number. Without a mobile phone, call 12345.', 'code.wrong': 'The code is wrong.', 'code.spent': 'This code no longer works. Send a new one.', 'code.too_soon': 'A code was sent a moment ago. Wait a little.', 'code.too_many': 'No more codes today. Try tomorrow, or call 12345.', 'code.malformed': 'A code has six digits.', 'account.suspended': 'This account is suspended. Call 12345.', 'name.malformed': 'At most 40 characters.' },
  },
);
