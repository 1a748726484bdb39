-- A limit holds for the cases reported from a day on, so that older cases keep theirs; without one it has held since ever.
alter table matters.limit_rule add column from_on date not null default '0001-01-01';

alter table matters.limit_rule drop constraint limit_rule_pkey;

alter table matters.limit_rule add primary key (area_code, clock, scope, scope_value, from_on);
