create schema appraisal;

grant usage on schema appraisal to banyan_app;

-- What was observed of a unit in an area in a month, kept at three levels: community (where the place is known so exactly), street, county. Counts are whole
-- numbers and each observation is in one month, so anything larger is a sum. Counted from the published views of cases; it may be emptied at any time.
create table appraisal.unit_month (
  region text not null,
  on_month date not null,
  level text not null,
  area_code text not null,
  unit_id text not null,
  response_count integer not null,
  response_met integer not null,
  contact_count integer not null,
  contact_met integer not null,
  on_time_count integer not null,
  on_time_met integer not null,
  rectify_count integer not null,
  rectify_met integer not null,
  resolution_count integer not null,
  resolution_met integer not null,
  satisfaction_count integer not null,
  satisfaction_met integer not null,
  coverage_count integer not null,
  coverage_met integer not null,
  return_count integer not null,
  return_met integer not null,
  rehandle_count integer not null,
  rehandle_met integer not null,
  extension_count integer not null,
  extension_met integer not null,
  suspension_count integer not null,
  suspension_met integer not null,
  accept_count integer not null,
  accept_met integer not null,
  dispatch_count integer not null,
  dispatch_met integer not null,
  review_count integer not null,
  review_met integer not null,
  first_dispatch_count integer not null,
  first_dispatch_met integer not null,
  call_sign_count integer not null,
  call_sign_met integer not null,
  call_contact_count integer not null,
  call_contact_met integer not null,
  report_in_count integer not null,
  report_in_met integer not null,
  call_finish_count integer not null,
  call_finish_met integer not null,
  call_withdrawn_count integer not null,
  call_withdrawn_met integer not null,
  call_error_count integer not null,
  call_error_met integer not null,
  primary key (region, on_month, level, area_code, unit_id)
);

create index unit_month_of_unit on appraisal.unit_month (unit_id, on_month);

-- Which months stand in the table. A month that a later fact has touched is stale and is counted again.
create table appraisal.counted_month (
  on_month date primary key,
  counted_at timestamptz,
  flagged_at timestamptz,
  stale boolean not null
);

-- What the peers of a month tell of a rate before a unit is looked at.
create table appraisal.prior (
  on_month date not null,
  peers text not null,
  measure text not null,
  mean double precision not null,
  weight double precision not null,
  primary key (on_month, peers, measure)
);

-- A unit's score and rank among its peers, over everything it did in the month; kept, because a county may not read the counts of another.
create table appraisal.score (
  region text not null,
  on_month date not null,
  unit_id text not null,
  post text not null,
  peers text not null,
  version date not null,
  score double precision,
  low double precision,
  high double precision,
  lacks text[] not null,
  rank integer,
  peer_count integer not null,
  alike integer,
  primary key (region, on_month, unit_id, post)
);

create index score_of_unit on appraisal.score (unit_id, on_month);

grant select, insert, delete on appraisal.unit_month, appraisal.prior, appraisal.score to banyan_app;

grant select, insert, update, delete on appraisal.counted_month to banyan_app;

alter table appraisal.unit_month enable row level security;

create policy unit_month_seen on appraisal.unit_month for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
  or unit_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[])
);

create policy unit_month_counted on appraisal.unit_month for insert to banyan_app with check ((select current_setting('app.regions', true)) = '*');

create policy unit_month_forgotten on appraisal.unit_month for delete to banyan_app using ((select current_setting('app.regions', true)) = '*');

alter table appraisal.score enable row level security;

create policy score_seen on appraisal.score for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
  or unit_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[])
);

create policy score_counted on appraisal.score for insert to banyan_app with check ((select current_setting('app.regions', true)) = '*');

create policy score_forgotten on appraisal.score for delete to banyan_app using ((select current_setting('app.regions', true)) = '*');

-- A unit contests a result: one case, one measure. Nothing is taken back; the ruling is a line of its own.
create table appraisal.contest (
  region text not null,
  id uuid not null,
  on_month date not null,
  case_id uuid not null,
  number text not null,
  unit_id text not null,
  measure text not null,
  -- 1, or 2 against a refusal, which a post of the city rules.
  instance smallint not null,
  ground text not null,
  note text not null,
  contested_at timestamptz not null,
  contested_by uuid not null,
  primary key (region, id),
  constraint contest_once unique (region, case_id, unit_id, measure, instance)
);

comment on column appraisal.contest.note is 'personal: free text of the unit';

create index contest_of_month on appraisal.contest (on_month, contested_at desc, id desc);

create table appraisal.ruling (
  region text not null,
  contest_id uuid not null,
  unit_id text not null,
  granted boolean not null,
  ground text not null,
  reason text not null,
  ruled_at timestamptz not null,
  ruled_by uuid not null,
  ruling_unit text not null,
  primary key (region, contest_id),
  foreign key (region, contest_id) references appraisal.contest (region, id)
);

comment on column appraisal.ruling.reason is 'personal: free text of the reviewer';

grant select, insert on appraisal.contest, appraisal.ruling to banyan_app;

create trigger contest_is_append_only before update or delete or truncate on appraisal.contest for each statement execute function platform.refuse_change();

create trigger ruling_is_append_only before update or delete or truncate on appraisal.ruling for each statement execute function platform.refuse_change();

-- The month's draw: its seed is drawn once and never again, and with the case numbers anyone can repeat it.
create table appraisal.audit_draw (
  on_month date primary key,
  seed text not null,
  drawn_at timestamptz not null,
  case_count integer not null
);

create table appraisal.audit_case (
  region text not null,
  on_month date not null,
  case_id uuid not null,
  number text not null,
  unit_id text not null,
  lot text not null,
  primary key (region, on_month, case_id)
);

create index audit_case_of_unit on appraisal.audit_case (on_month, unit_id, lot);

grant select, insert on appraisal.audit_draw, appraisal.audit_case to banyan_app;

create trigger audit_draw_is_append_only before update or delete or truncate on appraisal.audit_draw for each statement execute function platform.refuse_change();

create trigger audit_case_is_append_only before update or delete or truncate on appraisal.audit_case for each statement execute function platform.refuse_change();

-- Facts that deserve a second look, with the cases behind them. They are counted with the month and change no figure.
create table appraisal.flag (
  region text not null,
  on_month date not null,
  unit_id text not null,
  kind text not null,
  mark text not null,
  case_count integer not null,
  evidence uuid[] not null,
  primary key (region, on_month, unit_id, kind, mark)
);

grant select, insert, delete on appraisal.flag to banyan_app;

alter table appraisal.contest enable row level security;

create policy contest_seen on appraisal.contest for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
  or unit_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[])
);

create policy contest_written on appraisal.contest for insert to banyan_app with check (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
  or unit_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[])
);

alter table appraisal.ruling enable row level security;

create policy ruling_seen on appraisal.ruling for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
  or unit_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[])
);

create policy ruling_written on appraisal.ruling for insert to banyan_app with check (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
  or unit_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[])
);

alter table appraisal.audit_case enable row level security;

create policy audit_case_seen on appraisal.audit_case for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
);

create policy audit_case_written on appraisal.audit_case for insert to banyan_app with check ((select current_setting('app.regions', true)) = '*');

alter table appraisal.flag enable row level security;

create policy flag_seen on appraisal.flag for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
);

create policy flag_written on appraisal.flag for insert to banyan_app with check ((select current_setting('app.regions', true)) = '*');

create policy flag_forgotten on appraisal.flag for delete to banyan_app using ((select current_setting('app.regions', true)) = '*');

-- The pack's part: weights with their dates and sources, groups of peers, and grounds on which a result may be set aside.
create table appraisal.scorecard_row (
  since date not null,
  post text not null,
  measure text not null,
  weight double precision not null,
  source text not null,
  status text not null,
  primary key (since, post, measure)
);

create table appraisal.peer_group (
  code text primary key,
  zh text not null,
  en text not null,
  areas text[] not null,
  source text not null,
  status text not null,
  position integer not null
);

create table appraisal.exclusion_ground (
  code text primary key,
  zh text not null,
  en text not null,
  measures text[] not null,
  rule text not null,
  source text not null,
  status text not null,
  position integer not null
);

grant select on appraisal.scorecard_row, appraisal.peer_group, appraisal.exclusion_ground to banyan_app;
