/**
 * What a text does rather than what it is about: whether it asks, suggests, complains or thanks, how much it says besides courtesies, and whether it
 * refers elsewhere or tells what was done. Each field speaks for itself (`0.` is the first). Few marks, so that little data is enough to learn them.
 */
const signs: readonly RegExp[] = [
  '请问',
  '咨询',
  '建议',
  '举报',
  '投诉',
  '求助',
  '希望',
  '能否|能不能|可否|可不可以',
  '何时|什么时候|几时|多久',
  '是否|是不是|有没有',
  '为什么|为何|怎么',
  '表扬|感谢|点赞',
  '违法|违规|偷工减料|非法',
  '帮忙|救救|恳请',
  '\\?',
  '\\?[^?]*\\?',
  '!',
  '增设|增加|设置|改为|改成',
  '尽快|请处理|及时处理|查处',
  '进度|规划|政策|情况',
  '转交|已转|转至|转给|转[市县区]|反馈给',
  '拨打|致电|电话',
  '提供|留下|补充|详细地址',
  '无法|不掌握|不清楚|不属于|管辖',
  '联系',
  '调查|核实|核查|了解',
  '根据|按照|依据|规定|办法|条',
  '已于|目前|现已|已经',
  '一、|1[.、]|第一',
  '整改|处罚|责令|修复|完成',
  '计划|预计|将于|拟',
  '现场|工作人员',
].map((pattern) => new RegExp(pattern));

/** Greetings, thanks, dates and phones of a letter: what is left is what it says. */
const courtesies =
  /网友[^,。:!]{0,20}[,:。!]?|您?你?好[!,。:]|[您你]?的?(?:留言|来信|诉求|问题|帖子)已?(?:收悉|阅|收到)[,。!]?|现(?:将有关情况)?(?:回复|答复)如下[:,。]?|(?:非常)?感谢[您你][^。!]{0,40}[。!]?|谢谢[^。!]{0,30}[。!]?|祝[您你][^。!]{0,20}[。!]?|\d{4}[年.]\d{1,2}[月.]\d{1,2}日?|尊敬的|此复|特此/g;

const endsAsking = /[?吗呢]/;
const lengthStep = 1.4;
const longest = 1000;

/** Marks of a document whose fields `plainText` gave. */
export function shapeMarks(fields: readonly string[]): string[] {
  return fields.flatMap((text, field) => {
    const said = text.replace(/\s/g, '').replace(courtesies, '');
    const marks = signs.flatMap((sign, at) => (sign.test(text) ? [`${field}.${at}`] : []));
    for (let length = 4; length <= longest; length *= lengthStep) {
      if (said.length >= length) marks.push(`${field}.says.${Math.round(length)}`);
      if (text.length >= length) marks.push(`${field}.long.${Math.round(length)}`);
    }
    if (endsAsking.test(text.slice(-4))) marks.push(`${field}.asks`);
    return marks;
  });
}
