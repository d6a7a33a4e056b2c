import { identityToRecipient } from 'age-encryption';
import { regionScope, schoolScope, type SchoolId } from '#kernel/ids.ts';
import { rawPublicKey } from '#log/chain.ts';
import { encodeTrust, granted, nodeEndorsed, type KnownNode } from '#sync/index.ts';
import type { OpenNode } from '../main.ts';

/** What the enrolment by a ticket comes to, without the ticket: both ends are in one hand here. */
export async function enrolAt(region: OpenNode, node: OpenNode, school: SchoolId, url?: string): Promise<void> {
  const { self } = node.house;
  const regionSelf = region.house.self;
  const key = rawPublicKey(self.signingKey);
  const age = await identityToRecipient(self.ageIdentity);
  const endorsed = { node: self.node, kind: 'school' as const, school, key, age };
  await region.house.log.write(() => ({
    records: [nodeEndorsed.draft(regionScope, 'region', endorsed)],
    answer: undefined,
  }));
  const trust = {
    node: regionSelf.node,
    key: rawPublicKey(regionSelf.signingKey),
    age: await identityToRecipient(regionSelf.ageIdentity),
    ...(url ? { url } : {}),
  };
  await node.house.log.setState('trust', encodeTrust(trust));
  if (url) await node.house.log.setState('region-url', Buffer.from(url));
  node.desk.authority.trust(trust);
  const grant = granted.draft(schoolScope(school), 'node', {
    scope: schoolScope(school),
    to: regionSelf.node,
  });
  await node.house.log.write(() => ({ records: [grant], answer: undefined }));
}

/** Two nodes in one process exchange until neither has more to say. */
export async function meet(region: OpenNode, node: OpenNode, isBothWays = true): Promise<void> {
  const regionNode = node.desk.authority.region as KnownNode;
  const schoolNode = region.desk.authority.find(node.house.self.node) as KnownNode;
  for (let hasMore = true; hasMore;) {
    const up = await node.desk.exchange.compose(regionNode, 1024 * 1024);
    await region.desk.exchange.absorb(schoolNode, up);
    const down = await region.desk.exchange.compose(schoolNode, isBothWays ? 1024 * 1024 : 0);
    await node.desk.exchange.absorb(regionNode, down);
    hasMore = up.hasMore || (isBothWays && down.hasMore) || up.bundles.length > 0;
  }
}

/** Brings all files of the shelf from one node to another. */
export async function copyFiles(from: OpenNode, to: OpenNode): Promise<void> {
  const rows = await from.house.log.read.all<{ hash: string }>('select distinct hash from library_files');
  for (const { hash } of rows) await to.house.files.put(await from.house.files.read(hash));
}
