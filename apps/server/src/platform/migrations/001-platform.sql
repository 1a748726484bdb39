-- The role of every unit of work: it owns nothing, so row-level security and refused changes bind it.
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'banyan_app') then create role banyan_app nologin; end if;
end $$;

grant usage on schema platform to banyan_app;

-- First answers to requests with an Idempotency-Key; sealed, because an answer may hold a query code.
create table platform.first_answer (
  scope text not null,
  key text not null,
  operation text not null,
  request_hash bytea not null,
  answer bytea not null,
  answered_at timestamptz not null,
  primary key (scope, key)
);

grant select, insert on platform.first_answer to banyan_app;

-- Small facts of the installation: loaded packs, watermarks.
create table platform.fact (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz not null
);

grant select, insert, update on platform.fact to banyan_app;

-- Uploaded files, re-encoded; photos are small and share the database's backup and transactions.
create table platform.file (
  id uuid primary key,
  media_type text not null,
  bytes bytea not null,
  width integer not null,
  height integer not null,
  uploaded_at timestamptz not null,
  -- Who uploaded it; a guest proves it by the claim he was given.
  account_id uuid,
  claim_hash bytea not null,
  -- When a case took it; what nobody took is removed after two days.
  kept_at timestamptz
);

create index file_loose on platform.file (uploaded_at) where kept_at is null;

create index first_answer_when on platform.first_answer (answered_at);

grant select, insert, update (kept_at) on platform.file to banyan_app;

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
