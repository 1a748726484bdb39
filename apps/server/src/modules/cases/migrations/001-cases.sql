create schema cases;

grant usage on schema cases to banyan_app;

-- Numbers are handed out in blocks, so that two reports in one county do not wait for each other's commit.
create table cases.number_block (
  region text not null,
  reported_on date not null,
  next_number integer not null,
  primary key (region, reported_on)
);

grant select, insert, update on cases.number_block to banyan_app;

create table cases.case_file (
  region text not null,
  id uuid not null,
  number text not null,
  version integer not null default 1,
  state text not null,
  round smallint not null default 1,
  title text not null,
  content text not null,
  nature text,
  matter_code text,
  urgency text not null default 'ordinary',
  channel text not null,
  -- The finest area known, its street, and how it was found.
  area_code text not null,
  street_code text,
  area_approximate boolean not null default false,
  address text,
  lat double precision,
  lon double precision,
  h3_7 text,
  h3_8 text,
  identity text not null,
  reporter_id uuid,
  reporter_name_sealed bytea,
  reporter_phone_sealed bytea,
  reporter_phone_tail text,
  no_reply boolean not null default false,
  pass_hash text,
  filed_by uuid,
  desk_unit text not null,
  lead_unit text,
  reply text,
  rating_level smallint,
  rating_reasons text[],
  rating_note text,
  outcome text,
  urge_count integer not null default 0,
  reported_at timestamptz not null,
  dispatched_at timestamptz,
  promise_at timestamptz,
  asked_at timestamptz,
  closed_at timestamptz,
  -- Every unit with a duty in the case: desk, lead, called.
  involved_units text[] not null,
  content_sealed bytea,
  source_ref text,
  once_for text,
  primary key (region, id),
  constraint case_number unique (region, number),
  constraint case_once unique (region, once_for)
);

comment on column cases.case_file.content is 'personal: free text of the reporter';

comment on column cases.case_file.content_sealed is 'personal: sealed original of the text before masking';

comment on column cases.case_file.title is 'personal: free text of the reporter';

comment on column cases.case_file.address is 'personal: place of the report';

comment on column cases.case_file.lat is 'personal: place of the report';

comment on column cases.case_file.lon is 'personal: place of the report';

comment on column cases.case_file.reporter_id is 'personal: account of the reporter';

comment on column cases.case_file.reporter_name_sealed is 'personal: sealed';

comment on column cases.case_file.reporter_phone_sealed is 'personal: sealed';

comment on column cases.case_file.reporter_phone_tail is 'personal: last two digits for masking';

comment on column cases.case_file.rating_note is 'personal: free text of the reporter';

create index case_newest on cases.case_file (region, reported_at desc, id desc);

create index case_newest_anywhere on cases.case_file (reported_at desc, id desc);

create index case_of_street on cases.case_file (region, street_code, reported_at desc, id desc);

create index case_of_reporter on cases.case_file (reporter_id, reported_at desc, id desc) where reporter_id is not null;

create index case_of_lead on cases.case_file (lead_unit, reported_at desc, id desc) where lead_unit is not null;

create table cases.timeline (
  region text not null,
  case_id uuid not null,
  -- The version of the case that this line made: the order of the file, and one line a version.
  step integer not null,
  id uuid not null,
  at timestamptz not null,
  action text not null,
  from_state text,
  to_state text not null,
  round smallint not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  unit_id text,
  note text,
  data jsonb not null default '{}',
  -- Whether the reporter sees it; working notes stay inside.
  open_to_reporter boolean not null,
  primary key (region, case_id, step),
  foreign key (region, case_id) references cases.case_file (region, id)
);

comment on column cases.timeline.actor_name is 'personal: name of the officer who acted';

comment on column cases.timeline.note is 'personal: free text';

comment on column cases.timeline.data is 'personal: free text';

-- A clock is one duty of one unit (or of the reporter) with its deadline; open ones are the work lists, due ones fire.
create table cases.clock (
  region text not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  unit_id text,
  call_id uuid,
  started_at timestamptz not null,
  yellow_at timestamptz not null,
  red_at timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz,
  -- When the timer fires next; null when it has nothing more to do.
  fire_at timestamptz,
  basis text not null,
  primary key (region, id),
  foreign key (region, case_id) references cases.case_file (region, id)
);

create index clock_of_case on cases.clock (region, case_id);

create index clock_open on cases.clock (unit_id, due_at, id) where ended_at is null and unit_id is not null;

create index clock_firing on cases.clock (fire_at) where fire_at is not null;

create table cases.case_call (
  region text not null,
  id uuid not null,
  case_id uuid not null,
  unit_id text not null,
  caller_unit text not null,
  whistle text not null,
  state text not null,
  note text not null,
  meet_at timestamptz,
  called_at timestamptz not null,
  contacted_at timestamptz,
  reported_in_at timestamptz,
  ended_at timestamptz,
  primary key (region, id),
  foreign key (region, case_id) references cases.case_file (region, id)
);

create index call_of_case on cases.case_call (region, case_id);

create index call_of_unit on cases.case_call (unit_id, called_at desc);

create table cases.photo (
  region text not null,
  case_id uuid not null,
  file_id uuid not null,
  stage text not null,
  added_at timestamptz not null,
  primary key (region, case_id, file_id),
  foreign key (region, case_id) references cases.case_file (region, id)
);

create index photo_of_file on cases.photo (file_id);

-- Every look at a sealed field: who, for what, which fields; the reporter reads it.
create table cases.look (
  region text not null,
  case_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  officer_id uuid not null,
  officer_name text not null,
  unit_id text not null,
  purpose text not null,
  fields text[] not null,
  primary key (region, case_id, id),
  foreign key (region, case_id) references cases.case_file (region, id)
);

comment on column cases.look.officer_name is 'personal: name of the officer who looked';

grant select, insert, update on cases.case_file, cases.clock, cases.case_call to banyan_app;

grant select, insert on cases.timeline, cases.photo, cases.look to banyan_app;

create trigger timeline_is_append_only before update or delete or truncate on cases.timeline for each statement execute function platform.refuse_change();

create trigger look_is_append_only before update or delete or truncate on cases.look for each statement execute function platform.refuse_change();

comment on column cases.case_call.note is 'personal: free text';

-- Row-level security is the floor under visibleCases: county, involvement, own report, report filed for somebody, or the pass of a reporter
-- without account. Settings are read in sub-selects, so that they are evaluated once a statement instead of once a row.
alter table cases.case_file enable row level security;

create policy case_seen on cases.case_file for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or involved_units && string_to_array(nullif((select current_setting('app.units', true)), ''), ',')
  or (reporter_id is not null and reporter_id::text = (select current_setting('app.person', true)))
  or (filed_by is not null and filed_by::text = (select current_setting('app.person', true)))
  or (pass_hash is not null and pass_hash = (select current_setting('app.pass', true)))
);

create policy case_changed on cases.case_file for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or involved_units && string_to_array(nullif((select current_setting('app.units', true)), ''), ',')
  or (reporter_id is not null and reporter_id::text = (select current_setting('app.person', true)))
  or (filed_by is not null and filed_by::text = (select current_setting('app.person', true)))
  or (pass_hash is not null and pass_hash = (select current_setting('app.pass', true)))
) with check (true);

create policy case_filed on cases.case_file for insert to banyan_app with check (true);

alter table cases.timeline enable row level security;

create policy timeline_seen on cases.timeline for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or exists (select 1 from cases.case_file c where c.region = timeline.region and c.id = timeline.case_id)
);

create policy timeline_written on cases.timeline for insert to banyan_app with check (true);

alter table cases.clock enable row level security;

create policy clock_seen on cases.clock for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or exists (select 1 from cases.case_file c where c.region = clock.region and c.id = clock.case_id)
);

create policy clock_written on cases.clock for insert to banyan_app with check (true);

create policy clock_changed on cases.clock for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or exists (select 1 from cases.case_file c where c.region = clock.region and c.id = clock.case_id)
) with check (true);

alter table cases.case_call enable row level security;

create policy case_call_seen on cases.case_call for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or exists (select 1 from cases.case_file c where c.region = case_call.region and c.id = case_call.case_id)
);

create policy case_call_written on cases.case_call for insert to banyan_app with check (true);

create policy case_call_changed on cases.case_call for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or exists (select 1 from cases.case_file c where c.region = case_call.region and c.id = case_call.case_id)
) with check (true);

alter table cases.photo enable row level security;

create policy photo_seen on cases.photo for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or exists (select 1 from cases.case_file c where c.region = photo.region and c.id = photo.case_id)
);

create policy photo_written on cases.photo for insert to banyan_app with check (true);

alter table cases.look enable row level security;

create policy look_seen on cases.look for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or exists (select 1 from cases.case_file c where c.region = look.region and c.id = look.case_id)
);

create policy look_written on cases.look for insert to banyan_app with check (true);
