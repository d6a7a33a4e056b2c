import type { NodeId, Scope } from '#kernel/ids.ts';
import type { FileNeed, Room } from '#http/house.ts';
import type { Log } from '#log/log.ts';
import type { Authority } from './authority.ts';
import type { FileDesk } from './exchange.ts';
import type { StagingStore } from './file-store.ts';
import type { FileWant } from './message.ts';

/** What a room says of its files. */
export type FileSource = NonNullable<Room['files']>;

/** A file that records of a writer in a scope name. */
export type NamedFile = { readonly hash: string; readonly bytes: number; readonly node: NodeId; readonly scope: Scope };

/** Bounds how many files a node asks for at once. */
const maxAsked = 500;

/** Which files the records name, which of them are here, and who may have them (SYN-14). */
export class FileLedger implements FileDesk {
  readonly #log: Log;
  readonly #store: StagingStore;
  readonly #authority: Authority;
  readonly #sources: readonly FileSource[];
  readonly #here = new Set<string>();
  #named: Promise<readonly NamedFile[]> | undefined;

  constructor(needs: { log: Log; store: StagingStore; authority: Authority; sources: readonly FileSource[] }) {
    this.#log = needs.log;
    this.#store = needs.store;
    this.#authority = needs.authority;
    this.#sources = needs.sources;
    this.#log.onCommit(() => {
      this.#named = undefined;
    });
  }

  /** All files that records here name, smallest first; one that several writers name comes once for each. */
  named(): Promise<readonly NamedFile[]> {
    return (this.#named ??= this.#read());
  }

  /** What is named has changed without a record. */
  forget(): void {
    this.#named = undefined;
  }

  /** Named files that are not here, each once, smallest first. */
  async missing(): Promise<readonly NamedFile[]> {
    const missing = new Map<string, NamedFile>();
    for (const file of await this.named()) {
      if (!missing.has(file.hash) && !(await this.#isHere(file.hash))) missing.set(file.hash, file);
    }
    return [...missing.values()];
  }

  async lackingFrom(peer: NodeId): Promise<readonly FileWant[]> {
    const isRegion = this.#authority.find(peer)?.kind === 'region';
    const lacking = (await this.missing()).filter(({ node }) => isRegion || node === peer).slice(0, maxAsked);
    return Promise.all(lacking.map(async ({ hash }) => ({ hash, have: await this.#store.partSize(hash) })));
  }

  /** Whether a node may have a file: where it may read records that name it. */
  async mayServe(peer: NodeId, hash: string): Promise<boolean> {
    return (await this.named()).some((file) => file.hash === hash && this.#authority.mayRead(peer, file));
  }

  /** The file that a node may bring: one that its own records name and that is not here. */
  async mayTake(peer: NodeId, hash: string): Promise<NamedFile | undefined> {
    if (await this.#isHere(hash)) return undefined;
    const isRegion = this.#authority.find(peer)?.kind === 'region';
    return (await this.named()).find((file) => file.hash === hash && (isRegion || file.node === peer));
  }

  async sweepAfter(work: () => Promise<void>): Promise<void> {
    const before = new Set((await this.named()).map(({ hash }) => hash));
    await work();
    this.#named = undefined;
    for (const { hash } of await this.named()) before.delete(hash);
    for (const hash of before) {
      this.#here.delete(hash);
      await this.#store.remove(hash);
    }
  }

  async #isHere(hash: string): Promise<boolean> {
    if (!this.#here.has(hash) && (await this.#store.has(hash))) this.#here.add(hash);
    return this.#here.has(hash);
  }

  async #read(): Promise<NamedFile[]> {
    const { read } = this.#log;
    const needs: FileNeed[] = (await Promise.all(this.#sources.map((source) => source(read)))).flat();
    const origins = await read.all<{ id: number; node: NodeId; scope: Scope }>(
      'select id, node, scope from log_origins',
    );
    const writers = new Map(origins.map((origin) => [origin.id, origin]));
    return needs
      .flatMap(({ hash, bytes, origin }) => {
        const writer = writers.get(origin);
        return writer ? [{ hash, bytes, node: writer.node, scope: writer.scope }] : [];
      })
      .sort((a, b) => a.bytes - b.bytes || (a.hash < b.hash ? -1 : 1));
  }
}
