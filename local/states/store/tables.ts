/**
 * The tables of the Step Functions service; the database is the only truth, memory holds what is being worked on.
 *
 * A strand is a single line of control: the execution's own, a branch of a Parallel, or an iteration of a Map. Its row
 * is the position from which it goes on after a restart.
 */
export const TABLE_STEPS: readonly string[] = [
  `
  CREATE TABLE states_definition (
    hash TEXT PRIMARY KEY,
    text TEXT NOT NULL
  ) STRICT;

  CREATE TABLE states_machine (
    arn TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    definition TEXT NOT NULL REFERENCES states_definition,
    role_arn TEXT NOT NULL,
    logging TEXT NOT NULL,
    tracing TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    revision TEXT,
    deleting INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE states_execution (
    id INTEGER PRIMARY KEY,
    arn TEXT NOT NULL UNIQUE,
    machine TEXT NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL REFERENCES states_definition,
    role_arn TEXT NOT NULL,
    status TEXT NOT NULL,
    input TEXT NOT NULL,
    output TEXT,
    error TEXT,
    cause TEXT,
    started_at INTEGER NOT NULL,
    stopped_at INTEGER,
    timeout_at INTEGER,
    last_event INTEGER NOT NULL,
    last_strand INTEGER NOT NULL,
    redrive_count INTEGER NOT NULL DEFAULT 0,
    redriven_at INTEGER,
    started_by TEXT
  ) STRICT;
  CREATE INDEX states_execution_of_machine ON states_execution (machine, id);
  CREATE INDEX states_execution_due ON states_execution (timeout_at) WHERE timeout_at IS NOT NULL;

  CREATE TABLE states_strand (
    execution INTEGER NOT NULL,
    id INTEGER NOT NULL,
    parent INTEGER,
    number INTEGER NOT NULL,
    phase TEXT NOT NULL,
    due_at INTEGER,
    awaits TEXT,
    position TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (execution, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX states_strand_due ON states_strand (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX states_strand_active ON states_strand (phase) WHERE phase IN ('ready', 'again', 'calling');
  CREATE INDEX states_strand_awaits ON states_strand (awaits) WHERE awaits IS NOT NULL;

  CREATE TABLE states_event (
    execution INTEGER NOT NULL,
    id INTEGER NOT NULL,
    previous INTEGER NOT NULL,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    details TEXT,
    PRIMARY KEY (execution, id)
  ) STRICT, WITHOUT ROWID;
  `,
];
