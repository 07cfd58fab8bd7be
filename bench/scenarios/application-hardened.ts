import { application } from './application';
import { HardenedCronJob, HardenedDeployment } from 'cdk8s-hardened';

export const scenario = application({ Deployment: HardenedDeployment, CronJob: HardenedCronJob });
