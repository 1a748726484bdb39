create schema rules;

grant usage on schema rules to banyan_app;

-- Rules of the whole city (reference tables on Citus): no region. What is or was in force is public; what is being prepared is seen by officers.
create table rules.rule (
  id text primary key,
  -- As the model calls itself; it follows the version that was written last.
  title text not null
);

create table rules.rule_version (
  rule_id text not null references rules.rule (id),
  number integer not null,
  -- Counts the changes of this row, so that of two officers one learns that he came second.
  revision integer not null default 1,
  state text not null,
  origin text not null,
  based_on integer,
  xml text not null,
  hash text not null,
  -- The days on which it decides, both inclusive; without a first day it never did, without a last one it goes on until a later version begins.
  from_on date,
  to_on date,
  author uuid,
  author_name text,
  approver uuid,
  approver_name text,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (rule_id, number)
);

comment on column rules.rule_version.author_name is 'personal: name of the officer who drafted it';

comment on column rules.rule_version.approver_name is 'personal: name of the officer who approved it';

create table rules.rule_history (
  rule_id text not null,
  number integer not null,
  step integer not null,
  at timestamptz not null,
  action text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  -- The content that the step found, so that an approval says what was approved.
  hash text not null,
  note text,
  primary key (rule_id, number, step),
  foreign key (rule_id, number) references rules.rule_version (rule_id, number)
);

comment on column rules.rule_history.actor_name is 'personal: name of the officer who acted';

comment on column rules.rule_history.note is 'plain: why a step was taken';

-- One decision that a rule made: what went in and what came out, to explain it and to replay it.
create table rules.decision (
  region text not null,
  id uuid not null,
  at timestamptz not null,
  rule_id text not null,
  number integer not null,
  inputs jsonb not null,
  outputs jsonb not null,
  -- What was decided about, such as an application, by its id; never a name or a number of a person.
  about_kind text not null,
  about_id text not null,
  primary key (region, id)
);

comment on column rules.decision.inputs is 'personal: what the rule knew of the person';

comment on column rules.decision.outputs is 'personal: what the rule decided';

create index decision_of_rule on rules.decision (rule_id, region, id);

create index decision_about on rules.decision (region, about_kind, about_id);

-- A version that was tried on the decisions of the past.
create table rules.replay (
  id uuid primary key,
  rule_id text not null,
  number integer not null,
  hash text not null,
  state text not null,
  from_on date not null,
  until_on date not null,
  -- Decisions to look at, looked at so far, and changed among them.
  total integer not null,
  seen integer not null,
  changed integer not null,
  fault text,
  asked_by uuid not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  foreign key (rule_id, number) references rules.rule_version (rule_id, number)
);

comment on column rules.replay.asked_by is 'personal: account of the officer who asked';

create index replay_of_version on rules.replay (rule_id, number, id desc);

create table rules.replay_change (
  region text not null,
  replay_id uuid not null,
  decision_id uuid not null,
  decided_at timestamptz not null,
  about_kind text not null,
  about_id text not null,
  before jsonb not null,
  after jsonb not null,
  fired jsonb not null,
  primary key (region, replay_id, decision_id)
);

comment on column rules.replay_change.before is 'personal: what the rule decided';

comment on column rules.replay_change.after is 'personal: what the rule would decide';

create index replay_change_in_order on rules.replay_change (replay_id, region, decision_id);

grant select, insert, update on rules.rule, rules.rule_version, rules.replay to banyan_app;

grant select, insert on rules.rule_history, rules.decision, rules.replay_change to banyan_app;

create trigger rule_history_is_append_only before update or delete or truncate on rules.rule_history for each statement execute function platform.refuse_change();

alter table rules.rule_version enable row level security;

create policy rule_version_seen on rules.rule_version for select to banyan_app using (
  from_on is not null or (select current_setting('app.regions', true)) <> ''
);

create policy rule_version_written on rules.rule_version for insert to banyan_app with check ((select current_setting('app.regions', true)) <> '');

create policy rule_version_changed on rules.rule_version for update to banyan_app using ((select current_setting('app.regions', true)) <> '');

alter table rules.rule_history enable row level security;

create policy rule_history_seen on rules.rule_history for select to banyan_app using ((select current_setting('app.regions', true)) <> '');

create policy rule_history_written on rules.rule_history for insert to banyan_app with check ((select current_setting('app.regions', true)) <> '');

alter table rules.replay enable row level security;

create policy replay_seen on rules.replay for select to banyan_app using ((select current_setting('app.regions', true)) <> '');

create policy replay_asked on rules.replay for insert to banyan_app with check ((select current_setting('app.regions', true)) <> '');

create policy replay_changed on rules.replay for update to banyan_app using ((select current_setting('app.regions', true)) <> '');

alter table rules.decision enable row level security;

create policy decision_seen on rules.decision for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

-- A guest or a resident at his own errand has no region, and his errand is decided and written down all the same.
create policy decision_made on rules.decision for insert to banyan_app with check (true);

alter table rules.replay_change enable row level security;

create policy replay_change_seen on rules.replay_change for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy replay_change_found on rules.replay_change for insert to banyan_app with check (
  (select current_setting('app.regions', true)) = '*'
);
