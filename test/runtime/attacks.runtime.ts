/*
 * The attacks from inside real containers, both ways: what a hardened workload stops must work in a plain one, or the check
 * could not fail.
 */
import { buildProbe, reportOf } from './probe';
import { downAll, play } from './support/play';
import { hardened, plain } from './workloads';

beforeAll(buildProbe);

test('try', () => {
  for (const y of [hardened('Deployment'), plain('Pod'), plain('DaemonSet', { privileged: true })]) {
    const m = play(y).container('main');
    console.log(JSON.stringify(reportOf(m), null, 1).replace(/"(upper|lower|work).*/g, ''), m.exec('ls', '-la', '/tmp', '/').stdout);
    downAll();
  }
});
