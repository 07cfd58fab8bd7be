import { mkdirSync, rmSync, writeFileSync } from 'fs';
import { basename, dirname, join, relative } from 'path';
import { LocalChart, withoutCharts } from './local-charts';
import { readConfinedFile } from '../../../formats/files/confined-file';
import { NamedFile } from '../../../formats/files/named-file';
import { temporaryFolder } from '../../../formats/files/temporary-folder';
import { InputError } from '../../../formats/manifest/input-error';
import { JsonObject } from '../../../formats/manifest/json';
import { realPath } from '../../../formats/manifest/real-path';
import { readDocuments } from '../../../formats/yaml/documents';
import { readDocument } from '../../../formats/yaml/read-document';
import { renderChart } from '../helm';
import { renderedParts } from '../included-charts';
import { renderKustomization } from '../kustomize';
import { RenderError, RenderedText, RenderedPart, Running } from '../rendered';
import { Affixes, hasObjectsOf, hasObjectsOfCopy } from '../rendered-objects';

/** A kustomization file that renders charts. */
export interface ChartedFile {
  /** The path with links resolved. */
  readonly file: string;
  readonly content: JsonObject;
  readonly charts: readonly LocalChart[];
}

/** The rendered kustomization, with all that it includes. */
export interface ChartedKustomization {
  readonly folder: string;
  /** The folder around all files. */
  readonly root: string;
  /** The paths with links resolved. */
  readonly files: Iterable<string>;
  readonly charted: readonly ChartedFile[];
  readonly affixes: Affixes;
}

/**
 * Renders the charts of a kustomization with the limits of any other chart, and then the kustomization with the output of the charts.
 * Kustomize itself would run Helm with the network and without limits. It reads only files in or below its folder, so it builds a copy that
 * contains the output.
 */
export async function renderWithCharts(
  { folder, root, files, charted, affixes }: ChartedKustomization, running: Running, allowsRemote: boolean,
): Promise<RenderedText> {
  const scratch = realPath(temporaryFolder('kustomization'));
  const copyOf = (path: string) => join(scratch, relative(root, path));
  try {
    for (const file of files) {
      mkdirSync(dirname(copyOf(file)), { recursive: true });
      writeFileSync(copyOf(file), readConfinedFile(file, root));
    }
    const warnings: string[] = [];
    const included: { readonly local: string; readonly parts: readonly RenderedPart[] }[] = [];
    for (const { file, content, charts } of charted) {
      const names: string[] = [];
      for (const chart of charts) {
        const rendered = await renderLocal(chart, scratch, running);
        warnings.push(...rendered.warnings);
        if (hasObject(rendered.text)) {
          included.push({ local: rendered.text, parts: partsOf(chart.rendering.chart, rendered.text) });
          // The name begins with the random name of the folder, so no file of the repository has it.
          const name = `${basename(scratch)}-${names.length}.yaml`;
          names.push(name);
          writeFileSync(join(dirname(copyOf(file)), name), rendered.text);
        }
      }
      writeFileSync(copyOf(file), JSON.stringify(withoutCharts(content, names)));
    }
    const { text, warnings: others } = await renderKustomization(copyOf(realPath(folder)), running, allowsRemote);
    const whole = included.filter(({ local }) => hasObjectsOf(local, text, affixes));
    return { text, warnings: [...warnings, ...others], parts: whole.flatMap(({ parts }) => parts) };
  } catch (error) {
    throw error instanceof RenderError && error.message.includes(scratch) ? new InputError(error.message.replaceAll(scratch, root)) : error;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A chart and the charts that it includes. */
function partsOf(chart: string, text: string): readonly RenderedPart[] {
  const hasAll = (own: string) => hasObjectsOfCopy(own, text, { chart, copy: chart, including: chart });
  return [{ path: realPath(chart), hasAll }, ...renderedParts(chart, text).parts];
}

/** Whether there is more than comments: kustomize refuses a file without objects. */
function hasObject(text: string): boolean {
  try {
    return [...readDocuments([Buffer.from(text)])].some((source) => readDocument(source) !== null);
  } catch {
    return true; // Kustomize reports the error.
  }
}

function renderLocal(
  { rendering, valuesBefore, inlineValues, valuesAfter }: LocalChart, scratch: string, running: Running,
): Promise<RenderedText> {
  const inline: NamedFile = { path: join(scratch, `${basename(scratch)}-values.json`) };
  if (inlineValues) {
    writeFileSync(inline.path, JSON.stringify(inlineValues));
  }
  return renderChart({ ...rendering, values: [...valuesBefore, ...inlineValues ? [inline] : [], ...valuesAfter] }, running);
}
