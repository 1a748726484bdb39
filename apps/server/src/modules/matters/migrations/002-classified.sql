-- Names in the responsibility list are those of matters and categories, of no person.
comment on column matters.category.name is 'plain';
comment on column matters.category.name_en is 'plain';
comment on column matters.matter.name is 'plain';
comment on column matters.matter.name_en is 'plain';
