import { CustomKinds, SAME } from './places';
import { CustomPods } from '../custom-pods';

/** https://tekton.dev/docs/pipelines/pipeline-api/ */
function tektonTask(at: string, ...outer: readonly string[]): CustomPods {
  const containers = { 'steps.*': 'containers', 'sidecars.*': 'containers', 'stepTemplate': 'containers' } as const;
  return { at, part: { ...SAME, containers, outer, containerDefaults: 'stepTemplate', renamed: ['resources'] } };
}

/** The tasks of a pipeline, and of pipelines in place of tasks. Pipelines that are nested deeper are not evaluated. */
function tektonPipeline(at: string, ...outer: readonly string[]): readonly CustomPods[] {
  const tasks = tektonTasks(at);
  const inner = tasks.flatMap((task) => tektonTasks(`${task}.pipelineSpec`));
  return [
    ...[...tasks, ...inner].map((task) => tektonTask(`${task}.taskSpec`, ...outer)),
    ...inner.map((task) => ({ at: `${task}.pipelineSpec`, part: { ...SAME, containers: {}, unevaluated: [''] } })),
  ];
}

function tektonTasks(pipeline: string): readonly string[] {
  return [`${pipeline}.tasks.*`, `${pipeline}.finally.*`];
}

function tektonPodTemplate(at: string): CustomPods {
  return { at, part: { ...SAME, containers: {} } };
}

export const TEKTON: CustomKinds = {
  'tekton.dev/ClusterTask': [tektonTask('spec')],
  'tekton.dev/Pipeline': tektonPipeline('spec'),
  'tekton.dev/PipelineRun': [
    ...tektonPipeline('spec.pipelineSpec', 'spec.taskRunTemplate.podTemplate', 'spec.podTemplate'),
    ...['spec.taskRunTemplate', 'spec', 'spec.taskRunSpecs.*'].map((at) => tektonPodTemplate(`${at}.podTemplate`)),
    tektonPodTemplate('spec.taskRunSpecs.*.taskPodTemplate'),
  ],
  'tekton.dev/StepAction': [{ at: '', part: { ...SAME, containers: { spec: 'containers' }, renamed: ['imagePullPolicy', 'resources'] } }],
  'tekton.dev/Task': [tektonTask('spec')],
  'tekton.dev/TaskRun': [tektonTask('spec.taskSpec', 'spec.podTemplate'), tektonPodTemplate('spec.podTemplate')],
};
