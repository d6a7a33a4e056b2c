import initSqlite from '@sqlite.org/sqlite-wasm';
import { StoreInUse } from '#log/store.ts';
import { DiskFull, type Disk } from './disk.ts';

/** SQLite's functions as WebAssembly exports them: numbers in and out, memory as addresses. */
type Exports = Readonly<Record<string, (...parameters: readonly (number | bigint)[]) => number>> & {
  readonly sqlite3_column_double: (statement: number, column: number) => number;
};

/** SQLite itself, compiled to WebAssembly, on simulated disks. */
export type Sqlite = {
  readonly exports: Exports;
  /** The memory as it is now: it moves when it grows. */
  heap(): Uint8Array;
  /** Makes a disk known by a name, under which a database on it is opened. Throws StoreInUse where it is already. */
  mount(disk: Disk, name?: string): string;
  unmount(name: string): void;
  /** All connections as they are now, nothing being under way. */
  save(): Saved;
  /** Puts what was saved in the place of all connections of the process; their disks are to be mounted by their names. */
  load(saved: Saved): void;
};

/** SQLite's memory with its open files. */
export type Saved = { readonly memory: Uint8Array; readonly open: ReadonlyMap<number, OpenFile> };

/** Codes of https://www.sqlite.org/rescode.html, flags of https://www.sqlite.org/c3ref/c_open_autoproxy.html. */
const ok = 0;
const ioError = 10;
const notFound = 12;
const full = 13;
const shortRead = ioError | (2 << 8);
/** As SQLite's own file layer for Linux says of disks: a torn write damages nothing beside it. */
const powersafeOverwrite = 0x1000;

/** An open file is its pointer to our functions; what more there is to know lies in a map here. */
const fileBytes = 4;

type OpenFile = { readonly name: string; readonly file: string };
type Open = { readonly disk: Disk; readonly file: string };

/** What was asked for, is zero and was not used yet may lie behind the last byte that is not zero. */
const unusedBytes = 512 * 1024;

/** The fields of SQLite's structures that its types leave out. */
type Fields = { $iVersion: number; $szOsFile: number; $mxPathname: number; readonly pointer: number };

async function loadSqlite(): Promise<Sqlite> {
  const { capi, wasm, vfs } = await initSqlite();
  const disks = new Map<string, Disk>();
  const open = new Map<number, OpenFile>();
  let mounted = 0;

  const nameOf = (zName: number): OpenFile => {
    const [, name = '', file = ''] = /^\/([^/]+)\/(.+)$/.exec(wasm.cstrToJs(zName) ?? '') ?? [];
    return { name, file };
  };
  const placeOf = ({ name, file }: OpenFile): Open => {
    const disk = disks.get(name);
    if (!disk) throw new Error(`no simulated disk has /${name}/${file}`);
    return { disk, file };
  };
  const guarded = (work: () => number): number => {
    try {
      return work();
    } catch (error) {
      return error instanceof DiskFull ? full : ioError;
    }
  };
  const onFile = (pFile: number, work: (at: Open) => number): number =>
    guarded(() => work(placeOf(open.get(pFile) as OpenFile)));
  const io = new capi.sqlite3_io_methods() as unknown as Fields;
  const driver = new capi.sqlite3_vfs() as unknown as Fields;
  io.$iVersion = 1;
  driver.$iVersion = 1;
  driver.$szOsFile = fileBytes;
  driver.$mxPathname = 200;
  vfs.installVfs({
    io: {
      struct: io as never,
      methods: {
        xClose: (pFile: number) => {
          open.delete(pFile);
          return ok;
        },
        xRead: (pFile: number, to: number, length: number, at: bigint) =>
          onFile(pFile, ({ disk, file }) => {
            const into = wasm.heap8u().subarray(to, to + length);
            const got = disk.read(file, Number(at), into);
            if (got === length) return ok;
            into.fill(0, got);
            return shortRead;
          }),
        xWrite: (pFile: number, from: number, length: number, at: bigint) =>
          onFile(pFile, ({ disk, file }) => {
            disk.write(file, Number(at), wasm.heap8u().subarray(from, from + length));
            return ok;
          }),
        xTruncate: (pFile: number, size: bigint) =>
          onFile(pFile, ({ disk, file }) => {
            disk.truncate(file, Number(size));
            return ok;
          }),
        xSync: (pFile: number) =>
          onFile(pFile, ({ disk, file }) => {
            disk.flush(file);
            return ok;
          }),
        xFileSize: (pFile: number, pSize: number) =>
          onFile(pFile, ({ disk, file }) => {
            wasm.poke64(pSize, BigInt(disk.size(file)));
            return ok;
          }),
        xLock: () => ok,
        xUnlock: () => ok,
        xCheckReservedLock: (_: number, pResult: number) => {
          wasm.poke32(pResult, 0);
          return ok;
        },
        xFileControl: () => notFound,
        xSectorSize: () => 4096,
        xDeviceCharacteristics: () => powersafeOverwrite,
      } as never,
    },
    vfs: {
      struct: driver as never,
      name: 'simulated',
      asDefault: true,
      methods: {
        xOpen: (_: number, zName: number, pFile: number, flags: number, pFlags: number) =>
          guarded(() => {
            const named = nameOf(zName);
            const { disk, file } = placeOf(named);
            disk.size(file);
            open.set(pFile, named);
            wasm.pokePtr(pFile, io.pointer as never);
            if (pFlags) wasm.poke32(pFlags, flags);
            return ok;
          }),
        xDelete: (_: number, zName: number) =>
          guarded(() => {
            const { disk, file } = placeOf(nameOf(zName));
            disk.remove(file);
            return ok;
          }),
        xAccess: (_: number, zName: number, _flags: number, pResult: number) =>
          guarded(() => {
            const { disk, file } = placeOf(nameOf(zName));
            wasm.poke32(pResult, disk.has(file) ? 1 : 0);
            return ok;
          }),
        xFullPathname: (_: number, zName: number, most: number, to: number) => {
          const bytes = Buffer.from(`${wasm.cstrToJs(zName)}\0`);
          if (bytes.length > most) return ioError;
          wasm.heap8u().set(bytes, to);
          return ok;
        },
        xRandomness: (_: number, length: number, to: number) => {
          wasm.heap8u().fill(7, to, to + length);
          return length;
        },
        xSleep: () => ok,
        xCurrentTime: (_: number, pTime: number) => {
          wasm.poke64f(pTime, 2_461_000.5);
          return ok;
        },
        xGetLastError: () => ok,
      } as never,
    },
  });
  return {
    exports: wasm.exports as Exports,
    heap: () => wasm.heap8u(),
    mount: (disk, name = `d${++mounted}`) => {
      if ([...disks.values()].includes(disk)) throw new StoreInUse('another program has this disk open');
      disks.set(name, disk);
      return name;
    },
    unmount: (name) => void disks.delete(name),
    save: () => {
      const heap = wasm.heap8u();
      let end = heap.length;
      while (heap[end - 1] === 0) end--;
      return { memory: heap.slice(0, end + unusedBytes), open: new Map(open) };
    },
    load: (saved) => {
      wasm.heap8u().set(saved.memory);
      disks.clear();
      open.clear();
      for (const [pFile, file] of saved.open) open.set(pFile, file);
    },
  };
}

/** One for the process: its memory serves all simulated nodes. */
export const sqlite = await loadSqlite();
