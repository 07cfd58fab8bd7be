import { cronJobSchedule } from '../../../../src/policy/controls/objects/cron-job-schedule';
import { found, violations } from '../support';

const cronJob = (spec: unknown) => ({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'c' }, spec });

test.each<[unknown, string]>([
  [{}, 'it has none'], [null, 'it has none'], [{ schedule: null }, 'it has none'], [{ schedule: '' }, 'it has none'], [{ schedule: ' ' }, 'it has none'],
  [{ schedule: '0 3 * *' }, 'the API server cannot read it'], [{ schedule: '0 0 3 * * *' }, 'the API server cannot read it'],
  [{ schedule: '@often' }, 'the API server cannot read it'], [{ schedule: '@every' }, 'the API server cannot read it'],
  [{ schedule: 'TZ=UTC 0 3 * * *' }, 'the API server cannot read it'], [{ schedule: 'CRON_TZ=UTC 0 3 * * *' }, 'the API server cannot read it'],
  [{ schedule: 5 }, 'the API server cannot read it'],
])('refuses %j', (spec, detail) => {
  expect(violations(cronJobSchedule, cronJob(spec))).toMatchObject([{ path: ['spec', 'schedule'], detail }]);
});

test.each(['0 3 * * *', '*/5  0-6 1,15 JAN-MAR ?', ' 0 3 * * 7 ', '@daily', '@hourly', '@every 1h30m'])('accepts %j', (schedule) => {
  expect(found(cronJobSchedule, cronJob({ schedule }))).toEqual([]);
});
