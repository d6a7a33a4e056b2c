import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Projection, type RowOp } from '#log/projection.ts';
import { published, running, withdrawn } from './records.ts';

export const releasesProjection: Projection = {
  name: 'releases',
  version: 1,
  tables: [
    {
      name: 'releases_published',
      columns: {
        version: 'text',
        manifest: 'text',
        manifest_bytes: 'int',
        key: 'blob',
        signature: 'blob',
        at: 'int',
        withdrawn: 'int',
      },
      key: ['version'],
    },
    {
      name: 'releases_chunks',
      columns: { version: 'text', platform: 'text', hash: 'text', bytes: 'int' },
      key: ['version', 'platform', 'hash'],
    },
    {
      name: 'releases_running',
      columns: { school: 'text', version: 'text', platform: 'text', at: 'int', back_from: 'text', back_why: 'text' },
      key: ['school'],
    },
  ],
  effects: [
    on(published, ({ version, manifest, key, signature, parts }, { time }) => [
      {
        op: 'upsert',
        table: 'releases_published',
        row: {
          version,
          manifest: manifest.hash,
          manifest_bytes: manifest.bytes,
          key,
          signature,
          at: time,
          withdrawn: 0,
        },
      },
      ...parts.flatMap(({ platform, chunks }) =>
        chunks.map(({ hash, bytes }): RowOp => {
          const row = { version, platform, hash: Buffer.from(hash).toString('hex'), bytes };
          return { op: 'insert', table: 'releases_chunks', row };
        }),
      ),
    ]),
    on(withdrawn, ({ version }) => [
      { op: 'upsert', table: 'releases_published', row: { version, withdrawn: 1 } },
      { op: 'delete', table: 'releases_chunks', key: { version } },
    ]),
    on(running, ({ version, platform, wentBack }, { stream, time }) => [
      {
        op: 'upsert',
        table: 'releases_running',
        row: {
          school: schoolOfScope(stream.scope) ?? '',
          version,
          platform,
          at: time,
          back_from: wentBack?.from ?? '',
          back_why: wentBack?.why ?? '',
        },
      },
    ]),
  ],
};
