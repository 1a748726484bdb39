import type { Channel, Identity, Nature, NewReport, PhotoClaim, Point } from '@banyan/api-client';

/** A report that an officer files for somebody else. */
export type BehalfForm = {
  channel: Extract<Channel, 'phone' | 'counter' | 'patrol'>;
  content: string;
  nature: string;
  matter: string;
  point: Point | null;
  county: string;
  street: string;
  address: string;
  identity: Identity;
  name: string;
  phone: string;
  noReply: boolean;
};
export const emptyReport = (): BehalfForm => ({
  channel: 'phone',
  content: '',
  nature: '',
  matter: '',
  point: null,
  county: '',
  street: '',
  address: '',
  identity: 'named',
  name: '',
  phone: '',
  noReply: false,
});

const phonePattern = /^\+?[0-9][0-9 -]{5,18}[0-9]$/;

/** What is needed and missing: the words, one of three kinds of place, and a phone that is one if it is given. */
export function lackingInReport(form: BehalfForm): { content?: true; place?: true; phone?: true } {
  return {
    ...(form.content.trim().length < 2 ? { content: true as const } : {}),
    ...(form.point === null && form.county === '' && form.address.trim() === '' ? { place: true as const } : {}),
    ...(form.identity !== 'anonymous' && form.phone.trim() !== '' && !phonePattern.test(form.phone.trim()) ? { phone: true as const } : {}),
  };
}

/** The report as the API takes it. A point is worth more than an area; an anonymous reporter leaves neither name nor phone. */
export function composeReport(form: BehalfForm, photos: readonly PhotoClaim[]): NewReport {
  const text = (value: string) => value.trim() || undefined;
  const known = form.identity !== 'anonymous';
  const report: NewReport = {
    channel: form.channel,
    content: form.content.trim(),
    identity: form.identity,
    nature: (form.nature || undefined) as Nature | undefined,
    matter: form.matter || undefined,
    address: text(form.address),
    point: form.point ?? undefined,
    area: form.point ? undefined : form.street || form.county || undefined,
    name: known ? text(form.name) : undefined,
    phone: known ? text(form.phone) : undefined,
    noReply: form.noReply || undefined,
    photos: photos.length > 0 ? [...photos] : undefined,
  };
  return Object.fromEntries(Object.entries(report).filter(([, value]) => value !== undefined)) as NewReport;
}
