import { sqlitePlace } from '#testing/stores.ts';
import { describeLogContract } from '../contract.ts';

describeLogContract('SQLite', sqlitePlace);
