-- The tables of schema version 1, as `.dump` of SQLite gave them.
BEGIN TRANSACTION;
CREATE TABLE changes (
 seq INTEGER NOT NULL, 
 merge_seq INTEGER, 
 subject VARCHAR NOT NULL, 
 subject_id VARCHAR NOT NULL, 
 kind VARCHAR NOT NULL, 
 others JSON NOT NULL, 
 reason TEXT NOT NULL, 
 recorded_at DATETIME NOT NULL, 
 PRIMARY KEY (seq), 
 FOREIGN KEY(merge_seq) REFERENCES merges (seq)
);
CREATE TABLE events (
 seq INTEGER NOT NULL, 
 reading_seq INTEGER NOT NULL, 
 event_id VARCHAR NOT NULL, 
 type VARCHAR NOT NULL, 
 status VARCHAR NOT NULL, 
 novelty VARCHAR NOT NULL, 
 date_start DATE, 
 date_end DATE, 
 place_id VARCHAR, 
 lat FLOAT, 
 lon FLOAT, 
 search TEXT NOT NULL, 
 body JSON NOT NULL, 
 PRIMARY KEY (seq), 
 FOREIGN KEY(reading_seq) REFERENCES readings (seq)
);
CREATE TABLE incident_members (
 incident_seq INTEGER NOT NULL, 
 event_id VARCHAR NOT NULL, 
 PRIMARY KEY (incident_seq, event_id), 
 FOREIGN KEY(incident_seq) REFERENCES incidents (seq)
);
CREATE TABLE incidents (
 seq INTEGER NOT NULL, 
 merge_seq INTEGER NOT NULL, 
 incident_id VARCHAR NOT NULL, 
 version INTEGER NOT NULL, 
 gone BOOLEAN NOT NULL, 
 type VARCHAR NOT NULL, 
 status VARCHAR NOT NULL, 
 date_start DATE, 
 date_end DATE, 
 place_id VARCHAR, 
 lat FLOAT, 
 lon FLOAT, 
 search TEXT NOT NULL, 
 body JSON NOT NULL, 
 recorded_at DATETIME NOT NULL, 
 PRIMARY KEY (seq), 
 UNIQUE (incident_id, version), 
 FOREIGN KEY(merge_seq) REFERENCES merges (seq)
);
CREATE TABLE issues (
 seq INTEGER NOT NULL, 
 path TEXT NOT NULL, 
 line INTEGER, 
 doc_id VARCHAR, 
 field VARCHAR, 
 problem VARCHAR NOT NULL, 
 severity VARCHAR NOT NULL, 
 message TEXT NOT NULL, 
 recorded_at DATETIME NOT NULL, 
 PRIMARY KEY (seq)
);
CREATE TABLE merges (
 seq INTEGER NOT NULL, 
 until_reading INTEGER NOT NULL, 
 reason TEXT NOT NULL, 
 recorded_at DATETIME NOT NULL, 
 PRIMARY KEY (seq)
);
CREATE TABLE origins (
 seq INTEGER NOT NULL, 
 merge_seq INTEGER NOT NULL, 
 origin_id VARCHAR NOT NULL, 
 gone BOOLEAN NOT NULL, 
 body JSON NOT NULL, 
 recorded_at DATETIME NOT NULL, 
 PRIMARY KEY (seq), 
 FOREIGN KEY(merge_seq) REFERENCES merges (seq)
);
CREATE TABLE place_forms (
 place_id VARCHAR NOT NULL, 
 folded VARCHAR NOT NULL, 
 form VARCHAR NOT NULL, 
 "key" VARCHAR NOT NULL, 
 PRIMARY KEY (place_id, folded), 
 FOREIGN KEY(place_id) REFERENCES places (place_id)
);
CREATE TABLE places (
 place_id VARCHAR NOT NULL, 
 name VARCHAR NOT NULL, 
 kind VARCHAR, 
 country VARCHAR, 
 parent VARCHAR, 
 lat FLOAT NOT NULL, 
 lon FLOAT NOT NULL, 
 recorded_at DATETIME NOT NULL, 
 PRIMARY KEY (place_id)
);
CREATE TABLE readings (
 seq INTEGER NOT NULL, 
 report_seq INTEGER NOT NULL, 
 reader VARCHAR NOT NULL, 
 relevant BOOLEAN NOT NULL, 
 document JSON NOT NULL, 
 recorded_at DATETIME NOT NULL, 
 PRIMARY KEY (seq), 
 FOREIGN KEY(report_seq) REFERENCES reports (seq)
);
CREATE TABLE reports (
 seq INTEGER NOT NULL, 
 doc_id VARCHAR NOT NULL, 
 version INTEGER NOT NULL, 
 content_hash VARCHAR NOT NULL, 
 text TEXT NOT NULL, 
 title TEXT, 
 published DATE, 
 language VARCHAR, 
 outlet TEXT, 
 url TEXT, 
 recorded_at DATETIME NOT NULL, 
 PRIMARY KEY (seq), 
 UNIQUE (doc_id, version)
);
CREATE TABLE schema_versions (
 version INTEGER NOT NULL, 
 program VARCHAR NOT NULL, 
 recorded_at DATETIME NOT NULL, 
 PRIMARY KEY (version)
);
CREATE TABLE spans (
 timeline_seq INTEGER NOT NULL, 
 position INTEGER NOT NULL, 
 state VARCHAR NOT NULL, 
 date_start DATE, 
 date_end DATE, 
 body JSON NOT NULL, 
 PRIMARY KEY (timeline_seq, position), 
 FOREIGN KEY(timeline_seq) REFERENCES timelines (seq)
);
CREATE TABLE statements (
 seq INTEGER NOT NULL, 
 reading_seq INTEGER NOT NULL, 
 event_id VARCHAR NOT NULL, 
 place_id VARCHAR, 
 body JSON NOT NULL, 
 PRIMARY KEY (seq), 
 FOREIGN KEY(reading_seq) REFERENCES readings (seq)
);
CREATE TABLE tallies (
 seq INTEGER NOT NULL, 
 reading_seq INTEGER NOT NULL, 
 event_id VARCHAR NOT NULL, 
 kind VARCHAR NOT NULL, 
 body JSON NOT NULL, 
 PRIMARY KEY (seq), 
 FOREIGN KEY(reading_seq) REFERENCES readings (seq)
);
CREATE TABLE timelines (
 seq INTEGER NOT NULL, 
 merge_seq INTEGER NOT NULL, 
 place_id VARCHAR NOT NULL, 
 place_name VARCHAR NOT NULL, 
 lat FLOAT NOT NULL, 
 lon FLOAT NOT NULL, 
 recorded_at DATETIME NOT NULL, 
 PRIMARY KEY (seq), 
 FOREIGN KEY(merge_seq) REFERENCES merges (seq)
);
CREATE TRIGGER schema_versions_no_update BEFORE update ON schema_versions BEGIN SELECT RAISE(ABORT, 'the store is append-only: schema_versions cannot update a row'); END;
CREATE TRIGGER schema_versions_no_delete BEFORE delete ON schema_versions BEGIN SELECT RAISE(ABORT, 'the store is append-only: schema_versions cannot delete a row'); END;
CREATE INDEX reports_recorded ON reports (recorded_at);
CREATE INDEX reports_published ON reports (published);
CREATE TRIGGER reports_no_update BEFORE update ON reports BEGIN SELECT RAISE(ABORT, 'the store is append-only: reports cannot update a row'); END;
CREATE TRIGGER reports_no_delete BEFORE delete ON reports BEGIN SELECT RAISE(ABORT, 'the store is append-only: reports cannot delete a row'); END;
CREATE INDEX merges_recorded ON merges (recorded_at);
CREATE TRIGGER merges_no_update BEFORE update ON merges BEGIN SELECT RAISE(ABORT, 'the store is append-only: merges cannot update a row'); END;
CREATE TRIGGER merges_no_delete BEFORE delete ON merges BEGIN SELECT RAISE(ABORT, 'the store is append-only: merges cannot delete a row'); END;
CREATE TRIGGER places_no_update BEFORE update ON places BEGIN SELECT RAISE(ABORT, 'the store is append-only: places cannot update a row'); END;
CREATE TRIGGER places_no_delete BEFORE delete ON places BEGIN SELECT RAISE(ABORT, 'the store is append-only: places cannot delete a row'); END;
CREATE TRIGGER issues_no_update BEFORE update ON issues BEGIN SELECT RAISE(ABORT, 'the store is append-only: issues cannot update a row'); END;
CREATE TRIGGER issues_no_delete BEFORE delete ON issues BEGIN SELECT RAISE(ABORT, 'the store is append-only: issues cannot delete a row'); END;
CREATE INDEX readings_report ON readings (report_seq);
CREATE TRIGGER readings_no_update BEFORE update ON readings BEGIN SELECT RAISE(ABORT, 'the store is append-only: readings cannot update a row'); END;
CREATE TRIGGER readings_no_delete BEFORE delete ON readings BEGIN SELECT RAISE(ABORT, 'the store is append-only: readings cannot delete a row'); END;
CREATE INDEX origins_id ON origins (origin_id, recorded_at, seq);
CREATE TRIGGER origins_no_update BEFORE update ON origins BEGIN SELECT RAISE(ABORT, 'the store is append-only: origins cannot update a row'); END;
CREATE TRIGGER origins_no_delete BEFORE delete ON origins BEGIN SELECT RAISE(ABORT, 'the store is append-only: origins cannot delete a row'); END;
CREATE INDEX incidents_place ON incidents (place_id);
CREATE INDEX incidents_date ON incidents (date_start);
CREATE INDEX incidents_id ON incidents (incident_id, recorded_at, seq);
CREATE TRIGGER incidents_no_update BEFORE update ON incidents BEGIN SELECT RAISE(ABORT, 'the store is append-only: incidents cannot update a row'); END;
CREATE TRIGGER incidents_no_delete BEFORE delete ON incidents BEGIN SELECT RAISE(ABORT, 'the store is append-only: incidents cannot delete a row'); END;
CREATE INDEX timelines_place ON timelines (place_id, recorded_at, seq);
CREATE TRIGGER timelines_no_update BEFORE update ON timelines BEGIN SELECT RAISE(ABORT, 'the store is append-only: timelines cannot update a row'); END;
CREATE TRIGGER timelines_no_delete BEFORE delete ON timelines BEGIN SELECT RAISE(ABORT, 'the store is append-only: timelines cannot delete a row'); END;
CREATE INDEX changes_subject ON changes (subject_id);
CREATE INDEX changes_recorded ON changes (recorded_at);
CREATE TRIGGER changes_no_update BEFORE update ON changes BEGIN SELECT RAISE(ABORT, 'the store is append-only: changes cannot update a row'); END;
CREATE TRIGGER changes_no_delete BEFORE delete ON changes BEGIN SELECT RAISE(ABORT, 'the store is append-only: changes cannot delete a row'); END;
CREATE INDEX place_forms_folded ON place_forms (folded);
CREATE INDEX place_forms_key ON place_forms ("key");
CREATE TRIGGER place_forms_no_update BEFORE update ON place_forms BEGIN SELECT RAISE(ABORT, 'the store is append-only: place_forms cannot update a row'); END;
CREATE TRIGGER place_forms_no_delete BEFORE delete ON place_forms BEGIN SELECT RAISE(ABORT, 'the store is append-only: place_forms cannot delete a row'); END;
CREATE INDEX events_id ON events (event_id);
CREATE INDEX events_date ON events (date_start);
CREATE INDEX events_reading ON events (reading_seq);
CREATE TRIGGER events_no_update BEFORE update ON events BEGIN SELECT RAISE(ABORT, 'the store is append-only: events cannot update a row'); END;
CREATE TRIGGER events_no_delete BEFORE delete ON events BEGIN SELECT RAISE(ABORT, 'the store is append-only: events cannot delete a row'); END;
CREATE INDEX statements_id ON statements (event_id);
CREATE INDEX statements_reading ON statements (reading_seq);
CREATE TRIGGER statements_no_update BEFORE update ON statements BEGIN SELECT RAISE(ABORT, 'the store is append-only: statements cannot update a row'); END;
CREATE TRIGGER statements_no_delete BEFORE delete ON statements BEGIN SELECT RAISE(ABORT, 'the store is append-only: statements cannot delete a row'); END;
CREATE INDEX tallies_reading ON tallies (reading_seq);
CREATE INDEX tallies_id ON tallies (event_id);
CREATE TRIGGER tallies_no_update BEFORE update ON tallies BEGIN SELECT RAISE(ABORT, 'the store is append-only: tallies cannot update a row'); END;
CREATE TRIGGER tallies_no_delete BEFORE delete ON tallies BEGIN SELECT RAISE(ABORT, 'the store is append-only: tallies cannot delete a row'); END;
CREATE INDEX incident_members_event ON incident_members (event_id);
CREATE TRIGGER incident_members_no_update BEFORE update ON incident_members BEGIN SELECT RAISE(ABORT, 'the store is append-only: incident_members cannot update a row'); END;
CREATE TRIGGER incident_members_no_delete BEFORE delete ON incident_members BEGIN SELECT RAISE(ABORT, 'the store is append-only: incident_members cannot delete a row'); END;
CREATE TRIGGER spans_no_update BEFORE update ON spans BEGIN SELECT RAISE(ABORT, 'the store is append-only: spans cannot update a row'); END;
CREATE TRIGGER spans_no_delete BEFORE delete ON spans BEGIN SELECT RAISE(ABORT, 'the store is append-only: spans cannot delete a row'); END;
COMMIT;
