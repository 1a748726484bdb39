create schema places;

grant usage on schema places to banyan_app;

-- Catalogue tables of the whole city (reference tables on Citus): no region, no row-level security, public.
create table places.city (
  code text primary key,
  name text not null,
  name_en text not null,
  zone text not null,
  language text not null,
  languages text[] not null,
  pack_version text not null,
  lat double precision not null,
  lon double precision not null,
  map_notice jsonb not null,
  -- Which kind of unit takes reports in at which level: [{"level", "kind"}], the most local first.
  intake jsonb not null
);

create table places.area (
  code text primary key,
  name text not null,
  name_en text not null,
  level text not null,
  parent text,
  -- The codes from the city down, each ended by a slash: /350100/350102/
  path text not null,
  lat double precision,
  lon double precision,
  source text not null,
  status text not null,
  -- Areas came with the pack, or with a survey (grids, new communities); a pack never deletes, it only puts out of use.
  origin text not null,
  active boolean not null
);

create table places.survey (
  id uuid primary key,
  imported_at timestamptz not null,
  imported_by uuid not null,
  format text not null,
  coordinate_system text not null,
  boundary_count integer not null,
  checksum text not null
);

comment on column places.survey.imported_by is 'personal: account of the officer who imported';

create table places.boundary (
  area_code text primary key,
  level text not null,
  approximate boolean not null,
  -- Coordinates of a GeoJSON MultiPolygon in WGS-84, as text: read whole into memory, never searched here.
  coordinates text not null,
  -- The survey it came from; none for what the pack brought.
  survey_id uuid
);

create table places.unit_kind (
  id text primary key,
  name text not null,
  name_en text not null,
  levels text[] not null,
  position integer not null
);

create table places.unit (
  id text primary key,
  kind text not null,
  area_code text not null,
  name text not null,
  name_en text not null,
  status text not null,
  source text not null,
  active boolean not null
);

-- Exceptions to "the most local unit of the leading kind": who leads or helps with what, where, and on which ground.
create table places.responsibility (
  area_code text not null,
  scope text not null,
  scope_value text not null,
  role text not null,
  kind text,
  unit_id text,
  source text not null,
  status text not null,
  position integer not null,
  primary key (area_code, scope, scope_value, role, position)
);

grant select on places.city, places.unit_kind, places.unit, places.responsibility to banyan_app;

-- A survey is imported by an officer, so in a unit of work.
grant select, insert, update on places.area, places.boundary to banyan_app;

grant select, insert on places.survey to banyan_app;
