create schema services;

grant usage on schema services to banyan_app;

-- The catalogue as the pack has it, one row a part: item, source, licence, joint, reason, calendar. Public, read into memory.
create table services.catalogue_part (
  kind text not null,
  id text not null,
  position integer not null,
  definition jsonb not null,
  primary key (kind, id)
);

grant select on services.catalogue_part to banyan_app;

-- The local stand-in of the city's registers: what they hold about a subject. Reached by the gateway alone, never by a unit of work.
create table services.source_record (
  source text not null,
  subject_index bytea not null,
  fields_sealed bytea not null,
  recorded_at timestamptz not null,
  primary key (source, subject_index)
);

comment on column services.source_record.fields_sealed is 'personal: what a register holds, under seal';

create sequence services.running_number;

grant usage on sequence services.running_number to banyan_app;

-- One right, one application: whoever comes second meets the row of the first. Keyed hash of item and person, for the whole city.
create table services.held_right (
  once_for text primary key,
  region text,
  application_id uuid,
  -- After this day it may be asked for again; null for good.
  held_until date
);

grant select, insert, update on services.held_right to banyan_app;

create table services.application (
  region text not null,
  id uuid not null,
  version integer not null default 1,
  number text not null,
  state text not null,
  item text not null,
  -- The items asked for together (一件事).
  joint text,
  bundle_id uuid,
  area_code text not null,
  unit_id text not null,
  channel text not null,
  applicant_id uuid not null,
  person_id uuid not null,
  mandate_id uuid,
  person_masked text not null,
  answers jsonb not null,
  situation text,
  -- What was filled in and what the sources held, under seal.
  values_sealed bytea not null,
  -- Field by field: source, result, when the source took it down. No values.
  checks jsonb not null,
  causes jsonb not null,
  -- Rule, version, outputs, rows that held with their cells and grounds.
  decision jsonb,
  materials jsonb not null,
  by_machine boolean not null,
  once_for text not null,
  licence_id uuid,
  licence_number text,
  payment_id uuid,
  payment_number text,
  counts jsonb not null default '{}',
  review_asked_at timestamptz,
  correct_by timestamptz,
  submitted_at timestamptz not null,
  due_at timestamptz,
  statutory_due_at timestamptz,
  decided_at timestamptz,
  primary key (region, id),
  constraint application_number unique (region, number)
);

comment on column services.application.person_masked is 'personal: masked name of whose right it is';

comment on column services.application.answers is 'personal: answers of the applicant';

comment on column services.application.values_sealed is 'personal: filled in and held, under seal';

comment on column services.application.decision is 'personal: inputs of the rule';

comment on column services.application.number is 'plain: number of the application';

create index application_of_applicant on services.application (applicant_id, submitted_at desc, id desc);

create index application_of_person on services.application (person_id, submitted_at desc, id desc);

create index application_of_unit on services.application (unit_id, state, due_at, id);

create index application_review on services.application (unit_id, review_asked_at) where review_asked_at is not null;

create index application_approved on services.application (decided_at) where by_machine;

create table services.application_timeline (
  region text not null,
  application_id uuid not null,
  step integer not null,
  at timestamptz not null,
  action text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  unit_id text,
  ground text,
  note text,
  primary key (region, application_id, step)
);

comment on column services.application_timeline.actor_name is 'personal: name of the officer who acted';

comment on column services.application_timeline.note is 'personal: free text';

-- Which register was looked into for whom, with purpose, ground and fields; one look is one id over its registers.
create table services.look (
  region text not null,
  id uuid not null,
  source text not null,
  at timestamptz not null,
  person_id uuid not null,
  about text not null,
  fields text[] not null,
  basis text not null,
  purpose text not null,
  actor_kind text not null,
  actor_id uuid,
  primary key (region, id, source)
);

create index look_of_person on services.look (person_id, at desc, id desc);

grant select, insert on services.look to banyan_app;

create trigger look_is_append_only before update or delete or truncate on services.look for each statement execute function platform.refuse_change();

alter table services.look enable row level security;

create policy look_seen on services.look for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or person_id = nullif((select current_setting('app.person', true)), '')::uuid
);

create policy look_written on services.look for insert to banyan_app with check (true);

-- Decisions of the machine drawn for a second look.
create table services.audit_draw (
  region text not null,
  application_id uuid not null,
  day date not null,
  drawn_at timestamptz not null,
  ended_at timestamptz,
  result text,
  primary key (region, application_id)
);

create table services.audited_day (
  day date primary key,
  seed text not null,
  machine_count integer not null,
  drawn_count integer not null,
  drawn_at timestamptz not null
);

grant select, insert, update on services.application, services.audit_draw to banyan_app;

grant select, insert on services.application_timeline, services.audited_day to banyan_app;

create trigger application_timeline_is_append_only before update or delete or truncate on services.application_timeline for each statement execute function platform.refuse_change();

alter table services.application enable row level security;

create policy application_seen on services.application for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or unit_id = any (string_to_array((select current_setting('app.units', true)), ','))
  or applicant_id = nullif((select current_setting('app.person', true)), '')::uuid
  or person_id = nullif((select current_setting('app.person', true)), '')::uuid
);

create policy application_taken on services.application for insert to banyan_app with check (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or applicant_id = nullif((select current_setting('app.person', true)), '')::uuid
);

create policy application_moved on services.application for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or unit_id = any (string_to_array((select current_setting('app.units', true)), ','))
  or applicant_id = nullif((select current_setting('app.person', true)), '')::uuid
  or person_id = nullif((select current_setting('app.person', true)), '')::uuid
);

alter table services.application_timeline enable row level security;

create policy application_timeline_seen on services.application_timeline for select to banyan_app using (
  exists (select 1 from services.application a where a.region = application_timeline.region and a.id = application_timeline.application_id)
);

create policy application_timeline_written on services.application_timeline for insert to banyan_app with check (true);

alter table services.audit_draw enable row level security;

create policy audit_draw_seen on services.audit_draw for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy audit_draw_written on services.audit_draw for insert to banyan_app with check ((select current_setting('app.regions', true)) = '*');

create policy audit_draw_ended on services.audit_draw for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);
