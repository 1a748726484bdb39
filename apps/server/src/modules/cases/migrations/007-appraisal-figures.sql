-- What an appraisal reads besides the other figures, again without any personal field: what was granted to a unit, and how a case was judged in the end.
create view cases.figure_ruling with (security_invoker = true) as
  select region, case_id, step, at, action, data ->> 'unit' as unit_id
  from cases.timeline where action in ('grant-return', 'grant-extension', 'grant-suspension');

-- Each rating that a reporter gave, and each closing without one. The mark tells ratings of one account from those of another, and not whose it is.
create view cases.figure_judgement with (security_invoker = true) as
  select region, case_id, step, at, action = 'rate' as is_rated, (data ->> 'level')::smallint as level, coalesce(data -> 'reasons' ? 'not-solved', false) as is_unsolved,
    case when actor_kind = 'resident' then md5('rater ' || actor_id::text) end as rater_mark
  from cases.timeline where action in ('rate', 'close-unrated') or (action = 'close-unreached' and from_state = 'judging');

grant select on cases.figure_ruling, cases.figure_judgement to banyan_app;

create index line_granted on cases.timeline (region, case_id, at) where action in ('grant-return', 'grant-extension', 'grant-suspension');

create index line_judged on cases.timeline (region, at) where action in ('rate', 'close-unrated', 'close-unreached');

-- An order to a unit begins with the clock to sign it.
create index clock_ordered on cases.clock (region, started_at) where kind = 'sign';

-- It only reads: a count over a whole month may be shared by several workers.
alter function cases.is_seen(text, uuid) parallel safe;
