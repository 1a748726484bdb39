import type { Identity, Matter, NewReport, Point } from '@banyan/api-client';

/** What the reporter has given so far, apart from photos. */
export type Draft = {
  point: Point | null;
  area: string | null;
  areaName: string | null;
  address: string;
  tile: string | null;
  matter: Pick<Matter, 'code' | 'name' | 'nameEn'> | null;
  content: string;
  identity: Identity | null;
  name: string;
  phone: string;
  noReply: boolean;
};

export const emptyDraft = (): Draft => ({
  point: null,
  area: null,
  areaName: null,
  address: '',
  tile: null,
  matter: null,
  content: '',
  identity: null,
  name: '',
  phone: '',
  noReply: false,
});

const phoneShape = /^\+?[0-9][0-9 -]{5,18}[0-9]$/;
const text = (value: string) => value.trim();

/** Who reports without having said so: signed in, confidentially; otherwise without a name. */
export const identityOf = (draft: Draft, signedIn: boolean): Identity => draft.identity ?? (signedIn ? 'confidential' : 'anonymous');

export type Lack = 'what' | 'where' | 'phoneMissing' | 'phoneWrong';

/** What is missing before a report can be sent, in the order of the page. A photo alone does not say what is wrong with what it shows. */
export function lacksOf(draft: Draft, signedIn: boolean): Lack[] {
  const lacks: Lack[] = [];
  if (!draft.point && !draft.area && text(draft.address).length < 2) lacks.push('where');
  if (text(draft.content).length < 2 && !draft.tile && !draft.matter) lacks.push('what');
  if (identityOf(draft, signedIn) !== 'anonymous') {
    if (text(draft.phone) === '' && !signedIn) lacks.push('phoneMissing');
    if (text(draft.phone) !== '' && !phoneShape.test(text(draft.phone))) lacks.push('phoneWrong');
  }
  return lacks;
}

/** Whether anything would be lost by leaving. */
export const isBegun = (draft: Draft, photoCount: number): boolean =>
  photoCount > 0 || Boolean(draft.point || draft.area || draft.tile || draft.matter || text(draft.address) || text(draft.content));

/** The report as the server takes it. Without words of his own, the reporter has said what the chosen kind says. */
export function composeReport(
  draft: Draft,
  signedIn: boolean,
  spoken: { tile: string | null; photos: string },
  photoCount: number,
): NewReport {
  const identity = identityOf(draft, signedIn);
  const own = text(draft.content);
  const kind = spoken.tile ?? draft.matter?.name ?? '';
  const report: NewReport = { content: own.length >= 2 ? own : `${kind}${photoCount > 0 ? spoken.photos : ''}`, identity, channel: 'web' };
  if (draft.matter) report.matter = draft.matter.code;
  if (draft.point) report.point = draft.point;
  else if (draft.area) report.area = draft.area;
  if (text(draft.address)) report.address = text(draft.address);
  if (draft.noReply) report.noReply = true;
  if (identity !== 'anonymous' && text(draft.name)) report.name = text(draft.name);
  if (identity !== 'anonymous' && text(draft.phone)) report.phone = text(draft.phone);
  return report;
}
