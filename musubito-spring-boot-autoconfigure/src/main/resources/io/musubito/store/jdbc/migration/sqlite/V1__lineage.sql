-- Inside, rows refer to each other by integer; the ids that people and programs see are the text ones.
-- A row belongs to a namespace, which comes first in all keys and predicates: applications of different ones see nothing
-- of each other. A reference names it too, so that none leads out of it.
-- Instants are nanoseconds since 1970-01-01T00:00:00Z and durations nanoseconds; the views show them readably.

-- What steps returned, each content once.
CREATE TABLE musubito_artifact (
    namespace   TEXT    NOT NULL,
    id          INTEGER PRIMARY KEY,
    artifact_id TEXT    NOT NULL,                                      -- SHA-256 of the uncompressed payload
    size        INTEGER NOT NULL,                                      -- bytes, uncompressed
    compressed  INTEGER NOT NULL CHECK (compressed IN (0, 1)),
    payload     BLOB,                                                  -- JSON text, or gzip of it when compressed
    UNIQUE (namespace, artifact_id),
    UNIQUE (namespace, id)
);

-- What code fingerprints were made of, to say which method has changed and what was not followed.
CREATE TABLE musubito_code (
    namespace  TEXT    NOT NULL,
    id         INTEGER PRIMARY KEY,
    hash       TEXT    NOT NULL,
    level      TEXT    NOT NULL CHECK (level IN ('REACHABLE', 'METHOD', 'NONE')),
    parts      TEXT    NOT NULL,                                       -- JSON: a hash for each method and class
    boundary   TEXT    NOT NULL,                                       -- JSON: the methods that were not followed
    written_on INTEGER NOT NULL,                                       -- the last day on which a process wrote it: those that use it do so each day
    UNIQUE (namespace, hash)
);

-- The texts of the resources that steps declare, prompts in general, by the component of a key that stands for them: to
-- show what changed in one.
CREATE TABLE musubito_text (
    namespace  TEXT    NOT NULL,
    component  TEXT    NOT NULL,
    compressed INTEGER NOT NULL CHECK (compressed IN (0, 1)),
    content    BLOB    NOT NULL,                                       -- text, or gzip of it when compressed
    written_on INTEGER NOT NULL,                                       -- as of code
    PRIMARY KEY (namespace, component)
);

-- The recorded computations. Only short columns: marking many nodes as stale rewrites their rows.
CREATE TABLE musubito_node (
    namespace    TEXT    NOT NULL,
    id           INTEGER PRIMARY KEY,
    node_id      TEXT    NOT NULL,
    replay_key   TEXT    NOT NULL,
    operation    TEXT    NOT NULL,
    type         TEXT    NOT NULL CHECK (type IN ('DETERMINISTIC', 'STOCHASTIC', 'EXTERNAL_EFFECT')),
    status       TEXT    NOT NULL CHECK (status IN ('RUNNING', 'SUCCESS', 'FAILED', 'STALE', 'UNKNOWN', 'OUTDATED', 'MANUAL')),
    kept         INTEGER NOT NULL CHECK (kept IN (0, 1)),
    calls        INTEGER NOT NULL CHECK (calls IN (0, 1)),             -- whether it called other steps
    producer     INTEGER,                                              -- NULL: the node itself
    artifact     INTEGER,                                              -- NULL: it never succeeded
    execution    INTEGER,                                              -- the journal entry of the execution that produced the artifact
    executed_at  INTEGER,                                              -- when that was
    duration     INTEGER NOT NULL,
    spent        TEXT,                                                 -- JSON: what models used in that execution; NULL: it called none
    called_spent TEXT,                                                 -- the same of the steps that it called
    stale_by     TEXT,                                                 -- the node_id of the node that made it stale
    error        TEXT,                                                 -- of the last attempt, when that failed
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    used_on      INTEGER NOT NULL DEFAULT 0,                           -- the last day on which it was used, counted from 1970-01-01
    UNIQUE (namespace, node_id),
    UNIQUE (namespace, id),
    FOREIGN KEY (namespace, producer) REFERENCES musubito_node (namespace, id),
    FOREIGN KEY (namespace, artifact) REFERENCES musubito_artifact (namespace, id)
);
CREATE INDEX musubito_node_replay_key ON musubito_node (namespace, replay_key, execution);
CREATE INDEX musubito_node_operation ON musubito_node (namespace, operation);
CREATE INDEX musubito_node_producer ON musubito_node (namespace, producer) WHERE producer IS NOT NULL;
CREATE INDEX musubito_node_artifact ON musubito_node (namespace, artifact);

-- What is needed of a node when somebody asks about it, and may be long.
CREATE TABLE musubito_node_details (
    namespace         TEXT    NOT NULL,
    node              INTEGER PRIMARY KEY,
    components        TEXT    NOT NULL,                                -- JSON: what the replay key was made of
    why               TEXT,                                            -- JSON: why it was last executed
    inputs_compressed INTEGER NOT NULL CHECK (inputs_compressed IN (0, 1)),
    inputs            BLOB,                                            -- JSON text, or gzip of it when compressed
    given_by          TEXT,                                            -- who gave the artifact by hand; NULL: nobody did
    given_at          INTEGER,
    FOREIGN KEY (namespace, node) REFERENCES musubito_node (namespace, id) ON DELETE CASCADE
);

-- Downstream depends on upstream, which is a producer.
CREATE TABLE musubito_edge (
    namespace  TEXT    NOT NULL,
    upstream   INTEGER NOT NULL,
    downstream INTEGER NOT NULL,
    kind       TEXT    NOT NULL CHECK (kind IN ('DATA', 'CALL')),
    PRIMARY KEY (namespace, upstream, downstream, kind),
    FOREIGN KEY (namespace, upstream) REFERENCES musubito_node (namespace, id) ON DELETE CASCADE,
    FOREIGN KEY (namespace, downstream) REFERENCES musubito_node (namespace, id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX musubito_edge_downstream ON musubito_edge (namespace, downstream, kind, upstream);

-- Whoever deletes a run takes it out of the references of others first.
CREATE TABLE musubito_run (
    namespace   TEXT    NOT NULL,
    id          INTEGER PRIMARY KEY,
    run_id      TEXT    NOT NULL,
    pipeline    TEXT    NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind IN ('PIPELINE', 'REQUEST')),
    status      TEXT    NOT NULL CHECK (status IN ('SUBMITTED', 'RUNNING', 'SUCCESS', 'FAILED', 'ABANDONED')),
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER,
    newest_node INTEGER NOT NULL,                                      -- the id of the newest node when the run began to record
    owner       TEXT,                                                  -- the process that it runs in, <process id>-<unique id>
    parent      INTEGER,                                               -- the run of the pipeline that called this one
    place       TEXT,                                                  -- which call of which pipeline in the parent, as the positions of steps
    resumed     INTEGER,                                               -- the run that this one resumes
    UNIQUE (namespace, run_id),
    UNIQUE (namespace, id),
    FOREIGN KEY (namespace, parent) REFERENCES musubito_run (namespace, id),
    FOREIGN KEY (namespace, resumed) REFERENCES musubito_run (namespace, id)
);
CREATE INDEX musubito_run_pipeline ON musubito_run (namespace, pipeline);
CREATE INDEX musubito_run_owner ON musubito_run (namespace, owner) WHERE status IN ('RUNNING', 'SUBMITTED');
CREATE INDEX musubito_run_parent ON musubito_run (namespace, parent) WHERE parent IS NOT NULL;
CREATE INDEX musubito_run_resumed ON musubito_run (namespace, resumed) WHERE resumed IS NOT NULL;

-- How pipelines were called, to resume their runs. Apart from the runs, as arguments may be long.
CREATE TABLE musubito_call (
    namespace            TEXT    NOT NULL,
    run                  INTEGER PRIMARY KEY,
    signature            TEXT    NOT NULL,                             -- the parameters of the method
    arguments_compressed INTEGER NOT NULL CHECK (arguments_compressed IN (0, 1)),
    arguments            BLOB,                                         -- JSON array, or gzip of it when compressed; NULL: they can't be stored
    obstacle             TEXT,                                         -- why they can't be stored
    components           TEXT    NOT NULL,                             -- JSON: what the pipeline was made of beside its steps
    FOREIGN KEY (namespace, run) REFERENCES musubito_run (namespace, id) ON DELETE CASCADE
);

-- Results that were given by hand for a run, and for the runs that resume it: a row for each call that is answered with
-- one, and for each in whose body that happens.
CREATE TABLE musubito_override (
    namespace   TEXT    NOT NULL,
    run         INTEGER NOT NULL,
    position    TEXT    NOT NULL,                                      -- with those of the child runs around it
    override_id TEXT    NOT NULL,                                      -- the component 'manual' of what it is part of
    operation   TEXT    NOT NULL,                                      -- the step whose result was given
    replay_key  TEXT    NOT NULL,                                      -- of the call in the run that was resumed; '': not known
    encloses    INTEGER NOT NULL CHECK (encloses IN (0, 1)),
    artifact    INTEGER NOT NULL,
    given_by    TEXT    NOT NULL,
    given_at    INTEGER NOT NULL,
    PRIMARY KEY (namespace, run, position, override_id),
    FOREIGN KEY (namespace, run) REFERENCES musubito_run (namespace, id) ON DELETE CASCADE,
    FOREIGN KEY (namespace, artifact) REFERENCES musubito_artifact (namespace, id)
) WITHOUT ROWID;
CREATE INDEX musubito_override_artifact ON musubito_override (namespace, artifact);

-- The journal. AUTOINCREMENT: its ids number the executions, and must not be given twice.
CREATE TABLE musubito_step_record (
    namespace TEXT    NOT NULL,
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    run       INTEGER,
    sequence  INTEGER NOT NULL,
    position  TEXT,                                                    -- which call of which step, to compare runs by; NULL outside of runs
    operation TEXT    NOT NULL,
    node_id   TEXT    NOT NULL,
    -- Not IN: to check it, SQLite would build the list anew for each entry, a third of the time that a replay's takes
    outcome   TEXT    NOT NULL CHECK (outcome = 'REPLAYED' OR outcome = 'EXECUTED' OR outcome = 'JOINED' OR
                                      outcome = 'SERVED_STALE' OR outcome = 'FAILED' OR outcome = 'BLOCKED' OR
                                      outcome = 'MANUAL'),
    why       TEXT,                                                    -- JSON
    error     TEXT,
    artifact  TEXT,                                                    -- the hash of what an execution returned; its node may have another by now
    duration  INTEGER NOT NULL,
    saved     INTEGER NOT NULL,
    ended_at  INTEGER NOT NULL,
    instance  TEXT,                                                    -- the process that executed it, when that is not the run's
    not_dispatchable TEXT,                                             -- why it was not handed over to another process
    FOREIGN KEY (namespace, run) REFERENCES musubito_run (namespace, id) ON DELETE CASCADE
);
CREATE INDEX musubito_step_record_run ON musubito_step_record (namespace, run, position) WHERE run IS NOT NULL;
-- Not of replays: each would be written twice
CREATE INDEX musubito_step_record_executed ON musubito_step_record (namespace, node_id, run) WHERE outcome = 'EXECUTED';

-- The journal of what was replayed outside of runs, where replays are many, and nothing else depends on them. No reference
-- to nodes that the database checks: each would need an index.
CREATE TABLE musubito_replay (
    namespace    TEXT    NOT NULL,
    id           INTEGER PRIMARY KEY,
    node         INTEGER NOT NULL,
    duration     INTEGER NOT NULL,
    saved        INTEGER NOT NULL,
    tokens_saved INTEGER,                                              -- NULL: no model was called
    ended_at     INTEGER NOT NULL
);

-- What models used, told apart by model. A step that called none has no row. No reference to the journal that the database
-- checks: that would need an index of its entries, which are many. Whoever deletes those deletes these.
CREATE TABLE musubito_usage (
    namespace           TEXT    NOT NULL,
    step_record         INTEGER NOT NULL,
    operation           TEXT    NOT NULL,                              -- of the entry
    kind                TEXT    NOT NULL CHECK (kind = 'SPENT' OR kind = 'SAVED'), -- in the call; in the execution that it replays
    model               TEXT    NOT NULL,
    calls               INTEGER NOT NULL,
    input_tokens        INTEGER NOT NULL,                              -- those from the cache of the model included
    output_tokens       INTEGER NOT NULL,
    cached_input_tokens INTEGER NOT NULL,
    PRIMARY KEY (namespace, step_record, kind, model)
) WITHOUT ROWID;

-- What the steps were made of when an application last started, to tell at the next start what changed.
CREATE TABLE musubito_definition (
    namespace  TEXT    NOT NULL,
    operation  TEXT    NOT NULL,
    components TEXT    NOT NULL,                                       -- JSON
    PRIMARY KEY (namespace, operation)
) WITHOUT ROWID;

-- By which names the parameters of effects, and the fields and classes of their arguments, count, so that something that
-- gets another name does not perform an effect again. Not to be lost.
CREATE TABLE musubito_effect_names (
    namespace TEXT    NOT NULL,
    operation TEXT    NOT NULL,
    version   TEXT    NOT NULL,
    scope     TEXT    NOT NULL,                                        -- a class, or '' for the parameters
    names     TEXT    NOT NULL,                                        -- lines
    PRIMARY KEY (namespace, operation, version, scope)
) WITHOUT ROWID;

-- What is true of all that is recorded. identity-scheme: how the application that last started tells computations apart.
CREATE TABLE musubito_meta (
    namespace TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    value     TEXT    NOT NULL,
    PRIMARY KEY (namespace, name)
) WITHOUT ROWID;

-- The code fingerprints of the last start of each application, with the hashes of all that they were computed from. May
-- be lost: they are computed then.
CREATE TABLE musubito_fingerprint (
    namespace   TEXT    NOT NULL,
    application TEXT    NOT NULL,                                      -- its packages
    content     BLOB    NOT NULL,
    PRIMARY KEY (namespace, application)
);

-- The calls that processes offer to others, while they wait for the results.
CREATE TABLE musubito_work (
    namespace          TEXT    NOT NULL,
    work_id            TEXT    NOT NULL,
    owner              TEXT    NOT NULL,                               -- the process that waits
    replay_key         TEXT    NOT NULL,
    ended              INTEGER NOT NULL CHECK (ended IN (0, 1)),       -- whether it was made, successfully or not
    content_compressed INTEGER NOT NULL CHECK (content_compressed IN (0, 1)),
    content            BLOB    NOT NULL,                               -- JSON text, or gzip of it when compressed
    PRIMARY KEY (namespace, work_id)
);
CREATE INDEX musubito_work_owner ON musubito_work (namespace, owner, ended);

-- What is due, one row for each hint: the library that carries them reads and writes it.
CREATE TABLE musubito_job (
    namespace            TEXT    NOT NULL,
    queue                TEXT    NOT NULL,
    task_name            TEXT    NOT NULL,
    task_instance        TEXT    NOT NULL,
    task_data            BLOB,                                         -- JSON text
    execution_time       INTEGER NOT NULL,
    picked               INTEGER NOT NULL,
    picked_by            TEXT,
    last_success         INTEGER,
    last_failure         INTEGER,
    consecutive_failures INTEGER,
    last_heartbeat       INTEGER,
    version              BIGINT  NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (namespace, queue, task_name, task_instance)
);
CREATE INDEX musubito_job_due ON musubito_job (namespace, queue, execution_time);

-- What all processes have used of the limits of a provider. The text is of the package quota; it is replaced as a whole, if
-- nobody else has done so since it was read. May be lost: what was used in the last minute is not known then.
CREATE TABLE musubito_quota (
    namespace TEXT    NOT NULL,
    model     TEXT    NOT NULL,
    version   INTEGER NOT NULL,
    content   TEXT    NOT NULL,
    PRIMARY KEY (namespace, model)
);

-- What changes the world outside, each effect once. Not tied to its node: it is kept when that is not. It has happened
-- when it has an artifact and is neither STARTED nor UNKNOWN.
CREATE TABLE musubito_effect (
    namespace       TEXT    NOT NULL,
    id              INTEGER PRIMARY KEY,
    effect_key      TEXT    NOT NULL,                                  -- the replay_key of its nodes
    node_id         TEXT    NOT NULL,                                  -- the node of the last attempt
    operation       TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('STARTED', 'SUCCEEDED', 'NOT_HAPPENED', 'UNKNOWN', 'RESOLVED')),
    owner           TEXT    NOT NULL,                                  -- the process of the last attempt
    idempotency_key TEXT    NOT NULL,
    attempts        INTEGER NOT NULL,
    artifact        INTEGER,                                           -- what the last success returned
    started_at      INTEGER NOT NULL,                                  -- the last attempt
    ended_at        INTEGER,
    error           TEXT,                                              -- of the last attempt, when that did not succeed
    resolution      TEXT CHECK (resolution IN ('HAPPENED', 'NOT_HAPPENED')),
    resolved_by     TEXT,
    resolved_at     INTEGER,
    UNIQUE (namespace, effect_key),
    FOREIGN KEY (namespace, artifact) REFERENCES musubito_artifact (namespace, id)
);
CREATE INDEX musubito_effect_artifact ON musubito_effect (namespace, artifact) WHERE artifact IS NOT NULL;
CREATE INDEX musubito_effect_state ON musubito_effect (namespace, state) WHERE state IN ('STARTED', 'UNKNOWN');

-- Who is executing what. A row is worth as much as its owner is alive, which the kernel tells: no clock is involved.
CREATE TABLE musubito_claim (
    namespace  TEXT    NOT NULL,
    replay_key TEXT    NOT NULL,
    node_id    TEXT    NOT NULL,
    operation  TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    run_id     TEXT,
    owner      TEXT    NOT NULL,
    since      INTEGER NOT NULL,                                       -- for people
    fence      INTEGER NOT NULL DEFAULT 1,                             -- how often it was taken over
    PRIMARY KEY (namespace, replay_key)
) WITHOUT ROWID;

-- Who waits for a claim, and which claims are not released before that. Only waits that last have rows.
CREATE TABLE musubito_claim_wait (
    namespace TEXT    NOT NULL,
    wait_id   TEXT    NOT NULL,
    owner     TEXT    NOT NULL,
    wanted    TEXT    NOT NULL,
    blocked   TEXT                                                     -- the replay key of such a claim; NULL: none
);

-- Totals, which are kept because counting would take too long. Those of the journal are added up in the transaction that
-- writes its entries, and written when it ends: a trigger would take a third of the time that an entry does. A period is
-- told by its length in hours and when it begins; 0 and 0 is all time.
CREATE TABLE musubito_total (
    namespace TEXT    NOT NULL,
    hours     INTEGER NOT NULL CHECK (hours IN (0, 1, 6, 24)),
    start     INTEGER NOT NULL,
    operation TEXT    NOT NULL,
    replayed  INTEGER NOT NULL,                                        -- REPLAYED, JOINED, SERVED_STALE
    executed  INTEGER NOT NULL,                                        -- EXECUTED
    failed    INTEGER NOT NULL,                                        -- FAILED, BLOCKED
    manual    INTEGER NOT NULL,                                        -- MANUAL
    duration  INTEGER NOT NULL,                                        -- of EXECUTED and FAILED
    saved     INTEGER NOT NULL,
    PRIMARY KEY (namespace, hours, start, operation)
) WITHOUT ROWID;

CREATE TABLE musubito_usage_total (
    namespace           TEXT    NOT NULL,
    hours               INTEGER NOT NULL CHECK (hours IN (0, 1, 6, 24)),
    start               INTEGER NOT NULL,
    operation           TEXT    NOT NULL,
    kind                TEXT    NOT NULL CHECK (kind = 'SPENT' OR kind = 'SAVED'),
    model               TEXT    NOT NULL,
    calls               INTEGER NOT NULL,
    input_tokens        INTEGER NOT NULL,
    output_tokens       INTEGER NOT NULL,
    cached_input_tokens INTEGER NOT NULL,
    PRIMARY KEY (namespace, hours, start, operation, kind, model)
) WITHOUT ROWID;

-- Why steps executed
CREATE TABLE musubito_reason_total (
    namespace TEXT    NOT NULL,
    hours     INTEGER NOT NULL CHECK (hours IN (0, 1, 6, 24)),
    start     INTEGER NOT NULL,
    reason    TEXT    NOT NULL,
    steps     INTEGER NOT NULL,
    PRIMARY KEY (namespace, hours, start, reason)
) WITHOUT ROWID;

CREATE TABLE musubito_run_total (
    namespace TEXT    NOT NULL,
    run       INTEGER NOT NULL,
    replayed  INTEGER NOT NULL,
    executed  INTEGER NOT NULL,
    failed    INTEGER NOT NULL,
    manual    INTEGER NOT NULL,
    saved     INTEGER NOT NULL,
    PRIMARY KEY (namespace, run),
    FOREIGN KEY (namespace, run) REFERENCES musubito_run (namespace, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE musubito_run_usage (
    namespace           TEXT    NOT NULL,
    run                 INTEGER NOT NULL,
    kind                TEXT    NOT NULL CHECK (kind = 'SPENT' OR kind = 'SAVED'),
    model               TEXT    NOT NULL,
    calls               INTEGER NOT NULL,
    input_tokens        INTEGER NOT NULL,
    output_tokens       INTEGER NOT NULL,
    cached_input_tokens INTEGER NOT NULL,
    PRIMARY KEY (namespace, run, kind, model),
    FOREIGN KEY (namespace, run) REFERENCES musubito_run (namespace, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- What was changed so that steps of the run executed, without those that executed because of another step of the run
CREATE TABLE musubito_run_cause (
    namespace TEXT    NOT NULL,
    run       INTEGER NOT NULL,
    reason    TEXT    NOT NULL,
    component TEXT    NOT NULL,                                        -- '': none
    steps     INTEGER NOT NULL,
    PRIMARY KEY (namespace, run, reason, component),
    FOREIGN KEY (namespace, run) REFERENCES musubito_run (namespace, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- Those of nodes, artifacts, edges and runs are kept by triggers: none of them is written when a node is replayed, and
-- whoever changes a row, by whatever statement, can't forget it.
CREATE TABLE musubito_node_total (
    namespace TEXT    NOT NULL,
    operation TEXT    NOT NULL,
    status    TEXT    NOT NULL,
    nodes     INTEGER NOT NULL,
    PRIMARY KEY (namespace, operation, status)
) WITHOUT ROWID;

CREATE TABLE musubito_operation (
    namespace TEXT    NOT NULL,
    operation TEXT    NOT NULL,
    type      TEXT    NOT NULL,                                        -- of the node that was last recorded; it stays when there is none left, as its totals do
    PRIMARY KEY (namespace, operation)
) WITHOUT ROWID;

CREATE TABLE musubito_store_total (
    namespace TEXT    NOT NULL,
    name      TEXT    NOT NULL CHECK (name IN ('artifacts', 'artifact bytes', 'edges', 'runs')),
    value     INTEGER NOT NULL,
    PRIMARY KEY (namespace, name)
) WITHOUT ROWID;

-- When an artifact was last used. Apart from it, as to update a row writes its payload again.
CREATE TABLE musubito_artifact_use (
    namespace TEXT    NOT NULL,
    artifact  INTEGER NOT NULL,
    used_on   INTEGER NOT NULL,
    size      INTEGER NOT NULL,                                        -- of the artifact
    PRIMARY KEY (namespace, artifact),
    FOREIGN KEY (namespace, artifact) REFERENCES musubito_artifact (namespace, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- How much was last used on which day
CREATE TABLE musubito_use_total (
    namespace      TEXT    NOT NULL,
    used_on        INTEGER NOT NULL,
    nodes          INTEGER NOT NULL,
    artifact_bytes INTEGER NOT NULL,
    PRIMARY KEY (namespace, used_on)
) WITHOUT ROWID;

CREATE TRIGGER musubito_node_inserted AFTER INSERT ON musubito_node
BEGIN
    INSERT INTO musubito_node_total (namespace, operation, status, nodes) VALUES (NEW.namespace, NEW.operation, NEW.status, 1)
    ON CONFLICT (namespace, operation, status) DO UPDATE SET nodes = nodes + 1;
    INSERT INTO musubito_use_total (namespace, used_on, nodes, artifact_bytes) VALUES (NEW.namespace, NEW.used_on, 1, 0)
    ON CONFLICT (namespace, used_on) DO UPDATE SET nodes = nodes + 1;
END;

CREATE TRIGGER musubito_node_status_changed AFTER UPDATE OF operation, status ON musubito_node
    WHEN OLD.status <> NEW.status OR OLD.operation <> NEW.operation
BEGIN
    UPDATE musubito_node_total SET nodes = nodes - 1
    WHERE namespace = OLD.namespace AND operation = OLD.operation AND status = OLD.status;
    INSERT INTO musubito_node_total (namespace, operation, status, nodes) VALUES (NEW.namespace, NEW.operation, NEW.status, 1)
    ON CONFLICT (namespace, operation, status) DO UPDATE SET nodes = nodes + 1;
END;

CREATE TRIGGER musubito_node_used AFTER UPDATE OF used_on ON musubito_node
    WHEN OLD.used_on <> NEW.used_on
BEGIN
    UPDATE musubito_use_total SET nodes = nodes - 1 WHERE namespace = OLD.namespace AND used_on = OLD.used_on;
    INSERT INTO musubito_use_total (namespace, used_on, nodes, artifact_bytes) VALUES (NEW.namespace, NEW.used_on, 1, 0)
    ON CONFLICT (namespace, used_on) DO UPDATE SET nodes = nodes + 1;
END;

CREATE TRIGGER musubito_node_deleted AFTER DELETE ON musubito_node
BEGIN
    UPDATE musubito_node_total SET nodes = nodes - 1
    WHERE namespace = OLD.namespace AND operation = OLD.operation AND status = OLD.status;
    UPDATE musubito_use_total SET nodes = nodes - 1 WHERE namespace = OLD.namespace AND used_on = OLD.used_on;
END;

CREATE TRIGGER musubito_artifact_inserted AFTER INSERT ON musubito_artifact
BEGIN
    INSERT INTO musubito_store_total (namespace, name, value)
    VALUES (NEW.namespace, 'artifacts', 1), (NEW.namespace, 'artifact bytes', NEW.size)
    ON CONFLICT (namespace, name) DO UPDATE SET value = value + excluded.value;
    INSERT INTO musubito_artifact_use (namespace, artifact, used_on, size) VALUES (NEW.namespace, NEW.id, 0, NEW.size);
END;

CREATE TRIGGER musubito_artifact_size_changed AFTER UPDATE OF size ON musubito_artifact
    WHEN OLD.size <> NEW.size
BEGIN
    UPDATE musubito_store_total SET value = value + NEW.size - OLD.size
    WHERE namespace = NEW.namespace AND name = 'artifact bytes';
    UPDATE musubito_artifact_use SET size = NEW.size WHERE namespace = NEW.namespace AND artifact = NEW.id;
END;

CREATE TRIGGER musubito_artifact_deleted AFTER DELETE ON musubito_artifact
BEGIN
    UPDATE musubito_store_total SET value = value - CASE name WHEN 'artifacts' THEN 1 ELSE OLD.size END
    WHERE namespace = OLD.namespace AND name IN ('artifacts', 'artifact bytes');
    DELETE FROM musubito_artifact_use WHERE namespace = OLD.namespace AND artifact = OLD.id;
END;

CREATE TRIGGER musubito_artifact_use_inserted AFTER INSERT ON musubito_artifact_use
BEGIN
    INSERT INTO musubito_use_total (namespace, used_on, nodes, artifact_bytes) VALUES (NEW.namespace, NEW.used_on, 0, NEW.size)
    ON CONFLICT (namespace, used_on) DO UPDATE SET artifact_bytes = artifact_bytes + excluded.artifact_bytes;
END;

CREATE TRIGGER musubito_artifact_used AFTER UPDATE OF used_on, size ON musubito_artifact_use
    WHEN OLD.used_on <> NEW.used_on OR OLD.size <> NEW.size
BEGIN
    UPDATE musubito_use_total SET artifact_bytes = artifact_bytes - OLD.size
    WHERE namespace = OLD.namespace AND used_on = OLD.used_on;
    INSERT INTO musubito_use_total (namespace, used_on, nodes, artifact_bytes) VALUES (NEW.namespace, NEW.used_on, 0, NEW.size)
    ON CONFLICT (namespace, used_on) DO UPDATE SET artifact_bytes = artifact_bytes + excluded.artifact_bytes;
END;

CREATE TRIGGER musubito_artifact_use_deleted AFTER DELETE ON musubito_artifact_use
BEGIN
    UPDATE musubito_use_total SET artifact_bytes = artifact_bytes - OLD.size
    WHERE namespace = OLD.namespace AND used_on = OLD.used_on;
END;

CREATE TRIGGER musubito_edge_inserted AFTER INSERT ON musubito_edge
BEGIN
    INSERT INTO musubito_store_total (namespace, name, value) VALUES (NEW.namespace, 'edges', 1)
    ON CONFLICT (namespace, name) DO UPDATE SET value = value + excluded.value;
END;

CREATE TRIGGER musubito_edge_deleted AFTER DELETE ON musubito_edge
BEGIN
    UPDATE musubito_store_total SET value = value - 1 WHERE namespace = OLD.namespace AND name = 'edges';
END;

CREATE TRIGGER musubito_run_inserted AFTER INSERT ON musubito_run
BEGIN
    INSERT INTO musubito_store_total (namespace, name, value) VALUES (NEW.namespace, 'runs', 1)
    ON CONFLICT (namespace, name) DO UPDATE SET value = value + excluded.value;
END;

CREATE TRIGGER musubito_run_deleted AFTER DELETE ON musubito_run
BEGIN
    UPDATE musubito_store_total SET value = value - 1 WHERE namespace = OLD.namespace AND name = 'runs';
END;

-- For people.

CREATE VIEW musubito_v_runs AS
SELECT r.namespace,
       r.run_id,
       r.pipeline,
       r.kind,
       r.status,
       p.run_id                                                                       AS parent_run_id,
       o.run_id                                                                       AS resumed_from,
       strftime('%Y-%m-%dT%H:%M:%fZ', r.started_at / 1e9, 'unixepoch')                AS started_at,
       strftime('%Y-%m-%dT%H:%M:%fZ', r.ended_at / 1e9, 'unixepoch')                  AS ended_at,
       count(s.id)                                                                    AS steps,
       count(s.id) FILTER (WHERE s.outcome = 'EXECUTED')                              AS executed,
       count(s.id) FILTER (WHERE s.outcome IN ('REPLAYED', 'JOINED', 'SERVED_STALE')) AS replayed,
       count(s.id) FILTER (WHERE s.outcome IN ('FAILED', 'BLOCKED'))                  AS failed,
       (SELECT sum(u.input_tokens + u.output_tokens)
        FROM musubito_usage u JOIN musubito_step_record e ON e.namespace = u.namespace AND e.id = u.step_record
        WHERE e.namespace = r.namespace AND e.run = r.id AND u.kind = 'SPENT') AS tokens_spent,
       (SELECT sum(u.input_tokens + u.output_tokens)
        FROM musubito_usage u JOIN musubito_step_record e ON e.namespace = u.namespace AND e.id = u.step_record
        WHERE e.namespace = r.namespace AND e.run = r.id AND u.kind = 'SAVED') AS tokens_saved
FROM musubito_run r
         LEFT JOIN musubito_run p ON p.namespace = r.namespace AND p.id = r.parent
         LEFT JOIN musubito_run o ON o.namespace = r.namespace AND o.id = r.resumed
         LEFT JOIN musubito_step_record s ON s.namespace = r.namespace AND s.run = r.id
GROUP BY r.id;

CREATE VIEW musubito_v_steps AS
SELECT s.namespace,
       r.run_id,
       r.pipeline,
       s.sequence,
       s.operation,
       s.outcome,
       CASE WHEN json_valid(s.why) THEN json_extract(s.why, '$.reason') END AS reason,
       s.duration / 1000000                                          AS duration_ms,
       s.saved / 1000000                                             AS saved_ms,
       (SELECT sum(u.input_tokens + u.output_tokens)
        FROM musubito_usage u
        WHERE u.namespace = s.namespace AND u.step_record = s.id AND u.kind = 'SPENT') AS tokens_spent,
       (SELECT sum(u.input_tokens + u.output_tokens)
        FROM musubito_usage u
        WHERE u.namespace = s.namespace AND u.step_record = s.id AND u.kind = 'SAVED') AS tokens_saved,
       strftime('%Y-%m-%dT%H:%M:%fZ', s.ended_at / 1e9, 'unixepoch') AS ended_at,
       s.node_id,
       s.error
FROM musubito_step_record s
         LEFT JOIN musubito_run r ON r.namespace = s.namespace AND r.id = s.run
UNION ALL
SELECT p.namespace, NULL, NULL, 0, n.operation, 'REPLAYED', NULL, p.duration / 1000000, p.saved / 1000000, NULL, p.tokens_saved,
       strftime('%Y-%m-%dT%H:%M:%fZ', p.ended_at / 1e9, 'unixepoch'), n.node_id, NULL
FROM musubito_replay p
         LEFT JOIN musubito_node n ON n.namespace = p.namespace AND n.id = p.node;

-- One row for each dependency, and one for each node that has none.
CREATE VIEW musubito_v_lineage AS
SELECT n.namespace,
       n.operation,
       n.status,
       strftime('%Y-%m-%dT%H:%M:%fZ', n.executed_at / 1e9, 'unixepoch') AS executed_at,
       n.node_id,
       coalesce(p.node_id, n.node_id)                                   AS producer_node_id,
       a.artifact_id,
       n.stale_by,
       e.kind                                                           AS depends_by,
       u.operation                                                      AS upstream_operation,
       u.node_id                                                        AS upstream_node_id
FROM musubito_node n
         LEFT JOIN musubito_node p ON p.namespace = n.namespace AND p.id = n.producer
         LEFT JOIN musubito_artifact a ON a.namespace = n.namespace AND a.id = n.artifact
         LEFT JOIN musubito_edge e ON e.namespace = n.namespace AND e.downstream = n.id
         LEFT JOIN musubito_node u ON u.namespace = n.namespace AND u.id = e.upstream;

CREATE VIEW musubito_v_effects AS
SELECT namespace,
       operation,
       state,
       attempts,
       strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1e9, 'unixepoch')  AS started_at,
       strftime('%Y-%m-%dT%H:%M:%fZ', ended_at / 1e9, 'unixepoch')    AS ended_at,
       error,
       resolution,
       resolved_by,
       strftime('%Y-%m-%dT%H:%M:%fZ', resolved_at / 1e9, 'unixepoch') AS resolved_at,
       idempotency_key,
       owner,
       node_id
FROM musubito_effect;

-- What nodes were given and what came of it, as text; NULL where it is compressed or encrypted.
CREATE VIEW musubito_v_values AS
SELECT n.namespace,
       n.operation,
       n.node_id,
       CASE WHEN d.inputs_compressed = 0 AND substr(d.inputs, 1, 1) <> x'00' THEN CAST(d.inputs AS TEXT) END AS inputs,
       CASE WHEN a.compressed = 0 AND substr(a.payload, 1, 1) <> x'00' THEN CAST(a.payload AS TEXT) END AS result
FROM musubito_node n
         LEFT JOIN musubito_node_details d ON d.namespace = n.namespace AND d.node = n.id
         LEFT JOIN musubito_artifact a ON a.namespace = n.namespace AND a.id = n.artifact;

-- Without statistics, SQLite takes the first column of an index for one that few rows have in common, and would rather read
-- all rows of a namespace than find one. So the statistics say that all rows are of one namespace, and of the other columns
-- what it assumes without any.

ANALYZE;

INSERT INTO sqlite_stat1 (tbl, idx, stat)
SELECT i.tbl,
       i.idx,
       '1000000 1000000' || CASE i.is_unique
           WHEN 1 THEN rtrim(substr(' 10 9 8 7 6', 1, 2 * i.columns - 3)) || ' 1'
           ELSE rtrim(substr(' 10 9 8 7 6', 1, 2 * i.columns - 1)) END
FROM (SELECT t.name                                                         AS tbl,
             CASE WHEN t.wr = 1 AND l.origin = 'pk' THEN t.name ELSE l.name END AS idx,
             l."unique"                                                     AS is_unique,
             (SELECT count(*) FROM pragma_index_info(l.name))               AS columns
      FROM pragma_table_list t
               JOIN pragma_index_list(t.name) l
      WHERE t.name LIKE 'musubito~_%' ESCAPE '~' AND t.name <> 'musubito_schema_history') AS i;
