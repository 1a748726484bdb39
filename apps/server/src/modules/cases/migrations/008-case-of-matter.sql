-- The cases of one matter, the newest first: what Open311 asks by service_code, and officers by matter.
create index case_of_matter on cases.case_file (matter_code, reported_at desc, id desc);
