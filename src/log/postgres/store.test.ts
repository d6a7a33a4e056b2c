import { postgresPlace } from '#testing/stores.ts';
import { describeLogContract } from '../contract.ts';
import { describeEpochsContract } from '../epochs-contract.ts';

describeLogContract('PostgreSQL', postgresPlace);
describeEpochsContract('PostgreSQL', postgresPlace);
