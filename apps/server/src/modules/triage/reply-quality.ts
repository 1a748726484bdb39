/** Whether a reply may leave as it is: does it answer, does it tell who did what when, is it more than courtesies. Pure; scores say why. */

export type ReplyFault =
  | 'too_short'
  | 'only_courtesies'
  | 'not_about_it'
  | 'passed_on'
  | 'no_deed'
  | 'no_date'
  | 'no_ground'
  | 'no_contact'
  | 'contradicts_record';

export type ReplyQuality = {
  /** 0 to 100; below 60 an officer should look again. */
  readonly score: number;
  readonly faults: readonly ReplyFault[];
};

/** What the record holds of the case that a reply is about. */
export type ReplyScene = {
  readonly asked: string;
  readonly reply: string;
  /** Whether the lead finished its work, and whether somebody was on site. */
  readonly finished: boolean;
};

const courtesies =
  /网友[^,，。:：!！]{0,20}[,，:：。!！]?|尊敬的[^,，。:：]{0,12}[,，:：]|您?你?好[!！,，。:：]|[您你]?的?(?:留言|来信|来电|诉求|问题|投诉|建议)(?:已|我们已)?(?:收悉|阅|收到|知悉)[,，。!！]?|现(?:将有关情况|就)?[^,，。]{0,10}(?:回复|答复)如下[:：,，。]?|(?:非常|衷心)?感谢[您你][^。!！]{0,40}[。!！]?|谢谢[^。!！]{0,30}[。!！]?|祝[您你][^。!！]{0,20}[。!！]?|敬请谅解|请您?谅解|此复|特此(?:回复|答复)/g;
const deed =
  /(?:已|现已|目前|于|经)[^。；]{0,20}(?:核实|核查|查看|勘查|现场|修复|更换|清理|整改|处罚|拆除|责令|安排|完成|处理|约谈|立案|退还|补发|疏通|安装|恢复|办结)/;
const date = /\d{1,4}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]|\d{1,2}月\d{1,2}[日号]|(?:今日|当日|当天|昨日|本周|本月)/;
const ground = /《[^》]{2,60}》|第[一二三四五六七八九十百\d]+条|规定|标准|政策|办法|条例/;
const contact = /\d{3,4}-?\d{7,8}|电话|热线|咨询|联系|前往|窗口/;
const passedOn =
  /(?:已|将)(?:您的)?[^。]{0,12}(?:转交|转至|转给|转办|反馈给|移交)|属(?:于)?[^。]{0,16}(?:管辖|职责)|请(?:您)?(?:向|到|咨询|联系)[^。]{0,20}(?:反映|咨询|处理)/;
/** The clauses that only pass on are taken away before a deed is looked for. */
const passingClause = /[^,，。;；]*(?:转交|转至|转给|转办|反馈给|移交)[^,，。;；]*/g;
const claimsDone = /(?:已|已经|现已)(?:全部)?(?:修复|完成|解决|处理完毕|整改到位|办结|恢复正常)/;

const costs: Record<ReplyFault, number> = {
  too_short: 35,
  only_courtesies: 60,
  not_about_it: 30,
  passed_on: 25,
  no_deed: 20,
  no_date: 8,
  no_ground: 7,
  no_contact: 5,
  contradicts_record: 50,
};

const shortReply = 30;
const asksPolicy = /[?？]|请问|咨询|能否|是否|怎么|什么/;

/** The pairs of neighbouring characters that a question and its answer share, as a share of the question's. */
function shareOfAsked(asked: string, reply: string): number {
  const pairs = (text: string) =>
    new Set((text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) => [...run].slice(1).map((next, at) => run[at] + next)));
  const wanted = pairs(asked);
  const given = pairs(reply);
  const shared = [...wanted].filter((pair) => given.has(pair)).length;
  return wanted.size === 0 ? 1 : shared / wanted.size;
}

const leastShare = 0.04;

/** Scores a reply before it leaves; each fault costs points, and an officer may send it all the same with a note. */
export function judgeReply({ asked, reply, finished }: ReplyScene): ReplyQuality {
  const said = reply.normalize('NFKC').replace(/\s/g, '').replace(courtesies, '');
  const own = said.replace(passingClause, '');
  const checks: Record<ReplyFault, boolean> = {
    only_courtesies: said.length < 8,
    too_short: said.length >= 8 && said.length < shortReply,
    not_about_it: said.length >= 8 && shareOfAsked(asked, reply) < leastShare,
    passed_on: passedOn.test(said) && !deed.test(own),
    no_deed: !deed.test(own) && !(asksPolicy.test(asked) && ground.test(said)),
    no_date: !date.test(said),
    no_ground: asksPolicy.test(asked) && !ground.test(said),
    no_contact: !contact.test(said),
    contradicts_record: !finished && claimsDone.test(said),
  };
  const faults = (Object.keys(checks) as ReplyFault[]).filter((fault) => checks[fault]);
  return { score: Math.max(0, 100 - faults.reduce((sum, fault) => sum + costs[fault], 0)), faults };
}
