-- Rights are held city-wide, so the table is a reference table; the column names where the application lies and is no part of its key.
alter table services.held_right rename column region to application_region;
