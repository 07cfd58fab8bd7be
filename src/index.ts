export * from './policy/hardening-props';
export * from './policy/run-as';
export * from './policy/writable-path';
export * from './workloads/hardened-deployment';
export * from './workloads/hardened-job';
