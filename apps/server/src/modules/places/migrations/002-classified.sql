-- Names and places of the catalogue are those of offices and areas, of no person.
comment on column places.city.name is 'plain';
comment on column places.city.name_en is 'plain';
comment on column places.city.lat is 'plain';
comment on column places.city.lon is 'plain';
comment on column places.area.name is 'plain';
comment on column places.area.name_en is 'plain';
comment on column places.area.lat is 'plain';
comment on column places.area.lon is 'plain';
comment on column places.unit_kind.name is 'plain';
comment on column places.unit_kind.name_en is 'plain';
comment on column places.unit.name is 'plain';
comment on column places.unit.name_en is 'plain';
