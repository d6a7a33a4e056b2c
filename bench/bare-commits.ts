import { DatabaseSync } from 'node:sqlite';

/** The floor: how many single rows a second the bare engine commits durably, one after the other. Run by answers.ts. */
const [file = '', seconds = '2'] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec('pragma journal_mode = wal; pragma synchronous = full');
database.exec('create table if not exists answers (id integer primary key, body blob)');
const insert = database.prepare('insert into answers (body) values (?)');
const body = new Uint8Array(160).fill(7);
const until = performance.now() + Number(seconds) * 1000;
const began = performance.now();
let count = 0;
while (performance.now() < until) {
  insert.run(body);
  count++;
}
console.log((count * 1000) / (performance.now() - began));
database.close();
