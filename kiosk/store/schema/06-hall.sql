-- The hall asks of everybody in it when they came here first.
CREATE INDEX check_in_worker ON check_in (worker);
