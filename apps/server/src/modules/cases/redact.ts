/** Masks what may identify a person in free text before it leaves the intake: pure, and never longer than the text. */

const mobile = /(?<!\d)(?:\+?86[-. ]?)?(1[3-9]\d)[-. ]?\d{4}[-. ]?(\d{2})(\d{2})(?!\d)/g;
const landline = /(?<!\d)(0\d{2,3})[- ]\d{5,6}(\d{2})(?!\d)/g;
const identity = /(?<![0-9A-Za-z])(\d{6})\d{8}\d{3}[0-9Xx](?![0-9A-Za-z])/g;
const card = /(?<!\d)\d{16,19}(?!\d)/g;
const plate =
  /([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z])[·•\s]?([A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳])/g;
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
const account =
  /((?:微信|威信|[vV]信|[vV]x|VX|wx|WX|QQ|qq|[Qq]{2}群|护照|抖音|支付宝)\s*(?:号码?|群|帐号|账号)?\s*[:：是为]?\s*)([A-Za-z0-9_-]{5,20})/g;

/** Common surnames and the usual double ones: a rarer surname is only masked where a person does it. */
const surnames =
  '欧阳|上官|司马|诸葛|皇甫|东方|尉迟|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文施洪严翁]';
/** A name after a word that announces one, up to where the name ends. What follows "我是" is mostly no name, and stays. */
const announcedName = new RegExp(
  `((?:我叫|我的名字[叫是]|本人姓名|姓名|联系人|举报人|投诉人|申请人|户主|当事人)[:：是为]?\\s*)(${surnames})([\\u4e00-\\u9fff]{1,2})(?=[，,。；;、：:！!\\s（(）)\\d住家在是于的电手身男女]|$)`,
  'g',
);
/** A name with a phone or an identity number behind it. */
const namedBefore = new RegExp(
  `(?<![\\u4e00-\\u9fff])(${surnames})([\\u4e00-\\u9fff]{1,2})(?=[，,：: ]*(?:手机|电话|联系电话|身份证)[:：号码]*\\s*[\\d*])`,
  'g',
);

const wide = /[０-９]/g;
/** Full-width digits are digits. */
const narrow = (text: string) => text.replace(wide, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
const hidden = (given: string) => '某'.repeat(given.length);

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of a resident identity number (GB 11643-1999, ISO 7064 MOD 11-2). */
export function hasIdentityCheck(number: string): boolean {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'[sum % 11] === number[17]?.toUpperCase();
}

/** Luhn (ISO/IEC 7812-1 annex B), as on bank cards. */
export function hasLuhnCheck(number: string): boolean {
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    const digit = Number(number[number.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

export function redact(text: string): string {
  return narrow(text)
    .replace(announcedName, (_, label: string, surname: string, given: string) => `${label}${surname}${hidden(given)}`)
    .replace(namedBefore, (_, surname: string, given: string) => `${surname}${hidden(given)}`)
    .replace(identity, (whole, area: string) => (hasIdentityCheck(whole) ? `${area}************` : whole))
    .replace(card, (whole) => (hasLuhnCheck(whole) ? `****${whole.slice(-4)}` : whole))
    .replace(mobile, (_, head: string, _middle, tail: string) => `${head}******${tail}`)
    .replace(landline, (_, head: string, tail: string) => `${head}-****${tail}`)
    .replace(plate, (_, head: string, rest: string) => `${head}***${rest.slice(-2)}`)
    .replace(email, '***@***')
    .replace(account, (_, label: string) => `${label}***`);
}
