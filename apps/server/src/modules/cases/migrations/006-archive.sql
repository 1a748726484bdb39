-- The file of an archived case: its whole record as one signed document, once for offices and once for the reporter; written when the case is
-- archived and never changed (国务院关于在线政务服务的若干规定 第十二条: an electronic file has the force of one on paper).
create table cases.archive (
  region text not null,
  case_id uuid not null,
  -- 'office' or 'reporter': who may read this writing of it.
  reader text not null,
  archived_at timestamptz not null,
  -- The canonical text (RFC 8785), byte for byte as it was signed.
  document text not null,
  fingerprint text not null,
  signature text not null,
  key_id text not null,
  primary key (region, case_id, reader),
  foreign key (region, case_id) references cases.case_file (region, id)
);

comment on column cases.archive.document is 'personal: the whole record of the case, the reporter masked';

grant select, insert on cases.archive to banyan_app;

create trigger archive_is_append_only before update or delete or truncate on cases.archive for each statement execute function platform.refuse_change();

alter table cases.archive enable row level security;

-- Who has no unit reads only what was written for the reporter.
create policy archive_seen on cases.archive for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or (cases.is_seen(region, case_id) and (reader = 'reporter' or (select current_setting('app.units', true)) <> ''))
);

create policy archive_written on cases.archive for insert to banyan_app with check (true);

-- The marks of all archived files, for whoever holds one and asks whether it is known: a fingerprint tells nothing of what it was taken from.
create table cases.archive_mark (
  fingerprint text not null primary key,
  archived_at timestamptz not null,
  key_id text not null
);

grant select, insert on cases.archive_mark to banyan_app;

create trigger archive_mark_is_append_only before update or delete or truncate on cases.archive_mark for each statement execute function platform.refuse_change();
