create schema privacy;

grant usage on schema privacy to banyan_app;

-- Every look at a person's data: who, for what, on which ground, which fields. Nobody changes it; the Merkle tree below finds whoever does.
create table privacy.ledger (
  region text not null,
  id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  actor_name text not null,
  unit_id text not null,
  purpose text not null,
  basis text not null,
  -- HMAC of the person's id: the person finds the line, a copy of the database finds nobody. Null where nobody has an account.
  person bytea,
  about_kind text,
  about_id uuid,
  about_number text,
  fields text[] not null,
  on_behalf text,
  -- What makes a line worth a second look, known at the moment of the look only.
  traits text[] not null,
  salt bytea not null,
  primary key (region, id)
);

comment on column privacy.ledger.actor_name is 'personal: name of who looked';

comment on column privacy.ledger.person is 'personal: keyed hash of whose data was looked at';

create index ledger_of_person on privacy.ledger (person, id);

create index ledger_of_unit on privacy.ledger (unit_id, id);

create index ledger_of_actor on privacy.ledger (actor_id, at);

grant select, insert on privacy.ledger to banyan_app;

create trigger ledger_is_append_only before update or delete or truncate on privacy.ledger for each statement execute function platform.refuse_change();

alter table privacy.ledger enable row level security;

-- Whoever can name the keyed hash of a person acts for that person: it cannot be guessed.
create policy ledger_seen on privacy.ledger for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
  or unit_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[])
  or encode(person, 'hex') = any ((select string_to_array(nullif(current_setting('app.subject', true), ''), ','))::text[])
);

create policy ledger_written on privacy.ledger for insert to banyan_app with check (true);

-- Lines that are not in the tree yet, with what the tree will commit to: fixed at the moment of the look.
create table privacy.unsequenced (
  region text not null,
  id uuid not null,
  commitment bytea not null,
  primary key (region, id)
);

grant select, insert, delete on privacy.unsequenced to banyan_app;

alter table privacy.unsequenced enable row level security;

create policy unsequenced_seen on privacy.unsequenced for select to banyan_app using ((select current_setting('app.regions', true)) = '*');

create policy unsequenced_written on privacy.unsequenced for insert to banyan_app with check (true);

create policy unsequenced_taken on privacy.unsequenced for delete to banyan_app using ((select current_setting('app.regions', true)) = '*');

-- The tree is the city's: one sequence of all counties, numbered by one process at a time.
create table privacy.leaf (
  position bigint primary key,
  county text not null,
  line_id uuid not null unique,
  hash bytea not null
);

create table privacy.tree_node (
  level smallint not null,
  position bigint not null,
  hash bytea not null,
  primary key (level, position)
);

create table privacy.tree_head (
  size bigint primary key,
  root bytea not null,
  at timestamptz not null,
  signature text not null
);

grant select, insert on privacy.leaf, privacy.tree_node, privacy.tree_head to banyan_app;

-- A person asks why, or objects to a look; the head of the unit or the privacy officer answers before due_at.
create table privacy.objection (
  region text not null,
  id uuid not null,
  line_id uuid not null,
  person bytea not null,
  account_id uuid not null,
  unit_id text not null,
  kind text not null check (kind in ('ask', 'object')),
  words text not null,
  made_at timestamptz not null,
  due_at timestamptz not null,
  state text not null check (state in ('open', 'explained', 'upheld', 'dismissed')),
  reply text,
  replied_at timestamptz,
  replied_by uuid,
  primary key (region, id),
  constraint objection_once unique (region, line_id, kind)
);

comment on column privacy.objection.person is 'personal: keyed hash of who asks';

comment on column privacy.objection.words is 'personal: what the person says';

create index objection_of_unit on privacy.objection (unit_id, state, due_at);

create index objection_of_person on privacy.objection (person);

grant select, insert, update (state, reply, replied_at, replied_by) on privacy.objection to banyan_app;

alter table privacy.objection enable row level security;

create policy objection_seen on privacy.objection for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
  or unit_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[])
  or encode(person, 'hex') = any ((select string_to_array(nullif(current_setting('app.subject', true), ''), ','))::text[])
);

create policy objection_written on privacy.objection for insert to banyan_app with check (true);

create policy objection_answered on privacy.objection for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
  or unit_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[])
) with check (true);
