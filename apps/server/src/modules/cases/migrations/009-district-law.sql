-- Where a district's own law narrows the common one: a row left out, or a guard added; each with its ground and the day from which it holds.
create table cases.law_change (
  area_code text not null,
  row_name text not null,
  change text not null check (change in ('off', 'guard')),
  guard text,
  from_on date not null,
  basis text not null,
  source text not null,
  status text not null,
  primary key (area_code, row_name, from_on)
);

comment on column cases.law_change.guard is 'plain';

comment on column cases.law_change.row_name is 'plain';

grant select on cases.law_change to banyan_app;
