create schema payments;

grant usage on schema payments to banyan_app;

create sequence payments.running_number;

grant usage on sequence payments.running_number to banyan_app;

create table payments.payment_order (
  region text not null,
  id uuid not null,
  version integer not null default 1,
  number text not null,
  kind text not null,
  state text not null,
  -- Which attempt to pay this is: it grows when what failed for good is ordered again.
  round smallint not null default 1,
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null default 'CNY',
  purpose text not null,
  -- What it is paid for, such as application:<id>.
  about text not null,
  unit_id text not null,
  -- Keyed hash of the person, by whom his own orders are found.
  payer_pass text not null,
  payee_name_sealed bytea not null,
  payee_masked text not null,
  account_sealed bytea,
  account_tail text,
  ordered_at timestamptz not null,
  -- When a round takes it up next: to send it, or to ask what became of it. Null when nothing is to be done.
  due_at timestamptz,
  leased_until timestamptz,
  attempts integer not null default 0,
  error text,
  -- The number that the gateway gave it.
  reference text,
  sent_at timestamptz,
  settled_at timestamptz,
  once_for text not null,
  primary key (region, id),
  constraint order_number unique (region, number),
  constraint order_once unique (region, once_for)
);

comment on column payments.payment_order.payer_pass is 'personal: keyed hash of the person';

comment on column payments.payment_order.payee_name_sealed is 'personal: name of the person, sealed';

comment on column payments.payment_order.payee_masked is 'personal: masked name of the person';

comment on column payments.payment_order.account_sealed is 'personal: bank account, sealed';

comment on column payments.payment_order.account_tail is 'personal: last four digits of a bank account';

create index payment_order_due on payments.payment_order (due_at) where due_at is not null;

create index payment_order_of on payments.payment_order (region, payer_pass);

create index payment_order_sent on payments.payment_order (sent_at) where sent_at is not null;

create table payments.order_history (
  region text not null,
  order_id uuid not null,
  step integer not null,
  at timestamptz not null,
  action text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  reason text,
  primary key (region, order_id, step)
);

comment on column payments.order_history.actor_name is 'personal: name of who acted';

create trigger order_history_is_append_only before update or delete or truncate on payments.order_history for each statement execute function platform.refuse_change();

-- One reading of a gateway's file for a day: the counts, and every line that does not match.
create table payments.reconciliation (
  region text not null,
  id uuid not null,
  day date not null,
  file_hash text not null,
  read_at timestamptz not null,
  account_id uuid,
  matched integer not null,
  missing integer not null,
  extra integer not null,
  differing integer not null,
  lines jsonb not null,
  primary key (region, id)
);

-- The memory of the sandbox that stands in for a payment system: what it was sent, each key once.
create table payments.sandbox_entry (
  key text primary key,
  kind text not null,
  amount_cents bigint not null,
  reference text not null,
  state text not null,
  reason text,
  taken_at timestamptz not null
);

grant select, insert on payments.payment_order to banyan_app;

grant update (state, version, round, due_at, leased_until, attempts, error, reference, sent_at, settled_at, account_sealed, account_tail) on payments.payment_order to banyan_app;

grant select, insert on payments.order_history, payments.reconciliation to banyan_app;

alter table payments.payment_order enable row level security;

create policy payment_order_seen on payments.payment_order for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or payer_pass = (select current_setting('app.pass', true))
);

create policy payment_order_placed on payments.payment_order for insert to banyan_app with check (true);

create policy payment_order_moved on payments.payment_order for update to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or payer_pass = (select current_setting('app.pass', true))
);

alter table payments.order_history enable row level security;

create policy order_history_seen on payments.order_history for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy order_history_written on payments.order_history for insert to banyan_app with check (true);

alter table payments.reconciliation enable row level security;

create policy reconciliation_seen on payments.reconciliation for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);

create policy reconciliation_written on payments.reconciliation for insert to banyan_app with check (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
);
