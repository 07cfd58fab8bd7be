import { writeFileSync } from 'fs';
import { rm } from 'fs/promises';
import { join } from 'path';
import { temporaryFolder } from '../../../formats/files/temporary-folder';
import { InputError } from '../../../formats/manifest/input-error';
import { renderChart } from '../../../tasks/charts/helm';
import { renderKustomization } from '../../../tasks/charts/kustomize';
import { RenderedText, Running } from '../../../tasks/charts/rendered';

/** The programs that can render: an installed program may be broken, and fail on every input. */
export interface WorkingPrograms {
  readonly charts: boolean;
  readonly kustomizations: boolean;
}

const CHART = { 'Chart.yaml': 'apiVersion: v2\nname: probe\nversion: 1.0.0\n' };
const KUSTOMIZATION = { 'kustomization.yaml': 'configMapGenerator: [{ name: probe, literals: [a=b] }]\n' };

/** Renders a minimal chart and a minimal kustomization. */
export async function workingPrograms(running: Running): Promise<WorkingPrograms> {
  return {
    charts: await renders(CHART, (chart) => renderChart({ chart }, running)),
    kustomizations: await renders(KUSTOMIZATION, (folder) => renderKustomization(folder, running, false)),
  };
}

async function renders(files: { readonly [name: string]: string }, render: (folder: string) => Promise<RenderedText>): Promise<boolean> {
  const folder = temporaryFolder('probe');
  try {
    Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
    await render(folder);
    return true;
  } catch (error) {
    if (error instanceof InputError) {
      return false;
    }
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
