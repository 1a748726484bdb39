-- Looks stand in the one ledger of the module privacy, where their person reads them; this table had no reader.
drop table services.look;
