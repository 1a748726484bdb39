create schema channels;

grant usage on schema channels to banyan_app;

-- Which categories of matters Open311 shows to anyone, by the pack (open311-services.csv). What is not listed is not shown.
create table channels.published_category (
  category text primary key,
  published boolean not null,
  source text not null
);

-- What Open311 asks of a matter or of every matter of a category, by the pack (open311-attributes.csv).
create table channels.attribute (
  scope text not null,
  scope_value text not null,
  code text not null,
  variable boolean not null,
  datatype text not null,
  required boolean not null,
  label text not null,
  label_en text not null,
  hint text,
  hint_en text,
  choices jsonb not null,
  position integer not null,
  primary key (scope, scope_value, code)
);

-- Systems that may file: the key is random and kept as its hash alone.
create table channels.client (
  id uuid primary key,
  name text not null unique,
  key_hash bytea not null unique,
  made_at timestamptz not null,
  revoked_at timestamptz
);

comment on column channels.client.name is 'plain: name of a system';

-- Another Open311 server that answers for some of our cases: an area, and matters or all.
create table channels.peer (
  id uuid primary key,
  name text not null unique,
  address text not null,
  jurisdiction text,
  key_sealed bytea,
  area_code text not null,
  -- Our matter codes and the service codes there; `*` stands for every other matter.
  services jsonb not null,
  -- Under which name that system files with us, so that its own reports do not go back to it.
  client_id uuid references channels.client (id),
  made_at timestamptz not null,
  stopped_at timestamptz,
  -- Until when its updates have been fetched, when to ask next, and what it said last when it failed.
  fetched_to timestamptz not null,
  fetch_at timestamptz not null,
  fetch_failures integer not null default 0,
  fetch_error text
);

comment on column channels.peer.name is 'plain: name of a system';

comment on column channels.peer.address is 'plain: address of a system';

create index peer_fetch on channels.peer (fetch_at) where stopped_at is null;

grant select on channels.published_category, channels.attribute to banyan_app;

grant select, insert, update on channels.client, channels.peer to banyan_app;

-- A case that a client filed: what it sent to be shown, masked like every text, and its answers to the attributes.
create table channels.client_request (
  region text not null,
  case_id uuid not null,
  client_id uuid not null,
  filed_at timestamptz not null,
  title text,
  description text not null,
  address text,
  lat double precision,
  lon double precision,
  answers jsonb not null,
  media_urls text[] not null,
  photos uuid[] not null,
  primary key (region, case_id)
);

comment on column channels.client_request.title is 'personal: masked text that its sender gave to be shown';

comment on column channels.client_request.description is 'personal: masked text that its sender gave to be shown';

comment on column channels.client_request.address is 'personal: place that the sender gave to be shown';

comment on column channels.client_request.lat is 'personal: place that the sender gave to be shown';

comment on column channels.client_request.lon is 'personal: place that the sender gave to be shown';

comment on column channels.client_request.answers is 'personal: answers of the sender, masked';

create index client_request_of on channels.client_request (client_id, filed_at desc);

create index client_request_photo on channels.client_request using gin (photos);

-- Each step of a case that Open311 tells, written with the step.
create table channels.request_update (
  region text not null,
  id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  action text not null,
  state text not null,
  -- The client or the peer whose update made the step; it is not told what it said itself.
  client_id uuid,
  peer_id uuid,
  -- Two steps of one instant keep their order.
  place bigint generated always as identity,
  primary key (region, id)
);

create index request_update_of_case on channels.request_update (region, case_id, at desc, place desc);

create index request_update_when on channels.request_update (at, place);

-- An update that a client sent; the same one again gets the same id.
create table channels.client_update (
  region text not null,
  case_id uuid not null,
  client_id uuid not null,
  their_id text not null,
  id uuid not null,
  at timestamptz not null,
  status text not null,
  done text,
  primary key (region, case_id, client_id, their_id)
);

-- What is to be sent to a peer: in the order of `place` for each case. A row that failed waits until `send_at`; a dead one waits for a person.
create table channels.push (
  region text not null,
  peer_id uuid not null,
  case_id uuid not null,
  place bigint generated always as identity,
  kind text not null,
  -- The step that is told, and the state it led to.
  action text,
  state text not null,
  at timestamptz not null,
  send_at timestamptz,
  leased_until timestamptz,
  attempts integer not null default 0,
  error text,
  sent_at timestamptz,
  dead_at timestamptz,
  -- The id that the peer gave to the request or to the update.
  their_id text,
  primary key (region, peer_id, case_id, place)
);

create index push_due on channels.push (send_at) where sent_at is null and dead_at is null;

create index push_dead on channels.push (region, peer_id, dead_at) where dead_at is not null;

-- Under which id a case is known to a peer.
create table channels.peer_request (
  region text not null,
  peer_id uuid not null,
  case_id uuid not null,
  their_id text,
  token text,
  made_at timestamptz not null,
  primary key (region, peer_id, case_id)
);

create index peer_request_theirs on channels.peer_request (peer_id, their_id) where their_id is not null;

-- Updates of a peer that have been taken in, each once.
create table channels.peer_update (
  region text not null,
  peer_id uuid not null,
  their_id text not null,
  case_id uuid not null,
  at timestamptz not null,
  status text not null,
  done text,
  primary key (region, peer_id, their_id)
);

grant select, insert on channels.client_request, channels.request_update, channels.client_update, channels.peer_update to banyan_app;

grant select, insert, update on channels.push, channels.peer_request to banyan_app;

alter table channels.client_request enable row level security;

create policy client_request_seen on channels.client_request for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy client_request_written on channels.client_request for insert to banyan_app with check (true);

alter table channels.request_update enable row level security;

create policy request_update_seen on channels.request_update for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy request_update_written on channels.request_update for insert to banyan_app with check (true);

alter table channels.client_update enable row level security;

create policy client_update_seen on channels.client_update for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy client_update_written on channels.client_update for insert to banyan_app with check (true);

alter table channels.push enable row level security;

create policy push_seen on channels.push for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy push_changed on channels.push for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy push_written on channels.push for insert to banyan_app with check (true);

alter table channels.peer_request enable row level security;

create policy peer_request_seen on channels.peer_request for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy peer_request_changed on channels.peer_request for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
);

create policy peer_request_written on channels.peer_request for insert to banyan_app with check (true);

alter table channels.peer_update enable row level security;

create policy peer_update_seen on channels.peer_update for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy peer_update_written on channels.peer_update for insert to banyan_app with check (true);
