import { postgresPlace } from '#testing/stores.ts';
import { describeLogContract } from '../contract.ts';

describeLogContract('PostgreSQL', postgresPlace);
