import { sqlitePlace } from '#testing/stores.ts';
import { describeLogContract } from '../contract.ts';
import { describeEpochsContract } from '../epochs-contract.ts';

describeLogContract('SQLite', sqlitePlace);
describeEpochsContract('SQLite', sqlitePlace);
