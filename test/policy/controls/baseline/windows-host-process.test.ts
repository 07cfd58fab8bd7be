import { windowsHostProcess } from '../../../../src/policy/controls/baseline/windows-host-process';
import { found } from '../support';
import { CONTAINERS, ODD, withContexts } from './contexts';

test('reports the field in the pod and in every container', () => {
  const options = { windowsOptions: { hostProcess: true } };
  const pod = withContexts(options, (spec) => Object.assign(spec.securityContext, options));
  expect(found(windowsHostProcess, pod)).toEqual(['spec', ...CONTAINERS].map((owner) => `${owner}.securityContext.windowsOptions.hostProcess`));
});

test.each([...ODD, ...ODD.filter((value) => value !== true).map((hostProcess) => ({ hostProcess }))])('options of %j have no findings', (windowsOptions) => {
  expect(found(windowsHostProcess, withContexts({ windowsOptions }))).toEqual([]);
});
