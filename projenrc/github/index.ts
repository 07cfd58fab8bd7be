import { github } from 'projen';
import { addBuildWorkflow, addPullRequestWorkflow } from './build';
import { addFullWorkflow } from './full';
import { addCodeqlWorkflow, addScorecardWorkflow, addUpgradeWorkflow } from './maintenance';
import { addReleaseWorkflow } from './release';

export function addWorkflows(hub: github.GitHub): void {
  [
    addBuildWorkflow, addFullWorkflow, addPullRequestWorkflow, addReleaseWorkflow,
    addUpgradeWorkflow, addCodeqlWorkflow, addScorecardWorkflow,
  ].forEach((add) => add(hub));
}
