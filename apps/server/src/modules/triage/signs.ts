/** What stops a form at once: life or limb is in danger now, and a hotline for complaints is the wrong number. Pure. */

export type Alarm = { readonly call: '110' | '119' | '120'; readonly word: string };

const alarms: readonly { call: Alarm['call']; signs: RegExp }[] = [
  { call: '119', signs: /着火了|起火了|失火了|正在燃烧|冒浓烟|爆炸了|(?:有人|孩子|老人)被困|困在电梯|燃气泄漏|煤气泄漏|着火/ },
  { call: '120', signs: /晕倒|昏迷|没有?呼吸|大出血|心脏病发|中毒了|生命垂危|溺水|急需救护/ },
  { call: '110', signs: /有人落水|掉(?:进|到)?(?:河|江|海|水)里|跳楼|轻生|自杀|持刀|砍人|杀人|抢劫|绑架|正在打人|家暴|被打伤|被拐/ },
];

/** Told of the past or of what might come: no alarm. */
const notNow =
  /去年|前年|上个?月|上周|前几天|曾经?|以前|昨[天晚]|会不会|容易|可能|怕|防止|万一|隐患|风险|预防|演练|多次|经常|如果|假如|要是/;

const clause = /[。！？!?；;\n，,]/;

/** The number to call at once, with the words that say so; undefined when nothing is happening now. The text as `plainText` gives it. */
export function alarmIn(text: string): Alarm | undefined {
  for (const part of text.split(clause)) {
    if (notNow.test(part)) continue;
    for (const { call, signs } of alarms) {
      const [word] = signs.exec(part) ?? [];
      if (word !== undefined) return { call, word };
    }
  }
  return undefined;
}

const telling: readonly { what: SelfTelling['what']; sign: RegExp }[] = [
  {
    what: 'address',
    sign: /\d{1,3}(?:号楼?|栋|幢|座)\s*\d{0,2}(?:单元|梯)?\s*\d{2,4}(?:室|房|户)?|我(?:家)?住(?:在)?[^，。,]{0,24}\d{2,4}(?:室|房|号)/,
  },
  {
    what: 'work',
    sign: /(?:我|本人)(?:是|在|就职于)[^，。,]{2,24}(?:公司|学校|医院|局|所|厂|店|单位)(?:的)?(?:员工|职工|老师|医生|护士|工作人员|会计|保安|司机)/,
  },
  {
    what: 'only_one',
    sign: /(?:全|整)(?:楼|栋|小区|村|单位|公司|班)?只有(?:我|我们)一(?:家|户|个)|唯一(?:的)?(?:残疾人|低保户|五保户|外地人)|我(?:家)?孩子(?:在|是)[^，。,]{2,20}(?:班|年级)/,
  },
  { what: 'name', sign: /(?:我叫|本人姓名|我的名字(?:是|叫))[\p{Script=Han}]{2,4}/u },
  { what: 'health', sign: /(?:我|本人|我爸|我妈|我儿子|我女儿)[^，。,]{0,10}(?:患有|得了|确诊|残疾|精神病|艾滋|癌)/ },
];

/** What in a text may let others recognise who wrote it, with the words; for a warning before it is sent. */
export type SelfTelling = { readonly what: 'address' | 'work' | 'only_one' | 'name' | 'health'; readonly words: string };

export const selfTelling = (text: string): SelfTelling[] =>
  telling.flatMap(({ what, sign }) => {
    const [words] = sign.exec(text) ?? [];
    return words === undefined ? [] : [{ what, words }];
  });
