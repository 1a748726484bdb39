-- The person is told of his orders by whom he is, not by the keyed hash that admits him.
alter table payments.payment_order add column person_id text;

comment on column payments.payment_order.person_id is 'personal: who pays or is paid';

-- The sandbox is written by the platform in a unit of work of its own.
grant select, insert, update (state) on payments.sandbox_entry to banyan_app;
