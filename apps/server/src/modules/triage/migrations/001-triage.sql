create schema triage;

grant usage on schema triage to banyan_app;

-- Models are kept with what they reached; one of an area and task is used. They hold weights of character groups, nothing of anybody.
create table triage.model (
  task text not null,
  area_code text not null,
  version integer not null,
  -- candidate, used, retired
  state text not null,
  trained_at timestamptz not null,
  example_count integer not null,
  lesson_count integer not null,
  -- The responsibility list that it was made for.
  list_tag text not null,
  figures jsonb not null,
  packed bytea not null,
  primary key (task, area_code, version)
);

create unique index model_used on triage.model (task, area_code) where state = 'used';

grant select, insert, update on triage.model to banyan_app;

-- Names of rivers, roads and landmarks of the pack, with the areas they stand for.
create table triage.landmark (
  name text not null,
  kind text not null,
  areas text[] not null,
  primary key (name, kind)
);

grant select on triage.landmark to banyan_app;

-- What was proposed for a case, by which model; one proposal a case, made once.
create table triage.proposal (
  region text not null,
  case_id uuid not null,
  made_at timestamptz not null,
  model_version integer,
  proposed jsonb not null,
  -- What a person then chose, and whether the first choice was it.
  confirmed_matter text,
  confirmed_at timestamptz,
  was_right boolean,
  dispatched_by uuid,
  primary key (region, case_id)
);

comment on column triage.proposal.proposed is 'personal: words of the reporter that decided';

create index proposal_confirmed on triage.proposal (region, confirmed_at) where confirmed_at is not null;

-- What a case is compared by: band numbers of its text, and its weightiest character groups as numbers. No words.
create table triage.story (
  region text not null,
  case_id uuid not null,
  reported_at timestamptz not null,
  area_code text not null,
  street_code text,
  h3_8 text,
  matter_code text,
  bands integer[] not null,
  compared bytea not null,
  primary key (region, case_id)
);

create index story_bands on triage.story using gin (bands);

create index story_near on triage.story (region, h3_8, reported_at desc) where h3_8 is not null;

create index story_recent on triage.story (region, reported_at desc);

-- What a district learns from: the features of a case as numbers, with the matter under which a person dispatched it.
create table triage.lesson (
  region text not null,
  case_id uuid not null,
  at timestamptz not null,
  matter_code text not null,
  nature text,
  features bytea not null,
  primary key (region, case_id)
);

create index lesson_at on triage.lesson (region, at);

grant select, insert, update on triage.proposal, triage.story, triage.lesson to banyan_app;

alter table triage.proposal enable row level security;

create policy proposal_seen on triage.proposal for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
);

create policy proposal_made on triage.proposal for insert to banyan_app with check ((select current_setting('app.regions', true)) = '*');

create policy proposal_confirmed on triage.proposal for update to banyan_app using ((select current_setting('app.regions', true)) = '*') with check (true);

alter table triage.story enable row level security;

create policy story_seen on triage.story for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
);

create policy story_kept on triage.story for insert to banyan_app with check ((select current_setting('app.regions', true)) = '*');

create policy story_changed on triage.story for update to banyan_app using ((select current_setting('app.regions', true)) = '*') with check (true);

alter table triage.lesson enable row level security;

create policy lesson_seen on triage.lesson for select to banyan_app using ((select current_setting('app.regions', true)) = '*');

create policy lesson_kept on triage.lesson for insert to banyan_app with check ((select current_setting('app.regions', true)) = '*');

create policy lesson_changed on triage.lesson for update to banyan_app using ((select current_setting('app.regions', true)) = '*') with check (true);

-- Whoever writes a report is told how many neighbours wrote the same, and nothing else: the function gives numbers to compare by, no case and no word.
create function triage.alike(in_region text, in_bands integer[], in_cell text, since timestamptz, most integer)
  returns table (reported_at timestamptz, matter_code text, compared bytea)
  language sql stable security definer set search_path = pg_catalog
  as $$
    (select s.reported_at, s.matter_code, s.compared from triage.story s
     where s.region = in_region and s.bands && in_bands and s.reported_at >= since limit most)
    union
    (select s.reported_at, s.matter_code, s.compared from triage.story s
     where s.region = in_region and s.h3_8 = in_cell and s.reported_at >= since order by s.reported_at desc limit most)
  $$;

revoke all on function triage.alike(text, integer[], text, timestamptz, integer) from public;

grant execute on function triage.alike(text, integer[], text, timestamptz, integer) to banyan_app;
