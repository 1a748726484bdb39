import { type Ask, apiUrl, get, post } from '@banyan/api-client';

/** How a licence stands today. */
export type Standing = 'valid' | 'suspended' | 'revoked' | 'replaced' | 'expired' | 'not-yet';

export type ShownField = { name: string; nameEn: string; value: string };

/** What a licence shows; days are `YYYY-MM-DD`, `until` null is for good. */
export type Shown = {
  number: string;
  name: string;
  nameEn: string | null;
  issuer: string | null;
  holder: string;
  from: string;
  until: string | null;
  fields: ShownField[];
};

export type Licence = Shown & { region: string; id: string; kind: string; standing: Standing; issuedAt: string; checkCode: string };
export type OwnLicence = { licence: Licence; token: string; code: { text: string; rows: string[] } };

export type Distrust = 'not-a-licence' | 'altered' | 'unknown-key' | 'pages-altered' | 'pages-unstamped' | 'unknown';
export type Verified = { genuine: true; standing: Standing; shown: Shown } | { genuine: false; why: Distrust };

type Key = Pick<Licence, 'region' | 'id'>;

export const getLicences = (ask?: Ask) => get<{ licences: Licence[] }>('/licences/mine', ask);
export const getLicence = ({ region, id }: Key, ask?: Ask) => get<OwnLicence>(`/licences/mine/${region}/${id}`, ask);
export const licenceFileUrl = ({ region, id }: Key, format: 'pdf' | 'jws') =>
  apiUrl(`/licences/mine/${region}/${id}/file?format=${format}`);

/** By the signed text, or by number and check code. */
export const verifyLicence = (body: { token: string } | { number: string; code: string }) => post<Verified>('/licences/verify', body);
