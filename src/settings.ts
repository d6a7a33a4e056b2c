import { join, resolve } from 'node:path';

/** What a node is told from outside, read once. Every name stands in docs/running/settings.md. */
export type Settings = {
  /** TIREK_DATA: the folder of the node's store, files and identity. */
  readonly folder: string;
  /** TIREK_PORT and TIREK_HOST: where it listens. */
  readonly port: number;
  readonly host: string;
  /** TIREK_POSTGRES: a database instead of the SQLite file. */
  readonly postgres: string | undefined;
  /** TIREK_TLS_CERT and TIREK_TLS_KEY: files in PEM; with both it listens on HTTPS. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** TIREK_REGION_URL: where a school node finds its region, when it is not where it was enrolled. */
  readonly regionUrl: string | undefined;
  /** TIREK_STAGING_MB: how much files that are still coming in may take of the disk, and a stick that is made for a page. */
  readonly stagingBytes?: number;
  /** TIREK_RECOVERY_CODE: opens the lock of the disk for commands that work without the running node. */
  readonly recoveryCode?: string | undefined;
  /** TIREK_WEB: the folder of the built web app. */
  readonly web: string;
  /** TIREK_PROGRAMS: the folder of an installed program's releases; its launcher says it. */
  readonly programs?: string | undefined;
  /** TIREK_RELEASE_KEYS: the folder whose `release-keys.json` names whom a release is trusted from. */
  readonly releaseKeys?: string | undefined;
};

export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings {
  const port = Number(environment['TIREK_PORT'] ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('TIREK_PORT must be a port number');
  const { TIREK_TLS_CERT: cert, TIREK_TLS_KEY: key } = environment;
  if (Boolean(cert) !== Boolean(key)) throw new Error('TIREK_TLS_CERT and TIREK_TLS_KEY go together');
  const staging = Number(environment['TIREK_STAGING_MB'] ?? 4096);
  if (!(staging >= 16)) throw new Error('TIREK_STAGING_MB must be a number of megabytes from 16 on');
  const home = resolve(import.meta.dirname, '..');
  return {
    folder: resolve(environment['TIREK_DATA'] ?? join(home, 'data', 'node')),
    port,
    host: environment['TIREK_HOST'] ?? '127.0.0.1',
    postgres: environment['TIREK_POSTGRES'],
    tls: cert && key ? { cert, key } : undefined,
    regionUrl: environment['TIREK_REGION_URL'],
    stagingBytes: staging * 1024 * 1024,
    recoveryCode: environment['TIREK_RECOVERY_CODE'],
    web: resolve(environment['TIREK_WEB'] ?? join(home, 'dist', 'web')),
    programs: environment['TIREK_PROGRAMS'],
    releaseKeys: environment['TIREK_RELEASE_KEYS'],
  };
}
