import { readFileSync } from 'node:fs';

/** The most memory that a process ever had, in MB. Linux only, as all of what is asked here. */
export function peakMegabytes(pid: number | undefined): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** Of a second: the unit in which Linux counts a process's time on all machines that this program knows (USER_HZ). */
const ticks = 100;

/** The seconds that a process has had of the processors so far, in the program and in the system for it. */
export function cpuSeconds(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // After the name in brackets; the 14th and 15th of all fields are its times.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}
