comment on column triage.landmark.name is 'plain: name of a place';
