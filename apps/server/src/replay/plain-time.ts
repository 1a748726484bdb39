/** Times as exports write them, in one form. Pure. */

const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AP]M)?)?$/i;
const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})日\s*(.*)$/;
const offset = /(?<=\d)\s*[+-]\d{2}:?\d{2}$/;

/**
 * Rewrites a time in the form `YYYY-MM-DD HH:MM:SS` without offset, as local clocks showed it: `10/04/2018 01:05:06 PM` (month first), `2018年10月4日`,
 * seconds or milliseconds since 1970, and an offset of its own is dropped. What ends in Z is moved `eastMinutes`. Unknown forms come back unchanged.
 */
export function plainTime(text: string, eastMinutes: number): string {
  if (/^\d{10}$|^\d{13}$/.test(text)) return isoOf(Number(text.padEnd(13, '0')) + eastMinutes * 60_000);
  if (/\dZ$/.test(text)) {
    const ms = Date.parse(text.replace(' ', 'T'));
    return Number.isNaN(ms) ? text : isoOf(ms + eastMinutes * 60_000);
  }
  if (text.length > 16 && offset.test(text)) return text.replace(offset, '');
  const us = american.exec(text);
  if (us) return fromAmerican(us);
  return text.replace(chinese, '$1-$2-$3 $4').trim();
}

const isoOf = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

function fromAmerican([, month = '', day = '', year = '', hour = '0', minute = '00', second = '00', half]: RegExpExecArray): string {
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  return `${year}-${month}-${day} ${hours}:${minute}:${second}`;
}
