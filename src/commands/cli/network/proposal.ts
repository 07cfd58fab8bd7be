import { ClusterObjects } from '../../../policy/network/cluster-objects';
import { policyProposal } from '../../../tasks/audit/proposed-policies';
import { settingsOf } from '../../../tasks/settings-file/read';
import { Io, log } from '../io';
import { writeOutput } from '../output';

/** Writes a proposal of policies for pods that no policy isolates, unless there are none. */
export function propose(objects: ClusterObjects, { output, config }: { readonly output?: string; readonly config?: string }, io: Io): void {
  const { text, remarks } = policyProposal(objects, settingsOf(config).rules.platform ?? 'kubernetes');
  remarks.forEach((line) => log(io, line));
  if (text !== undefined) {
    writeOutput(output, text, io);
  }
}
