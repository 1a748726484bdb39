create schema licences;

grant usage on schema licences to banyan_app;

-- The kinds of licences of the city, by the pack (services/licences.csv); public.
create table licences.kind (
  code text primary key,
  name text not null,
  name_en text not null,
  -- The kind of unit that issues it.
  issuer_kind text not null,
  valid_months integer,
  fields jsonb not null,
  status_list boolean not null,
  position integer not null
);

comment on column licences.kind.name is 'plain: name of a kind of licence';

comment on column licences.kind.name_en is 'plain: name of a kind of licence';

grant select on licences.kind to banyan_app;

-- One running number for the city: it is in the number of the licence, and its place in the status lists.
create sequence licences.running_number minvalue 0 start 0;

grant usage on sequence licences.running_number to banyan_app;

create table licences.licence (
  region text not null,
  id uuid not null,
  version integer not null default 1,
  number text not null,
  kind text not null,
  state text not null,
  issuer_unit text not null,
  -- Keyed hashes: whoever acts for the holder, or holds number and check code, is admitted by one of them.
  holder_pass text not null,
  check_pass text not null,
  -- SHA-256 of the signed licence, and the licence itself under seal.
  token_hash bytea not null,
  token_sealed bytea not null,
  valid_from date not null,
  valid_until date,
  -- Null where the kind has no status list.
  running bigint,
  replaces uuid,
  issued_at timestamptz not null,
  remind_on date,
  once_for text not null,
  primary key (region, id),
  constraint licence_number unique (region, number),
  constraint licence_once unique (region, once_for)
);

comment on column licences.licence.holder_pass is 'personal: keyed hash of the holder';

comment on column licences.licence.token_sealed is 'personal: the signed licence under seal';

create index licence_holder on licences.licence (region, holder_pass);

create index licence_remind on licences.licence (remind_on) where remind_on is not null;

create table licences.licence_history (
  region text not null,
  licence_id uuid not null,
  step integer not null,
  at timestamptz not null,
  action text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  reason text,
  primary key (region, licence_id, step)
);

comment on column licences.licence_history.actor_name is 'personal: name of who acted';

create trigger licence_history_is_append_only before update or delete or truncate on licences.licence_history for each statement execute function platform.refuse_change();

-- What the status lists say: only entries that are or were not valid. It names nobody, and is published.
create table licences.status_entry (
  list integer not null,
  entry integer not null,
  status smallint not null,
  changed_at timestamptz not null,
  primary key (list, entry)
);

-- Wrong check codes by number, so that codes cannot be tried out.
create table licences.wrong_code (
  number_index bytea primary key,
  failed_count integer not null,
  last_at timestamptz not null
);

grant select, insert, update (state, version, remind_on) on licences.licence to banyan_app;

grant select, insert on licences.licence_history to banyan_app;

grant select, insert, update on licences.status_entry, licences.wrong_code to banyan_app;

alter table licences.licence enable row level security;

create policy licence_seen on licences.licence for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or holder_pass = (select current_setting('app.pass', true))
  or check_pass = (select current_setting('app.pass', true))
);

create policy licence_issued on licences.licence for insert to banyan_app with check (true);

create policy licence_moved on licences.licence for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or holder_pass = (select current_setting('app.pass', true))
);

alter table licences.licence_history enable row level security;

create policy licence_history_seen on licences.licence_history for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy licence_history_written on licences.licence_history for insert to banyan_app with check (true);
