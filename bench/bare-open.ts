import { DatabaseSync } from 'node:sqlite';

/** The floor of a start: the same file opened by the bare engine, and one row read. Run by start.ts. */
const database = new DatabaseSync(process.argv[2] ?? '');
database.prepare('select count(*) as n from people_tablets').get();
console.log('answered');
