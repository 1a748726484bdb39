-- Of which area the model was that proposed: a version counts within its area.
alter table triage.proposal add column model_area text;

-- The corner of the map a story is about, about a hundred metres wide, or its address as written, as a number; so that the same place is told again.
alter table triage.story add column spot text;

create index story_spot on triage.story (region, spot, reported_at) where spot is not null;

-- Topics are kept day by day, named by the words people use; counts by day and by street.
delete from triage.topic;

alter table triage.topic add column on_day date not null;

alter table triage.topic add column name text not null;

comment on column triage.topic.name is 'plain: words that several reports share';

alter table triage.topic add column by_day jsonb not null;

alter table triage.topic add column by_street jsonb not null;

alter table triage.topic drop constraint topic_pkey;

alter table triage.topic add primary key (region, on_day, place);

-- Reports of many people about one problem, proposed to be handled as one; a person accepts or declines.
create table triage.cluster (
  region text not null,
  id uuid not null,
  formed_at timestamptz not null,
  grown_at timestamptz not null,
  -- proposed, accepted, declined
  state text not null,
  matter_code text,
  case_ids uuid[] not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (region, id)
);

create index cluster_waiting on triage.cluster (region, grown_at) where state = 'proposed';

create index cluster_of_case on triage.cluster using gin (case_ids);

grant select, insert, update on triage.cluster to banyan_app;

alter table triage.cluster enable row level security;

create policy cluster_seen on triage.cluster for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
);

create policy cluster_formed on triage.cluster for insert to banyan_app with check ((select current_setting('app.regions', true)) = '*');

create policy cluster_decided on triage.cluster for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
) with check (true);

-- Replies that left although the check found fault with them, with the reason that the officer gave. Never changed.
create table triage.override (
  region text not null,
  id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  by_account uuid not null,
  score integer not null,
  faults text[] not null,
  note text not null,
  primary key (region, id)
);

comment on column triage.override.note is 'plain: an officer''s reason, without words of the reporter';

create index override_of_case on triage.override (region, case_id);

grant select, insert on triage.override to banyan_app;

alter table triage.override enable row level security;

create policy override_seen on triage.override for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
);

create policy override_made on triage.override for insert to banyan_app with check (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
);

-- Drafts that a city's own language model writes for an officer, asked for and written later; marked as drafts wherever they are shown.
create table triage.draft (
  region text not null,
  id uuid not null,
  case_id uuid not null,
  -- reply, summary
  kind text not null,
  -- asked, written, failed
  state text not null,
  asked_at timestamptz not null,
  asked_by uuid not null,
  ended_at timestamptz,
  written text,
  model text,
  -- Why there is none: absent, timeout, refused, unreachable, empty
  fault text,
  primary key (region, id)
);

comment on column triage.draft.written is 'personal: text made from a masked report';

create index draft_of_case on triage.draft (region, case_id, asked_at);

grant select, insert, update on triage.draft to banyan_app;

alter table triage.draft enable row level security;

create policy draft_seen on triage.draft for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
);

create policy draft_asked on triage.draft for insert to banyan_app with check (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
);

create policy draft_written on triage.draft for update to banyan_app using ((select current_setting('app.regions', true)) = '*') with check (true);

-- What the appraisal reads: who dispatched under which matter, and whether the model's first choice was it.
create view triage.figure_dispatch with (security_invoker = true) as
  select region, case_id, confirmed_at, dispatched_by, model_area, model_version, was_right
  from triage.proposal where confirmed_at is not null;

grant select on triage.figure_dispatch to banyan_app;
