import { sqlitePlace } from '#testing/stores.ts';
import { describeLogContract } from '../contract.ts';
import { describeEpochsContract } from '../epochs-contract.ts';
import { describeLaterContract } from '../later-contract.ts';
import { describeFoldContract } from '../fold-contract.ts';

describeLogContract('SQLite', sqlitePlace);
describeEpochsContract('SQLite', sqlitePlace);
describeLaterContract('SQLite', sqlitePlace);
describeFoldContract('SQLite', sqlitePlace);
