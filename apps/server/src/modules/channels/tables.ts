import type { ColumnType, Generated } from 'kysely';

export type ClientTable = { id: string; name: string; key_hash: Buffer; made_at: Date; revoked_at: Date | null };

export type AttributeTable = {
  scope: 'category' | 'matter';
  scope_value: string;
  code: string;
  variable: boolean;
  datatype: string;
  required: boolean;
  label: string;
  label_en: string;
  hint: string | null;
  hint_en: string | null;
  choices: { key: string; zh: string; en: string }[];
  position: number;
};

export type PeerTable = {
  id: string;
  name: string;
  address: string;
  jurisdiction: string | null;
  key_sealed: Buffer | null;
  area_code: string;
  /** Our matter code, or `*`, and the service code there; written as JSON text. */
  services: ColumnType<Record<string, string>, string, string>;
  client_id: string | null;
  made_at: Date;
  stopped_at: Date | null;
  send_failures: Generated<number>;
  held_until: Date | null;
  fetched_to: Date;
  fetch_at: Date;
  fetch_failures: Generated<number>;
  fetch_error: string | null;
};

export type ClientRequestTable = {
  region: string;
  case_id: string;
  client_id: string;
  filed_at: Date;
  title: string | null;
  description: string;
  address: string | null;
  lat: number | null;
  lon: number | null;
  /** Written as JSON text. */
  answers: ColumnType<Record<string, string[]>, string, string>;
  media_urls: string[];
  photos: string[];
};

export type RequestUpdateTable = {
  region: string;
  id: string;
  case_id: string;
  at: Date;
  action: string;
  state: string;
  client_id: string | null;
  peer_id: string | null;
  place: Generated<number>;
};

export type ClientUpdateTable = {
  region: string;
  case_id: string;
  client_id: string;
  their_id: string;
  id: string;
  at: Date;
  status: string;
  done: string | null;
};

export type PushTable = {
  region: string;
  peer_id: string;
  case_id: string;
  place: Generated<number>;
  kind: 'request' | 'update';
  action: string | null;
  state: string;
  at: Date;
  send_at: Date | null;
  leased_until: Date | null;
  attempts: Generated<number>;
  error: string | null;
  sent_at: Date | null;
  dead_at: Date | null;
  their_id: string | null;
};

export type PeerRequestTable = {
  region: string;
  peer_id: string;
  case_id: string;
  their_id: string | null;
  token: string | null;
  made_at: Date;
};

export type PeerUpdateTable = {
  region: string;
  peer_id: string;
  their_id: string;
  case_id: string;
  at: Date;
  status: string;
  done: string | null;
};

/** The published view of a case, as far as Open311 reads it. */
export type PublicCaseView = {
  region: string;
  id: string;
  number: string;
  state: string;
  matter_code: string | null;
  area_code: string;
  street_code: string | null;
  desk_unit: string;
  lead_unit: string | null;
  outcome: string | null;
  reply: string | null;
  lat: number | null;
  lon: number | null;
  reported_at: Date;
  dispatched_at: Date | null;
  promise_at: Date | null;
  asked_at: Date | null;
  closed_at: Date | null;
};

/** The tables that `channels` owns, and the view of cases that it reads. */
export type ChannelsTables = {
  'channels.published_category': { category: string; published: boolean; source: string };
  'channels.attribute': AttributeTable;
  'channels.client': ClientTable;
  'channels.peer': PeerTable;
  'channels.client_request': ClientRequestTable;
  'channels.request_update': RequestUpdateTable;
  'channels.client_update': ClientUpdateTable;
  'channels.push': PushTable;
  'channels.peer_request': PeerRequestTable;
  'channels.peer_update': PeerUpdateTable;
  'cases.public_case': PublicCaseView;
};
