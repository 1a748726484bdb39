create schema people;

grant usage on schema people to banyan_app;

-- An officer signs in by login and password, a resident by a code sent to his phone.
create table people.account (
  id uuid primary key,
  kind text not null check (kind in ('officer', 'resident')),
  login text unique,
  password_hash text,
  name text not null,
  phone_sealed bytea,
  phone_index bytea,
  status text not null default 'active' check (status in ('active', 'suspended')),
  created_at timestamptz not null,
  check (kind = 'resident' or login is not null)
);

comment on column people.account.id is 'plain';

comment on column people.account.kind is 'plain';

comment on column people.account.login is 'personal: login of an officer';

comment on column people.account.password_hash is 'personal: argon2id hash of the password';

comment on column people.account.name is 'personal: name';

comment on column people.account.phone_sealed is 'personal: phone, sealed';

comment on column people.account.phone_index is 'personal: blind index of the phone';

comment on column people.account.status is 'plain';

comment on column people.account.created_at is 'plain';

create unique index account_of_phone on people.account (phone_index) where kind = 'resident';

grant select, insert on people.account to banyan_app;

grant update (name, status, password_hash, phone_sealed, phone_index) on people.account to banyan_app;

create table people.post (
  code text primary key,
  name text not null,
  name_en text not null,
  permissions text[] not null
);

comment on column people.post.code is 'plain';

comment on column people.post.name is 'plain';

comment on column people.post.name_en is 'plain';

comment on column people.post.permissions is 'plain';

grant select, insert, update (name, name_en, permissions) on people.post to banyan_app;

-- Who holds which post for which unit and area. The level is copied, because every request asks for it and an area never changes it.
create table people.appointment (
  id uuid primary key,
  account_id uuid not null references people.account (id),
  post_code text not null references people.post (code),
  unit_id text not null check (unit_id ~ '^[0-9A-Za-z-]+$'),
  area_code text not null check (area_code ~ '^[0-9]+$'),
  area_level text not null check (area_level in ('province', 'city', 'county', 'street', 'community', 'grid')),
  from_on date not null,
  -- The last day it is held.
  until_on date check (until_on >= from_on),
  unique (account_id, post_code, unit_id, area_code, from_on)
);

comment on column people.appointment.id is 'plain';

comment on column people.appointment.account_id is 'personal: who holds the post';

comment on column people.appointment.post_code is 'plain';

comment on column people.appointment.unit_id is 'plain';

comment on column people.appointment.area_code is 'plain';

comment on column people.appointment.area_level is 'plain';

comment on column people.appointment.from_on is 'plain';

comment on column people.appointment.until_on is 'plain';

create index appointment_of_unit on people.appointment (unit_id);

grant select, insert, update (area_level, until_on) on people.appointment to banyan_app;

-- The token itself is only in the cookie; a copy of this table opens no session.
create table people.session (
  token_hash bytea primary key,
  account_id uuid not null references people.account (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  agent text not null
);

comment on column people.session.token_hash is 'personal: SHA-256 of the session token';

comment on column people.session.account_id is 'personal: whose session it is';

comment on column people.session.created_at is 'personal: when the person signed in';

comment on column people.session.seen_at is 'personal: when the person was last here';

comment on column people.session.expires_at is 'plain';

comment on column people.session.agent is 'personal: kind of browser';

create index session_of_account on people.session (account_id);

create index session_expiring on people.session (expires_at);

grant select, insert, delete, update (seen_at) on people.session to banyan_app;

-- One row a phone: a new code takes the place of the old one, and the row counts what was sent that day.
create table people.one_time_code (
  phone_index bytea primary key,
  code_hash bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  tries integer not null,
  used_at timestamptz,
  sent_on date not null,
  sent_count integer not null
);

comment on column people.one_time_code.phone_index is 'personal: blind index of the phone';

comment on column people.one_time_code.code_hash is 'personal: keyed hash of the code';

comment on column people.one_time_code.made_at is 'personal: when the person asked for a code';

comment on column people.one_time_code.expires_at is 'plain';

comment on column people.one_time_code.tries is 'plain';

comment on column people.one_time_code.used_at is 'personal: when the person signed in';

comment on column people.one_time_code.sent_on is 'plain';

comment on column people.one_time_code.sent_count is 'plain';

create index one_time_code_made on people.one_time_code (made_at);

grant select, insert, update, delete on people.one_time_code to banyan_app;

-- Attempts by login, whether such a login exists or not: the answer to a stranger is the same for both.
create table people.login_attempt (
  login_index bytea primary key,
  failed_count integer not null,
  last_at timestamptz not null
);

comment on column people.login_attempt.login_index is 'personal: blind index of the login';

comment on column people.login_attempt.failed_count is 'plain';

comment on column people.login_attempt.last_at is 'plain';

create index login_attempt_last on people.login_attempt (last_at);

grant select, insert, update, delete on people.login_attempt to banyan_app;
