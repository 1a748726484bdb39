create schema matters;

grant usage on schema matters to banyan_app;

-- Catalogue tables of the whole city (reference tables on Citus): no region, no row-level security, public.
create table matters.category (
  id text primary key,
  name text not null,
  name_en text not null,
  position integer not null,
  icon text not null
);

-- The responsibility list (事项清单). A county's row is the city's with what the county changes, so that one row tells all.
create table matters.matter (
  area_code text not null,
  code text not null,
  name text not null,
  name_en text not null,
  category text not null,
  lead text not null,
  co text[] not null,
  basis text not null,
  filing text not null,
  sign text not null,
  contact text not null,
  handle text not null,
  limit_source text not null,
  closing text not null,
  said text[] not null,
  urgency text not null,
  nature text not null,
  -- Columns in which a county differs from the city, on which ground; empty for the city.
  overrides text[] not null,
  source text not null,
  status text not null,
  position integer not null,
  primary key (area_code, code)
);

create table matters.limit_rule (
  area_code text not null,
  clock text not null,
  scope text not null,
  scope_value text not null,
  "limit" text not null,
  basis text not null,
  source text not null,
  status text not null,
  primary key (area_code, clock, scope, scope_value)
);

create table matters.reason (
  list text not null,
  code text not null,
  zh text not null,
  en text not null,
  told_zh text,
  told_en text,
  levels integer[] not null,
  source text not null,
  position integer not null,
  primary key (list, code)
);

-- Closed lists of words: natures, channels, identities.
create table matters.word (
  list text not null,
  code text not null,
  zh text not null,
  en text not null,
  position integer not null,
  primary key (list, code)
);

-- The working calendar of the city, and of a county that keeps other hours.
create table matters.calendar (
  area_code text primary key,
  definition jsonb not null
);

create table matters.warning (
  area_code text primary key,
  yellow double precision not null,
  red double precision not null
);

grant select on matters.category, matters.matter, matters.limit_rule, matters.reason, matters.word, matters.calendar, matters.warning to banyan_app;
