import { on, type Projection, type RowOp } from '#log/projection.ts';
import { pointsOf } from './model/item.ts';
import { keyOf } from './model/key.ts';
import { languagesOf } from './model/source.ts';
import { itemMoved, itemWritten } from './records.ts';

export const bankProjection: Projection = {
  name: 'bank',
  version: 1,
  tables: [
    {
      name: 'bank_items',
      columns: {
        item: 'text',
        version: 'int',
        cell: 'text',
        pool: 'text',
        subject: 'text',
        objective: 'text',
        grade: 'int',
        level: 'text',
        seconds: 'int',
        points: 'int',
        /** Of its parts, with spaces between. */
        kinds: 'text',
        languages: 'text',
        /** The first stem in Kazakh, for lists. */
        stem: 'text',
        stimulus: 'text?',
        hash: 'text',
        source: 'text',
        stimulus_source: 'text?',
        media: 'text',
        state: 'text',
        author: 'text',
        written_at: 'int',
      },
      key: ['item', 'version'],
      indexes: [['item'], ['cell'], ['subject', 'objective']],
    },
    {
      name: 'bank_changes',
      columns: {
        item: 'text',
        version: 'int',
        /** The number of the record in its stream: the order of changes. */
        n: 'int',
        epoch: 'int',
        state: 'text',
        source: 'text',
        breaks_anchors: 'int',
        why: 'text',
        actor: 'text',
        at: 'int',
      },
      key: ['item', 'version', 'epoch', 'n'],
    },
    {
      name: 'bank_media',
      columns: { item: 'text', version: 'int', hash: 'text', name: 'text', bytes: 'int', type: 'text' },
      key: ['item', 'version', 'hash'],
      indexes: [['hash']],
    },
  ],
  effects: [
    on(
      itemWritten,
      ({ item, version, source, stimulus, media, cell, pool, hash, ...rest }, { stream, seq, actor, time }) => [
        {
          op: 'upsert',
          table: 'bank_items',
          row: {
            item,
            version,
            cell,
            pool,
            subject: source.subject,
            objective: source.objective,
            grade: source.grade,
            level: source.level,
            seconds: source.seconds,
            points: pointsOf(keyOf(source, version).parts),
            kinds: source.parts.map(({ kind }) => kind).join(' '),
            languages: languagesOf(source, stimulus).join(' '),
            stem: stemOf(source),
            stimulus: stimulus?.id ?? null,
            hash,
            source: JSON.stringify(source),
            stimulus_source: stimulus ? JSON.stringify(stimulus) : null,
            media: JSON.stringify(media),
            state: 'draft',
            author: actor,
            written_at: time,
          },
        },
        change({
          item,
          version,
          n: seq,
          epoch: stream.epoch,
          state: 'draft',
          source: rest.from,
          why: rest.why,
          actor,
          at: time,
          breaks: rest.breaksAnchors,
        }),
        { op: 'delete', table: 'bank_media', key: { item, version } },
        ...media.map(({ hash: file, name, bytes, type }): RowOp => {
          return { op: 'insert', table: 'bank_media', row: { item, version, hash: file, name, bytes, type } };
        }),
      ],
    ),
    on(itemMoved, ({ item, version, state, why }, { stream, seq, actor, time }) => [
      { op: 'upsert', table: 'bank_items', row: { item, version, state } },
      change({ item, version, n: seq, epoch: stream.epoch, state, source: '', why, actor, at: time, breaks: false }),
    ]),
  ],
};

type Change = {
  readonly item: string;
  readonly version: number;
  readonly n: number;
  readonly epoch: number;
  readonly state: string;
  readonly source: string;
  readonly why: string;
  readonly actor: string;
  readonly at: number;
  readonly breaks: boolean;
};

function change({ breaks, ...row }: Change): RowOp {
  return { op: 'insert', table: 'bank_changes', row: { ...row, breaks_anchors: breaks ? 1 : 0 } };
}

const longestStem = 200;

function stemOf({ task, parts }: Parameters<typeof keyOf>[0]): string {
  const [first] = parts;
  const stem = first?.stem ?? task ?? '';
  return (typeof stem === 'string' ? stem : stem.kk).slice(0, longestStem);
}
