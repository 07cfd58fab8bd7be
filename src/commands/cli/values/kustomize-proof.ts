import { rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { temporaryFolder } from '../../../formats/files/temporary-folder';
import { InputError } from '../../../formats/manifest/input-error';
import { isArray, isObject, isSameJson } from '../../../formats/manifest/json';
import { ChartObject, renderedObjects } from '../../../tasks/chart-values/chart/rendered';
import { targetedPatch } from '../../../tasks/chart-values/formats/patch-files';
import { Patch } from '../../../tasks/chart-values/patches/patch';
import { isSameObject, patchedObject } from '../../../tasks/chart-values/patches/prove';
import { renderKustomization } from '../../../tasks/charts/kustomize';
import { MissingProgram, Running } from '../../../tasks/charts/rendered';

const RENDERED = 'rendered.yaml';

/**
 * Applies patches to a rendering with kustomize or kubectl from the PATH, and compares the result with the result of our own rules. Does
 * nothing if neither program is installed.
 *
 * @throws InputError if the program refuses the rendering, or its result differs
 */
export async function proveByKustomize(text: string, patches: readonly Patch[], running: Running): Promise<void> {
  const built = await buildWith(text, patches, running);
  if (built === undefined) {
    return;
  }
  const byKey = new Map(renderedObjects(built).map((each) => [each.key, each]));
  const different = renderedObjects(text).find((rendered) => !isSame(rendered, byKey.get(rendered.key), patches));
  if (different) {
    throw new InputError(`${different.title}: kustomize applies its patch with a different result, so nothing `
      + 'was written: please report this, and use --no-patches in the meantime');
  }
}

function isSame(rendered: ChartObject, built: ChartObject | undefined, patches: readonly Patch[]): boolean {
  return built !== undefined && isSameObject(withoutEmpty(patchedObject(rendered, patches)), withoutEmpty(built.object));
}

async function buildWith(text: string, patches: readonly Patch[], running: Running): Promise<string | undefined> {
  const folder = temporaryFolder('patches');
  try {
    writeFileSync(join(folder, RENDERED), text);
    writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({ resources: [RENDERED], patches: patches.map(targetedPatch) }));
    return (await renderKustomization(folder, running, false)).text;
  } catch (error) {
    if (error instanceof MissingProgram) {
      return undefined;
    }
    throw error instanceof InputError
      ? new InputError('kustomize does not apply the patches, so nothing was written: use '
        + `--no-patches: ${error.message.replaceAll(folder, RENDERED)}`) : error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Kustomize drops null and empty maps. */
function withoutEmpty(value: unknown): unknown {
  if (isArray(value)) {
    return value.map(withoutEmpty);
  }
  if (!isObject(value)) {
    return value;
  }
  const entries = Object.entries(value).map(([key, child]) => [key, withoutEmpty(child)] as const);
  return Object.fromEntries(entries.filter(([, child]) => child !== null && child !== undefined && !isSameJson(child, {})));
}
