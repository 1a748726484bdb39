/** Channels and natures as exports call them, in the words of the product. Pure. */

const channels: readonly [RegExp, string][] = [
  [/wechat|微信|qq/i, 'wechat'],
  [/\bapp\b|app$|mobile|手机/i, 'app'],
  [/\be-?mail|邮/i, 'email'],
  [/sms|text message|短信/i, 'sms'],
  [/phone|\bcall\b|voice|hotline|电话|热线/i, 'phone'],
  [/web|online|self.?service|internet|网|微博/i, 'web'],
  [/counter|walk|in person|窗口|来访/i, 'counter'],
  [/driver|patrol|crew|internal|proactive|inspector|巡/i, 'patrol'],
  [/sensor|device|设备|物联/i, 'device'],
];

const natures: readonly [RegExp, string][] = [
  [/投诉|complain/i, 'complaint'],
  [/咨询|inquir|enquir|question|information/i, 'consult'],
  [/建议|意见|suggest|idea/i, 'suggest'],
  [/举报|whistle|report/i, 'report'],
  [/求助|求决|help|request|service/i, 'help'],
  [/感谢|表扬|thank|praise|compliment/i, 'thanks'],
];

const firstFit = (rules: readonly [RegExp, string][], text: string | undefined): string | undefined =>
  text === undefined ? undefined : rules.find(([pattern]) => pattern.test(text))?.[1];

/** The code of a channel by the name an export gives it; `other` where none fits. */
export const channelOf = (text: string): string => firstFit(channels, text) ?? 'other';
/** The code of a nature; undefined where none fits or none was given. */
export const natureOf = (text: string | undefined): string | undefined => firstFit(natures, text);
