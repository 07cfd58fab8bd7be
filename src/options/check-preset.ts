import type { RuntimePresetOptions } from './runtime-preset';

/** The names that every Kubernetes takes (validation of env in k8s.io/kubernetes before 1.30). */
const VARIABLE_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** @throws where a preset cannot be meant */
export function checkPreset(name: string, { writablePaths = [], environment = {}, runAs }: RuntimePresetOptions): void {
  if (!name) {
    throw new Error('a preset has no name: give one that errors can call it by');
  }
  const refuse = (reason: string): never => {
    throw new Error(`the preset ${name} ${reason}`);
  };
  for (const [variable, value] of Object.entries(environment)) {
    if (!VARIABLE_NAME.test(variable)) {
      refuse(`sets the variable ${JSON.stringify(variable)}: a name has letters, digits, "_", "-" and ".", and no digit at its start`);
    }
    if (typeof value !== 'string') {
      refuse(`sets ${variable} to ${JSON.stringify(value)}: write it as text`);
    }
  }
  writablePaths.forEach(({ path, container, isPersistent }, index) => {
    if (isPersistent) {
      refuse(`has the path "${path}" in a claim: give that to the workload`);
    }
    if (container !== undefined) {
      refuse(`gives the writable path "${path}" to the container "${container}": leave it out, and say \`inContainer\` to the preset`);
    }
    if (writablePaths.findIndex((other) => other.path === path) < index) {
      refuse(`gives the writable path "${path}" twice: leave one out`);
    }
  });
  const identity = runAs?._toIdentity('');
  if (identity && (!identity.user || runAs?._unique)) {
    refuse('must run as a user that an image is made for: RunAs.user(...) or one of the constants');
  }
}
