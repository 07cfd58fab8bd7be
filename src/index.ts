export { HardeningDefaults } from './policy/defaults';
export * from './policy/hardening-props';
export * from './policy/run-as';
export * from './policy/writable-path';
export * from './tree/hardening';
export { FailOn, HardeningFinding, HardeningProfile, JudgeOptions } from './tree/judging';
export { Waiver } from './waivers/waiver';
export * from './workloads/hardened-deployment';
export * from './workloads/hardened-job';
