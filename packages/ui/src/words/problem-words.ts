import { asProblem } from '@banyan/api-client';
import { defineWords, language } from './language.ts';

/** What a refusal means for the reader, by its code. A code without words here shows the server's own title. */
export const problemWords = defineWords(
  {
    'network.unreachable': '连不上服务器，请检查网络后再试。',
    'network.unreadable': '服务器的回应读不出来，请稍后再试。',
    'session.missing': '请先登录。',
    'access.other_kind': '当前账号不能使用这项功能。',
    'access.no_permission': '您的岗位没有这项权限。',
    'request.invalid': '有内容没填或填得不对，请检查后再提交。',
    'request.malformed': '请求不完整，请再试一次。',
    'request.too_large': '内容太大了，请少传一些。',
    'request.media_type': '不支持这种文件，请换成 JPG 或 PNG 照片。',
    'request.unstorable_text': '文字里有无法保存的字符，请删去后再试。',
    'request.lost_race': '刚刚有人改动了这件事，请刷新后再试。',
    'database.unavailable': '系统正在恢复，请过一会儿再试。',
    'server.failed': '系统出了问题，我们已经记录，请稍后再试。',
    'place.outside': '这个位置不在本市范围内。',
    'case.unknown': '没有找到这件诉求，请核对编号和查询码。',
    'case.lost_race': '刚刚有人改动了这件事，请刷新后再试。',
  },
  {
    'network.unreachable': 'The server cannot be reached. Check the network and try again.',
    'network.unreadable': 'The answer could not be read. Try again later.',
    'session.missing': 'Please sign in first.',
    'access.other_kind': 'This account cannot use this.',
    'access.no_permission': 'Your posts do not allow this.',
    'request.invalid': 'Something is missing or not valid. Check it and send again.',
    'request.malformed': 'The request was incomplete. Try again.',
    'request.too_large': 'That is too large. Send less.',
    'request.media_type': 'This kind of file is not taken. Use a JPG or PNG photo.',
    'request.unstorable_text': 'The text holds a character that cannot be stored. Remove it and try again.',
    'request.lost_race': 'Someone else changed this just now. Refresh and try again.',
    'database.unavailable': 'The system is recovering. Try again in a moment.',
    'server.failed': 'Something failed on our side and was noted. Try again later.',
    'place.outside': 'This place is outside the city.',
    'case.unknown': 'No such report. Check the number and the query code.',
    'case.lost_race': 'Someone else changed this just now. Refresh and try again.',
  },
);

/** Any failure in the reader's words; `own` adds words for the codes of one feature. */
export function problemText(error: unknown, own?: Readonly<Record<string, string>>): string {
  const problem = asProblem(error);
  const known: Readonly<Record<string, string>> = problemWords[language.value];
  return own?.[problem.code] ?? known[problem.code] ?? problem.message;
}
