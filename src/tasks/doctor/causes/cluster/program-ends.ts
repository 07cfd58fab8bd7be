import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const programEnds: Cause = {
  id: 'program-ends',
  title: 'the program ends by itself, without an error',
  why: 'Exit code 0: it did its work, or went into the background. A Deployment, StatefulSet or DaemonSet starts it again and again.',
  isSymptom: true,
  signs: [{ in: 'cluster', reason: /^Completed$/, text: /exit code 0/, weight: 95, when: ({ evidence }) => evidence.restarts > 0 || evidence.state === 'failed' }],
  fix: (found) => ({
    do: 'start the program in the foreground (such as `nginx -g "daemon off;"`), or use a Job if it is meant to end',
    typescript: "new HardenedJob(chart, 'task', { ... });   // or a command that stays",
    yaml: containerYaml(found, 'command: [PROGRAM, --foreground]'),
  }),
  example: { source: 'cluster', reason: 'Completed', text: 'exit code 0', with: { restarts: 3 } },
};
