import { CustomKinds, SAME, templates } from './places';
import { CustomPods } from '../custom-pods';

/** https://argo-workflows.readthedocs.io/en/latest/fields/ */
function argo(spec: string): readonly CustomPods[] {
  const template = {
    ...SAME,
    metadata: 'metadata',
    containers: {
      'initContainers.*': 'initContainers',
      'container': inTemplate(spec, 'container'),
      'script': inTemplate(spec, 'script'),
      'containerSet.containers.*': 'containers',
      'sidecars.*': 'containers',
    },
    fields: ['securityContext', 'automountServiceAccountToken'],
    outer: [`${spec}.templateDefaults`, spec],
    unevaluated: ['podSpecPatch', 'resource.manifest', 'resource.manifestFrom'],
  } as const;
  return [
    { at: spec, part: { ...SAME, metadata: 'podMetadata', containers: {}, unevaluated: ['podSpecPatch'] } },
    { at: `${spec}.templateDefaults`, part: { ...template, outer: [spec] } },
    { at: `${spec}.templates.*`, part: template },
    { at: `${spec}.templates.*.dag.tasks.*.inline`, part: template },
    { at: `${spec}.templates.*.steps.*.*.inline`, part: template },
  ];
}

/** The defaults of all templates may have its image. */
function inTemplate(spec: string, field: string) {
  return { list: 'containers', shared: { image: [[...spec.split('.'), 'templateDefaults', field, 'image']] } } as const;
}

/** https://argo-rollouts.readthedocs.io/en/stable/analysis/job/ */
const ANALYSIS = templates('spec.metrics.*.provider.job.spec.template');

export const ARGO: CustomKinds = {
  'argoproj.io/AnalysisRun': ANALYSIS,
  'argoproj.io/AnalysisTemplate': ANALYSIS,
  'argoproj.io/ClusterAnalysisTemplate': ANALYSIS,
  'argoproj.io/ClusterWorkflowTemplate': argo('spec'),
  'argoproj.io/CronWorkflow': argo('spec.workflowSpec'),
  'argoproj.io/Rollout': templates('spec.template'),
  'argoproj.io/Workflow': argo('spec'),
  'argoproj.io/WorkflowTemplate': argo('spec'),
};
