import { defineWords } from '@banyan/ui';

export const caseText = defineWords(
  {
    mine: '我上报的', mineEmpty: '还没有上报过', mineEmptyText: '看见问题，拍一张照片就能上报。', report: '去上报', more: '再看一些', all: '已全部列出',
    signInTitle: '登录后看我上报的', signInText: '用手机验证码登录，不用记密码。', signIn: '登录', trackTitle: '凭编号查进度', trackText: '匿名上报、或电话里报的，用编号和查询码查。', track: '查进度',
    number: '编号', numberHint: '如 350102-20261125-000123-4', code: '查询码', codeHint: '上报成功时给您的 10 位字母数字', find: '查询', missing: '请填编号和查询码', shape: '编号的写法不对，请对照一下', here: '这台手机记下的', forget: (number: string) => `从这台手机删掉 ${number}`, forgotten: '已删掉', undo: '撤销', open: '打开',
    reportedAt: '上报时间', place: '地点', approximate: '位置归属为推算', matter: '类型', identity: '上报方式', unit: '承办单位', noUnit: '还没有派到单位', round: (round: number) => `第 ${round} 次办理`, urged: (count: number) => `已催办 ${count} 次`,
    step: '办理进度', due: { accept: '受理时限', dispatch: '派遣时限', handle: '办结时限', rectify: '重办时限', review: '核查时限', rate: '请在这之前评价' }, overdueHelp: '已经超时，系统已提醒单位和上级，您也可以催办。',
    reply: '办理答复', rejected: '不予受理的说明', before: '上报时的照片', after: '办理后的照片', photo: (index: number) => `照片 ${index}`, photoFailed: '照片没有取到', words: '您说的', calls: '呼叫的部门', timeline: '经过', looks: '谁看过我的信息', looksNone: '还没有人看过您的姓名或电话。', looksText: '每次有人查看您的姓名、电话，都会记在这里。', field: { name: '姓名', phone: '手机号' }, masked: '手机号尾号', atUnit: (unit: string, name: string) => `${unit} ${name}`,
    rateTitle: '问题解决了吗', asked: '时限到了，问题解决了吗', rateText: '解决了请评价；没解决，退回去重办。', level: '评价', why: '哪里不满意', note: '想说的话', send: '提交评价', sent: '评价已提交，谢谢', needReason: '请选一条原因', rated: '您的评价', unrated: '未评价', notSolved: '没有解决',
    ask: {
      refuse: { title: '没有解决', text: '说明哪里没解决，退回重新办理。', note: '哪里没解决', send: '退回重办', done: '已退回重办' },
      urge: { title: '催办', text: '催办会记录在案，并提醒承办单位和它的上级。', note: '想说的话', send: '催办', done: '已催办' },
      withdraw: { title: '撤回这件诉求', text: '撤回后不再办理，不能恢复；以后可以重新上报。', note: '原因', send: '撤回', done: '已撤回' },
      reopen: { title: '重新打开', text: '出现新情况、或问题又发生了，可以重新打开。', note: '新的情况', send: '重新打开', done: '已重新打开' },
    },
    cancel: '取消', needNote: '请写一句说明', photos: '照片', outcome: { solved: '已解决' }, changed: '情况有变化，已刷新',
  },
  {
    mine: 'My reports', mineEmpty: 'Nothing reported yet', mineEmptyText: 'See a problem, take a photo, report it.', report: 'Report', more: 'Show more', all: 'That is all',
    signInTitle: 'Sign in to see your reports', signInText: 'By a code sent to your phone; no password.', signIn: 'Sign in', trackTitle: 'Track by number', trackText: 'For anonymous reports and reports by telephone: number and query code.', track: 'Track a report',
    number: 'Number', numberHint: 'Such as 350102-20261125-000123-4', code: 'Query code', codeHint: '10 letters and digits given when you reported', find: 'Find', missing: 'Give the number and the query code', shape: 'This is not how a number looks', here: 'Kept on this phone', forget: (number: string) => `Remove ${number} from this phone`, forgotten: 'Removed', undo: 'Undo', open: 'Open',
    reportedAt: 'Reported', place: 'Place', approximate: 'Area in charge is computed', matter: 'Kind', identity: 'Reported as', unit: 'Unit in charge', noUnit: 'Not sent to a unit yet', round: (round: number) => `Handled for the ${round}${round === 2 ? 'nd' : round === 3 ? 'rd' : 'th'} time`, urged: (count: number) => `Urged ${count} ${count === 1 ? 'time' : 'times'}`,
    step: 'Progress', due: { accept: 'Accepted by', dispatch: 'Dispatched by', handle: 'Handled by', rectify: 'Handled again by', review: 'Checked by', rate: 'Please rate by' }, overdueHelp: 'Overdue: the unit and its superior have been told. You may urge as well.',
    reply: 'The answer', rejected: 'Why it was not accepted', before: 'When reported', after: 'After handling', photo: (index: number) => `Photo ${index}`, photoFailed: 'The photo could not be loaded', words: 'Your words', calls: 'Departments called', timeline: 'What happened', looks: 'Who looked at my data', looksNone: 'Nobody has looked at your name or phone.', looksText: 'Every look at your name or phone is written down here.', field: { name: 'name', phone: 'phone' }, masked: 'Phone', atUnit: (unit: string, name: string) => `${unit}, ${name}`,
    rateTitle: 'Is it solved?', asked: 'Time is up: is it solved?', rateText: 'If it is, please rate it. If not, it goes back.', level: 'Your rating', why: 'What was wrong', note: 'Anything else', send: 'Send rating', sent: 'Thank you for your rating', needReason: 'Choose a reason', rated: 'Your rating', unrated: 'Not rated', notSolved: 'Not solved',
    ask: {
      refuse: { title: 'Not solved', text: 'Say what is not solved; it goes back to be handled again.', note: 'What is not solved', send: 'Send back', done: 'Sent back' },
      urge: { title: 'Urge', text: 'Urging is recorded; the unit and its superior are told.', note: 'Anything to say', send: 'Urge', done: 'Urged' },
      withdraw: { title: 'Withdraw this report', text: 'It will not be handled any more and cannot be restored; you can report again.', note: 'Reason', send: 'Withdraw', done: 'Withdrawn' },
      reopen: { title: 'Reopen', text: 'If something is new, or the problem is back, it can be opened again.', note: 'What is new', send: 'Reopen', done: 'Reopened' },
    },
    cancel: 'Cancel', needNote: 'Please write a sentence', photos: 'Photos', outcome: { solved: 'Solved' }, changed: 'Something changed; refreshed',
  },
);
