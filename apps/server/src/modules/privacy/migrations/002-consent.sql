-- Consent of a person to one purpose and one source, given or withdrawn: each change is a new version with a signed receipt.
create table privacy.consent_history (
  id uuid primary key,
  person bytea not null,
  purpose text not null,
  source text not null,
  version integer not null check (version >= 1),
  state text not null check (state in ('given', 'withdrawn')),
  at timestamptz not null,
  receipt text not null,
  constraint consent_version unique (person, purpose, source, version)
);

comment on column privacy.consent_history.person is 'personal: keyed hash of who consents';

grant select, insert on privacy.consent_history to banyan_app;

create trigger consent_is_append_only before update or delete or truncate on privacy.consent_history for each statement execute function platform.refuse_change();

alter table privacy.consent_history enable row level security;

create policy consent_seen on privacy.consent_history for select to banyan_app using (
  (select current_setting('app.regions', true)) = '*'
  or encode(person, 'hex') = any ((select string_to_array(nullif(current_setting('app.subject', true), ''), ','))::text[])
);

create policy consent_written on privacy.consent_history for insert to banyan_app with check (true);
