import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Every flush takes so much longer, as on a cheap disk. */
const source = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
static void slow(void) { const char *ms = getenv("SLOW_FLUSH_MS"); if (ms) usleep(1000 * atoi(ms)); }
int fsync(int fd) { static int (*real)(int); if (!real) real = dlsym(RTLD_NEXT, "fsync"); slow(); return real(fd); }
int fdatasync(int fd) { static int (*real)(int); if (!real) real = dlsym(RTLD_NEXT, "fdatasync"); slow(); return real(fd); }
`;

/** The environment in which a program's flushes take \`milliseconds\` longer. Needs a C compiler. */
export function slowFlushes(milliseconds: number): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-flush-'));
  const library = join(folder, 'slow-flush.so');
  writeFileSync(join(folder, 'slow-flush.c'), source);
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, join(folder, 'slow-flush.c'), '-ldl']);
  return { LD_PRELOAD: library, SLOW_FLUSH_MS: String(milliseconds) };
}
