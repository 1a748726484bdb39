create schema dashboards;

grant usage on schema dashboards to banyan_app;

-- Finished days, counted once from the views of cases: what a page shows of weeks costs the same at any number of cases.
-- Days that are missing here are counted on the spot, so the table may be emptied at any time.
create table dashboards.day (
  region text not null,
  on_day date not null,
  -- Empty where the street of a report is not known.
  street_code text not null,
  reported integer not null,
  closed integer not null,
  rated integer not null,
  -- Sum of the levels, 1 to 5 each.
  levels integer not null,
  -- Handling duties that ended or fell due on the day, and those of them that ended in time.
  on_time_count integer not null,
  on_time_met integer not null,
  -- Duties settled on the day, each once: ended in time, or fallen due unfinished; and those that ended in time.
  accept_count integer not null,
  accept_met integer not null,
  dispatch_count integer not null,
  dispatch_met integer not null,
  handle_count integer not null,
  handle_met integer not null,
  review_count integer not null,
  review_met integer not null,
  -- Cases with an overdue duty of a unit when the day ended.
  overdue integer not null,
  primary key (region, on_day, street_code)
);

-- Which days stand in the table; the one counted longest ago is counted again, so that facts that came late are not missed.
create table dashboards.counted_day (
  on_day date primary key,
  counted_at timestamptz not null,
  -- A day without lines is counted on the spot as well, so that a history brought in later does not find zeros.
  line_count integer not null
);

grant select, insert, delete on dashboards.day to banyan_app;

grant select, insert, update, delete on dashboards.counted_day to banyan_app;

alter table dashboards.day enable row level security;

create policy day_seen on dashboards.day for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any ((select string_to_array(current_setting('app.regions', true), ','))::text[])
);

create policy day_counted on dashboards.day for insert to banyan_app with check ((select current_setting('app.regions', true)) = '*');

create policy day_forgotten on dashboards.day for delete to banyan_app using ((select current_setting('app.regions', true)) = '*');
