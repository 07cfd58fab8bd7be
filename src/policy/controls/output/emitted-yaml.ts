import { OutcomeControl } from '../control';

export const emittedYaml: OutcomeControl = {
  id: 'emitted-yaml',
  title: 'The YAML reads as the evaluated object',
  level: 'output',
  risk: 'broken',
  why: 'Some texts mean one thing to cdk8s and another to kubectl, which could then apply a pod that no one evaluated.',
  remedy: 'change the value',
};
