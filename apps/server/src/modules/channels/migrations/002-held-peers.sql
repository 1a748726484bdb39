-- How often in a row a sending failed by the peer's own fault, and until when the peer is left alone.
alter table channels.peer add column send_failures integer not null default 0;

alter table channels.peer add column held_until timestamptz;
