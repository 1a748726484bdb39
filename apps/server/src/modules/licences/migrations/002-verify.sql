-- The person is told of his licences by whom he is, not by the keyed hash that admits him.
alter table licences.licence add column person_id text;

comment on column licences.licence.person_id is 'personal: the holder';

grant select on sequence licences.running_number to banyan_app;

-- Counts of wrong codes are forgotten when their window is over.
grant delete on licences.wrong_code to banyan_app;
