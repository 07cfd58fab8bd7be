import { rm, writeFile } from 'fs/promises';
import { join } from 'path';
import { ChartRendering, renderChecked } from './helm';
import { RenderedText, Running } from './rendered';
import { temporaryFolder } from '../../formats/files/temporary-folder';
import { JsonObject } from '../../formats/manifest/json';

/**
 * Renders a chart that was checked before, with values that override its values files, but not its `set`.
 *
 * @throws as `renderChart`
 */
export async function renderWith(rendering: ChartRendering, values: JsonObject, running: Running): Promise<RenderedText> {
  const folder = temporaryFolder('values');
  try {
    const file = join(folder, 'values.json');
    await writeFile(file, JSON.stringify(values));
    return await renderChecked({ ...rendering, values: [...rendering.values ?? [], { path: file }] }, running);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
