export type LedgerTable = {
  region: string;
  id: string;
  at: Date;
  actor_id: string | null;
  actor_name: string;
  unit_id: string;
  purpose: string;
  basis: string;
  person: Buffer | null;
  about_kind: string | null;
  about_id: string | null;
  about_number: string | null;
  fields: string[];
  on_behalf: string | null;
  traits: string[];
  salt: Buffer;
};

export type UnsequencedTable = { region: string; id: string; commitment: Buffer };

export type LeafTable = { position: number; county: string; line_id: string; hash: Buffer };

export type TreeNodeTable = { level: number; position: number; hash: Buffer };

export type TreeHeadTable = { size: number; root: Buffer; at: Date; signature: string };

export type ObjectionTable = {
  region: string;
  id: string;
  line_id: string;
  person: Buffer;
  account_id: string;
  unit_id: string;
  kind: 'ask' | 'object';
  words: string;
  made_at: Date;
  due_at: Date;
  state: 'open' | 'explained' | 'upheld' | 'dismissed';
  reply: string | null;
  replied_at: Date | null;
  replied_by: string | null;
};

export type ConsentHistoryTable = {
  id: string;
  person: Buffer;
  purpose: string;
  source: string;
  version: number;
  state: 'given' | 'withdrawn';
  at: Date;
  receipt: string;
};

export type PrivacyTables = {
  'privacy.consent_history': ConsentHistoryTable;
  'privacy.ledger': LedgerTable;
  'privacy.unsequenced': UnsequencedTable;
  'privacy.leaf': LeafTable;
  'privacy.tree_node': TreeNodeTable;
  'privacy.tree_head': TreeHeadTable;
  'privacy.objection': ObjectionTable;
};
