-- Hot topics of a county, made anew every hour from the stories of the last weeks: which cases belong together and how their number rises.
create table triage.topic (
  region text not null,
  place integer not null,
  made_at timestamptz not null,
  heat double precision not null,
  case_count integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- The matter of most of its cases, and the street where most lie.
  matter_code text,
  street_code text,
  case_ids uuid[] not null,
  primary key (region, place)
);

grant select, insert, delete on triage.topic to banyan_app;

alter table triage.topic enable row level security;

create policy topic_seen on triage.topic for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
);

create policy topic_made on triage.topic for insert to banyan_app with check ((select current_setting('app.regions', true)) = '*');

create policy topic_forgotten on triage.topic for delete to banyan_app using ((select current_setting('app.regions', true)) = '*');
