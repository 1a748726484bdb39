/** What the attention list says, in Chinese and English. Pure. */

export type Said = { title: string; titleEn: string; detail: string; detailEn: string };
export type Name = { zh: string; en: string };

const one = (value: number) => (Math.round(value * 10) / 10).toString();

/** A stretch of minutes in the largest unit that tells it well. */
function spanOf(minutes: number): Name {
  const [hours, days] = [Math.floor(minutes / 60), Math.floor(minutes / 1440)];
  if (minutes < 120) return { zh: `${minutes} 分钟`, en: `${minutes} min` };
  return hours < 48 ? { zh: `${hours} 小时`, en: `${hours} h` } : { zh: `${days} 天`, en: `${days} days` };
}

export function clusterSaid(about: Name, count: number, usualPerDay: number): Said {
  const title = { title: `${about.zh}聚集`, titleEn: `Cluster: ${about.en}` };
  if (usualPerDay === 0)
    return { ...title, detail: `24 小时内 ${count} 件，此前 28 天没有`, detailEn: `${count} in 24 hours, none in the 28 days before` };
  const [times, usual] = [one(count / usualPerDay), one(usualPerDay)];
  return {
    ...title,
    detail: `24 小时内 ${count} 件，为平日的 ${times} 倍（此前 28 天日均 ${usual} 件）`,
    detailEn: `${count} in 24 hours, ${times} times the usual (${usual} a day over the 28 days before)`,
  };
}

export function recurringSaid(about: Name, count: number, low: number): Said {
  const [lowZh, lowEn] = low > 0 ? [`，${low} 件差评`, `, ${low} rated poor`] : ['', ''];
  return {
    title: `${about.zh}反复出现`,
    titleEn: `Recurring: ${about.en}`,
    detail: `7 天内同一片区 ${count} 件${lowZh}`,
    detailEn: `${count} in the same area within 7 days${lowEn}`,
  };
}

const duty = { accept: { zh: '未受理', en: 'not accepted' }, sign: { zh: '未签收', en: 'not signed for' } } as const;

/** `minutesOverdue` is negative while there is time left. */
export function urgentSaid(about: Name, unit: Name, kind: 'accept' | 'sign', minutesOverdue: number): Said {
  const span = spanOf(Math.abs(minutesOverdue));
  const missing = duty[kind];
  return minutesOverdue > 0
    ? {
        title: `${about.zh}超时${missing.zh}`,
        titleEn: `${about.en}: ${missing.en} in time`,
        detail: `已超时 ${span.zh}，${unit.zh}${missing.zh}`,
        detailEn: `${span.en} over, ${missing.en} by ${unit.en}`,
      }
    : {
        title: `${about.zh}即将超时`,
        titleEn: `${about.en}: time is running out`,
        detail: `距时限 ${span.zh}，${unit.zh}${missing.zh}`,
        detailEn: `${span.en} left, ${missing.en} by ${unit.en}`,
      };
}

export function callSaid(unit: Name, caller: Name, count: number, minutesOverdue: number): Said {
  const span = spanOf(minutesOverdue);
  const title = { title: `${unit.zh}未按时签收呼叫`, titleEn: `${unit.en} has not answered a call in time` };
  return count === 1
    ? { ...title, detail: `${caller.zh}呼叫，已超时 ${span.zh}`, detailEn: `called by ${caller.en}, ${span.en} over` }
    : {
        ...title,
        detail: `${count} 次呼叫未签收，最久已超时 ${span.zh}`,
        detailEn: `${count} calls unanswered, the oldest ${span.en} over`,
      };
}

export function backlogSaid(unit: Name, count: number, minutesOverdue: number): Said {
  const span = spanOf(minutesOverdue);
  return {
    title: `${unit.zh}超期任务积压`,
    titleEn: `${unit.en}: overdue duties pile up`,
    detail: `${count} 项任务超期，最久已超期 ${span.zh}`,
    detailEn: `${count} duties overdue, the oldest by ${span.en}`,
  };
}

export const urgencyNames: Record<'emergency' | 'urgent', Name> = {
  emergency: { zh: '紧急事项', en: 'Emergency' },
  urgent: { zh: '加急事项', en: 'Urgent case' },
};
