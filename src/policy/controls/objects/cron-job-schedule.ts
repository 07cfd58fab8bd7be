import { asObject, asString, isAbsent } from '../../../formats/manifest/json';
import { Violation } from '../check';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

export const cronJobSchedule: ObjectControl = {
  id: 'cron-job-schedule',
  title: 'A CronJob with a schedule',
  level: 'hardened',
  risk: 'refused',
  why: 'The API server refuses a CronJob with a missing or invalid schedule, so nothing runs.',
  remedy: 'write `schedule` with five fields, such as `"0 3 * * *"` for 3 in the morning, or write @hourly, @daily, @weekly, @monthly or '
    + '@yearly',
  remedyInCode: 'set `schedule: Cron.daily()`, or another `Cron`',
  refusedBy: 'api-server',
  spec: {
    rules: [{
      fields: ['spec.schedule of a CronJob'],
      allowed: 'minute, hour, day of the month, month and day of the week, with one space or more '
        + 'between them; a name such as @daily; `@every` and a duration',
    }],
    notes: ['The control checks the number of fields, but not their values. A time zone belongs in `spec.timeZone`.'],
    sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax'],
  },
  kinds: ['batch/CronJob'],
  checkObject: ({ spec }) => listOf(wrong(asObject(spec).schedule)),
};

const NAMES = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)$/;
const FIELDS = 5;

function wrong(schedule: unknown): Violation | undefined {
  const text = asString(schedule)?.trim();
  const isRead = text !== undefined && (NAMES.test(text) || (!/^(?:@|(?:CRON_)?TZ=)/.test(text) && text.split(/\s+/).length === FIELDS));
  return isRead ? undefined : {
    path: ['spec', 'schedule'],
    value: schedule,
    // For an absent field, the message already says that it is not set.
    ...!isAbsent(schedule) && { detail: text === '' ? 'it has no fields' : 'the API server cannot parse it' },
  };
}
