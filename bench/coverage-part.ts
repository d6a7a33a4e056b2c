import { added, replicate } from '../src/rooms/scale/testing/replication.ts';

// One part of the replications of `coverage`, counted as they are numbered: size, which part, of how many, replications in all.
const [size, part, parts, all] = process.argv.slice(2).map(Number) as [number, number, number, number];
const own = Array.from({ length: all }, (_, n) => n).filter((n) => n % parts === part);
console.log(JSON.stringify(added(own.map((n) => replicate(`coverage ${size} ${n}`, size)))));
