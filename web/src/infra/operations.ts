import { lake } from '../events/lake/routes';
import { health } from './health/routes';
import { jobs } from './jobs/routes';
import { settings } from './settings/routes';

/** The pages of whoever keeps the service running. */
export const operations = [...jobs, ...lake, ...settings, ...health];
