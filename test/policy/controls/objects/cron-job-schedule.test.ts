import { cronJobSchedule } from '../../../../src/policy/controls/objects/cron-job-schedule';
import { found, violations } from '../support';

const cronJob = (spec: unknown) => ({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'c' }, spec });

test.each<[unknown, string | undefined]>([
  [{}, undefined], [null, undefined], [{ schedule: null }, undefined], [{ schedule: '' }, 'it has no fields'], [{ schedule: ' ' }, 'it has no fields'],
  [{ schedule: '0 3 * *' }, 'the API server cannot parse it'], [{ schedule: '0 0 3 * * *' }, 'the API server cannot parse it'],
  [{ schedule: '@often' }, 'the API server cannot parse it'], [{ schedule: '@every' }, 'the API server cannot parse it'],
  [{ schedule: 'TZ=UTC 0 3 * * *' }, 'the API server cannot parse it'], [{ schedule: 'CRON_TZ=UTC 0 3 * * *' }, 'the API server cannot parse it'],
  [{ schedule: 5 }, 'the API server cannot parse it'],
])('refuses %j', (spec, detail) => {
  expect(violations(cronJobSchedule, cronJob(spec))).toEqual([expect.objectContaining({ path: ['spec', 'schedule'] })]);
  expect(violations(cronJobSchedule, cronJob(spec))[0].detail).toBe(detail);
});

test.each(['0 3 * * *', '*/5  0-6 1,15 JAN-MAR ?', ' 0 3 * * 7 ', '@daily', '@hourly', '@every 1h30m'])('accepts %j', (schedule) => {
  expect(found(cronJobSchedule, cronJob({ schedule }))).toEqual([]);
});
