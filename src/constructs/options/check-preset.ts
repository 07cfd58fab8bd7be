import { checkOptions, described, Expected, recordOf } from './check-values';
import { RUN_AS, WRITABLE_PATHS } from './expected';
import { RuntimePresetOptions } from './runtime-preset-options';
import { OptionError } from '../../formats/language/option-error';

/** Variable names that every Kubernetes version accepts (validation of env in k8s.io/kubernetes before 1.30). */
const VARIABLE_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

const OBJECT: Expected = recordOf({ accepts: () => true, remedy: () => '' }, '{ HOME: \'/tmp\' }');

/** @throws if a preset is invalid */
export function checkPreset(name: unknown, options: unknown): asserts options is RuntimePresetOptions {
  if (typeof name === 'object') {
    throw new OptionError(`the name of the preset is ${described(name)}: write RuntimePreset.custom('name', { ... })`);
  }
  if (typeof name !== 'string' || name === '') {
    throw new OptionError('the preset has no name: set one, it appears in errors');
  }
  checkOptions<RuntimePresetOptions>(`the preset ${name}`, options, { writablePaths: WRITABLE_PATHS, environment: OBJECT, runAs: RUN_AS });
  const { writablePaths = [], environment = {}, runAs } = options;
  const refuse = (reason: string): never => {
    throw new OptionError(`the preset ${name} ${reason}`);
  };
  for (const [variable, value] of Object.entries(environment)) {
    if (!VARIABLE_NAME.test(variable)) {
      refuse(`sets the variable ${JSON.stringify(variable)}: a name has letters, digits, "_", "-" `
        + 'and ".", and does not start with a digit');
    }
    if (typeof value !== 'string') {
      refuse(`sets ${variable} to ${described(value)}: write `
        + `${['number', 'boolean'].includes(typeof value) ? `'${value}'` : 'it as text'}`);
    }
  }
  writablePaths.forEach(({ path, isPersistent }, index) => {
    if (isPersistent) {
      refuse(`has the path "${path}" in a PVC: declare that path in the workload`);
    }
    if (writablePaths.findIndex((other) => other.path === path) < index) {
      refuse(`has the writable path "${path}" twice: leave one out`);
    }
  });
  const identity = runAs?._toIdentity('');
  if (identity && (!identity.user || runAs?._unique || runAs?._rootGroup)) {
    refuse('needs the user of its image as runAs: write RunAs.user(...)');
  }
}
