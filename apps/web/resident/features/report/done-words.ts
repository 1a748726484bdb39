import { defineWords } from '@banyan/ui';

export const doneWords = defineWords(
  {
    report: '去上报', title: '我们收到了', number: '编号', code: '查询码', codeHelp: '请抄下来或截图。匿名上报只能凭编号和查询码查进度，我们无法补发。', copy: '复制', copied: '已复制', copyFailed: '复制不了，请抄下来', keep: '记在这台手机上', keepHelp: '公用的手机不要记。', kept: '已记下，可在“查进度”里直接打开',
      next: '接下来', accept: (unit: string) => `${unit}的受理席会告诉您是否受理`, acceptBy: '受理时限', dispatch: '受理后派给能解决的单位，按时限办理', rate: '办完由您评价；没解决就退回重办', look: '看进度', another: '再报一件', none: '这里没有刚提交的上报。', toTrack: '用编号查进度', savedTitle: '已存在这台手机上',
      savedText: '现在连不上网。联网后会自动送出，请不要清除浏览器数据。', place: '归属',
  },
  {
    report: 'Report', title: 'We have it', number: 'Number', code: 'Query code', codeHelp: 'Write it down or take a screenshot. Anonymous reports can only be followed by number and query code; we cannot send it again.', copy: 'Copy', copied: 'Copied', copyFailed: 'Could not copy: please write it down', keep: 'Keep on this phone', keepHelp: 'Not on a shared phone.', kept: 'Kept: open it under “Track a report”',
      next: 'What happens next', accept: (unit: string) => `The desk of ${unit} tells you whether it is accepted`, acceptBy: 'Accepted by', dispatch: 'Then it goes to the unit that can solve it, with a deadline', rate: 'You rate the result; what is not solved goes back', look: 'Follow it', another: 'Report another', none: 'No report was submitted just now.', toTrack: 'Track by number', savedTitle: 'Kept on this phone',
      savedText: 'No network now. It will be sent when you are online; please do not clear the browser’s data.', place: 'In charge',
  },
);
