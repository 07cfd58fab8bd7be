import { CronJob, Deployment } from 'cdk8s-plus-28';
import { application } from './application';

export const scenario = application({ Deployment, CronJob });
