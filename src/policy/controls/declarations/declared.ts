import { inLanguageOfApp } from '../../../formats/language/language';
import { PodView } from '../../../formats/manifest/pod';
import { Violation } from '../check';
import { DeclaringWorkload } from '../control';

/** A violation at the pod of a workload. The error is in the options, and the manifest shows it. */
export function atPod({ pods: [pod] }: DeclaringWorkload, detail: string, remedy: string): Violation {
  return { path: pod?.path ?? [], value: undefined, detail: inLanguageOfApp(detail), remedy };
}

/** The names of the containers that an option can mean. */
export function containerNames(pods: readonly PodView[], lists: readonly string[] = ['initContainers', 'containers']): readonly string[] {
  return pods.flatMap(({ containers }) => containers).filter(({ list }) => lists.includes(list)).map(({ name }) => name);
}
