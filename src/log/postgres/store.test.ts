import { postgresPlace } from '#testing/stores.ts';
import { describeLogContract } from '../contract.ts';
import { describeEpochsContract } from '../epochs-contract.ts';
import { describeLaterContract } from '../later-contract.ts';
import { describeFoldContract } from '../fold-contract.ts';

describeLogContract('PostgreSQL', postgresPlace);
describeEpochsContract('PostgreSQL', postgresPlace);
describeLaterContract('PostgreSQL', postgresPlace);
describeFoldContract('PostgreSQL', postgresPlace);
