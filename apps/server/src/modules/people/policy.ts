/** What a phone, a login, a name and a permission are. Pure. */

/** What a post may grant; packs choose among these. */
export const permissions = {
  'case.report': 'file a report on behalf of a resident',
  'case.read': 'read the cases of the unit, and of the area where the post triages or supervises',
  'case.triage': 'accept, refuse, answer, dispatch and review',
  'case.handle': 'sign, contact, handle and answer calls',
  'case.call': 'call departments to the place',
  'case.supervise': 'see, urge and supervise what runs late in the area',
  'case.arbitrate': 'designate the unit of a disputed case, rule on suspensions and second extensions',
  'case.callback': 'call reporters back and write down what they say',
  'case.reporter': 'open the name and the phone of a reporter, which leaves a line',
  'command.read': 'read the figures of the area',
  'appraisal.read': 'read how every unit of the area is appraised',
  'appraisal.contest': 'read how the unit is appraised, and contest a result',
  'appraisal.review': 'rule on contested results, and see flags and the audit',
  'form.ask': 'ask forms of streets and communities for the unit, and read what they filled',
  'form.approve': 'admit or refuse forms, and watch what they cost',
  'form.fill': 'fill the forms that are asked of the area',
  'licence.manage': 'find, suspend, reinstate and revoke licences of the county',
  'payment.manage': 'see orders to pay, pay again or cancel them, and reconcile',
  'application.decide': 'decide the applications that the unit leads',
  'application.audit': 'look at decisions by machine in the area afterwards',
  'rule.edit': 'draft, change, check, try and replay rules',
  'rule.approve': 'approve, return, publish and roll back rules that someone else drafted',
  'look.review': 'read at whose data the unit looked, and answer what residents ask of it',
  'places.import': 'import areas and boundaries',
  'pack.manage': 'load and change the pack of the city',
  'people.manage': 'appoint officers and suspend accounts',
} as const;

/**
 * Mobile numbers that can be sent a code: the mainland (电信网编号计划, 1 3–9 and nine digits), Hong Kong, Macao and Taiwan, whose people
 * live in Fuzhou too. Others are refused, because codes to dear foreign numbers are a known fraud (SMS pumping).
 */
const reachable = [/^\+861[3-9]\d{9}$/, /^\+852[4-9]\d{7}$/, /^\+8536\d{7}$/, /^\+8869\d{8}$/];

/** A mobile number as people write it (spaces, hyphens, full-width digits, with or without +86) in E.164 form, or nothing. */
export function readPhone(written: string): string | undefined {
  const compact = written.normalize('NFKC').replace(/[\s\u2010-\u2015-]/g, '');
  const phone = readPrefix(compact);
  return reachable.some((form) => form.test(phone)) ? phone : undefined;
}

function readPrefix(compact: string): string {
  if (compact.startsWith('+')) return compact;
  if (compact.startsWith('00')) return `+${compact.slice(2)}`;
  return compact.length > 11 && compact.startsWith('86') ? `+${compact}` : `+86${compact}`;
}

/** `138****5678`; numbers from outside the mainland keep their country code. */
export function maskPhone(phone: string): string {
  if (phone.startsWith('+86')) return `${phone.slice(3, 6)}****${phone.slice(-4)}`;
  return `${phone.slice(0, 4)} ****${phone.slice(-3)}`;
}

/** Six digits as people type them (full-width, with a space in the middle), or nothing. */
export function readCode(written: string): string | undefined {
  const compact = written.normalize('NFKC').replace(/\s/g, '');
  return /^[0-9]{6}$/.test(compact) ? compact : undefined;
}

/** Logins are compared without regard to case and width. */
export const readLogin = (written: string): string => written.normalize('NFKC').trim().toLowerCase();

/** A name of one to forty characters without control, format or private-use characters (they hide or reorder text), or nothing. */
export function readName(written: string): string | undefined {
  const name = written.normalize('NFC').trim().replace(/\s+/g, ' ');
  return name.length >= 1 && name.length <= 40 && !/\p{C}/u.test(name) ? name : undefined;
}

/** What a resident is called before he says his name. */
export const unnamed = (phone: string): string => `居民${phone.slice(-4)}`;

const browsers: readonly [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/AlipayClient/, 'Alipay'],
  [/Edg/, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const first = (list: readonly [RegExp, string][], text: string) => list.find(([form]) => form.test(text))?.[1];

/** A User-Agent in two words, enough for a person to know his own devices and no more: `WeChat · Android`. */
export function shortAgent(agent: string | undefined): string {
  const words = [first(browsers, agent ?? ''), first(systems, agent ?? '')].filter((word) => word !== undefined);
  return words.length > 0 ? words.join(' · ') : '?';
}
