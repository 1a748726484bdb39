-- What others may read of cases: figures without any personal field. The views are the contract; the tables stay free to change.
-- They run with the rights of whoever reads, so the row-level floor of the tables holds for them too.
create view cases.figure_case with (security_invoker = true) as
  select region, id, number, state, round, nature, matter_code, urgency, channel, area_code, street_code, h3_7, h3_8, desk_unit, lead_unit, outcome, rating_level, urge_count,
    reported_at, dispatched_at, promise_at, asked_at, closed_at
  from cases.case_file;

create view cases.figure_clock with (security_invoker = true) as
  select k.region, k.id, k.case_id, k.kind, k.unit_id, k.call_id, k.started_at, k.red_at, k.due_at, k.ended_at from cases.clock k;

create view cases.figure_call with (security_invoker = true) as
  select region, id, case_id, unit_id, caller_unit, whistle, state, called_at, contacted_at, reported_in_at, ended_at from cases.case_call;

grant select on cases.figure_case, cases.figure_clock, cases.figure_call to banyan_app;

-- What the figures ask: closed when, due and ended when, missed, open and late, rated low, in which cell, called when.
create index case_closed_when on cases.case_file (region, closed_at) where closed_at is not null;

create index case_rated_low on cases.case_file (region, closed_at) where rating_level <= 2;

create index case_of_cell on cases.case_file (h3_8, reported_at);

create index clock_due on cases.clock (region, kind, due_at);

create index clock_ended on cases.clock (region, kind, ended_at) where ended_at is not null;

create index clock_missed on cases.clock (region, ended_at) where ended_at > due_at;

create index clock_duty on cases.clock (region, due_at, case_id) where ended_at is null and unit_id is not null;

create index call_when on cases.case_call (region, called_at);
