-- The whole life of a case: requests and rulings, returns and designation, extensions and suspensions, call-back, supervision, clusters, recusal.
alter table cases.case_file add column request jsonb;

alter table cases.case_file add column return_count smallint not null default 0;

alter table cases.case_file add column returned_units text[] not null default '{}';

alter table cases.case_file add column return_refused boolean not null default false;

alter table cases.case_file add column designated boolean not null default false;

alter table cases.case_file add column extension_count smallint not null default 0;

alter table cases.case_file add column suspension_count smallint not null default 0;

alter table cases.case_file add column review_on text;

alter table cases.case_file add column consult_count smallint not null default 0;

alter table cases.case_file add column join_count smallint not null default 0;

alter table cases.case_file add column attempt_count smallint not null default 0;

alter table cases.case_file add column first_attempt_at timestamptz;

alter table cases.case_file add column supervised text;

alter table cases.case_file add column joined_to uuid;

alter table cases.case_file add column follower_count integer not null default 0;

alter table cases.case_file add column recused uuid[] not null default '{}';

alter table cases.case_file add column accused_unit text;

-- When the reporter rated: a bad rating is given before the case is closed.
alter table cases.case_file add column rated_at timestamptz;

update cases.case_file set rated_at = closed_at where rating_level is not null;

comment on column cases.case_file.request is 'personal: free text of the unit that asks';

comment on column cases.case_file.recused is 'personal: accounts of officers who withdrew';

create index case_follower on cases.case_file (region, joined_to) where joined_to is not null;

create index case_suspended on cases.case_file (region, reported_at desc, id desc) where state = 'suspended';

-- A clock keeps its limit, what was granted on top and when it stood still, so that its end can always be worked out anew.
alter table cases.clock add column time_limit text not null default '';

alter table cases.clock add column extensions text[] not null default '{}';

alter table cases.clock add column pauses jsonb not null default '[]';

update cases.clock set time_limit = split_part(basis, ' · ', 1);

-- What was called rectification after a refused closing is a second handling; rectification follows a bad rating.
update cases.clock set kind = 'rehandle' where kind = 'rectify';

-- The resident's clock of cases under way: it ends with the unit's, and goes on whatever the unit does.
insert into cases.clock (region, id, case_id, kind, started_at, yellow_at, red_at, due_at, fire_at, basis, time_limit)
  select region, gen_random_uuid(), case_id, 'promise', started_at, yellow_at, red_at, due_at, fire_at, basis, time_limit
  from cases.clock where kind = 'handle' and ended_at is null;

create index case_rated_when on cases.case_file (region, rated_at) where rated_at is not null;

create or replace view cases.figure_case with (security_invoker = true) as
  select region, id, number, state, round, nature, matter_code, urgency, channel, area_code, street_code, h3_7, h3_8, desk_unit, lead_unit, outcome, rating_level, urge_count,
    reported_at, dispatched_at, promise_at, asked_at, closed_at, rated_at, return_count, extension_count, suspension_count, designated, attempt_count, supervised, joined_to
  from cases.case_file;

create view cases.figure_line with (security_invoker = true) as
  select region, case_id, step, at, action, from_state, to_state, round, unit_id, actor_kind from cases.timeline;

grant select on cases.figure_line to banyan_app;
