import { ARGO } from './crds/argo';
import { BATCH } from './crds/batch';
import { DATA } from './crds/data';
import { OBSERVABILITY } from './crds/observability';
import { CustomKinds } from './crds/places';
import { SERVING } from './crds/serving';
import { SPARK_CRDS } from './crds/spark';
import { TEKTON } from './crds/tekton';

/** The places of pods in custom resources, by API group and kind. */
export const CUSTOM_WORKLOADS: CustomKinds = { ...ARGO, ...BATCH, ...DATA, ...OBSERVABILITY, ...SERVING, ...SPARK_CRDS, ...TEKTON };
