create schema notices;

grant usage on schema notices to banyan_app;

-- What a person was told. The words are a template and its fields, so that each reader gets his own language.
create table notices.message (
  account_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  template text not null,
  data jsonb not null,
  -- The case it is about, if it is about one.
  case_region text,
  case_id uuid,
  case_number text,
  read_at timestamptz,
  primary key (account_id, id),
  check ((case_region is null) = (case_id is null) and (case_id is null) = (case_number is null))
);

comment on column notices.message.account_id is 'personal: who was told';

comment on column notices.message.id is 'plain';

comment on column notices.message.at is 'plain';

comment on column notices.message.template is 'personal: what the person was told';

comment on column notices.message.data is 'personal: what the person was told';

comment on column notices.message.case_region is 'plain';

comment on column notices.message.case_id is 'personal: a case of the person';

comment on column notices.message.case_number is 'personal: a case of the person';

comment on column notices.message.read_at is 'personal: when the person read it';

create index message_unread on notices.message (account_id) where read_at is null;

grant select, insert, update (read_at) on notices.message to banyan_app;

-- Anyone may be told something; only the person told may read it.
alter table notices.message enable row level security;

create policy message_seen on notices.message for select to banyan_app
  using (account_id = nullif(current_setting('app.person', true), '')::uuid);

create policy message_read on notices.message for update to banyan_app
  using (account_id = nullif(current_setting('app.person', true), '')::uuid);

create policy message_told on notices.message for insert to banyan_app with check (true);
