import { existsSync } from 'fs';
import { InputError } from '../../../formats/manifest/input-error';
import { CONTAINER_LISTS } from '../../../formats/manifest/pod';
import { SuggestedWaiver } from '../../../policy/settings/waiver';
import { Finding } from '../../../tasks/reports/finding';
import { countText } from '../../../tasks/reports/text';
import { Io } from '../io';
import { writeOutput } from '../output';

const HEADER = `\
# Waivers for the findings of \`cdk8s-hardened audit\`. Fix the findings that you can fix, and remove their entries. Explain each
# of the others in \`reason\`, which must not be empty. Use the file with --waiver-file or addWaiversFromFile(), or copy its entries
# into \`waivers\` of the settings file.
`;

/** Waivers for all findings, with empty reasons for the user to fill in. */
export class WrittenWaivers {
  private readonly waivers = new Map<string, SuggestedWaiver>();
  private left = 0;

  /**
   * @param path of the file; undefined for standard output
   * @throws InputError if the file exists, since it may contain written reasons
   */
  constructor(private readonly path: string | undefined, private readonly io: Pick<Io, 'stdout'>) {
    if (path !== undefined && existsSync(path)) {
      throw new InputError(`--output ${path}: the file exists: write to a new file, and move the entries`);
    }
  }

  public add({ suggestedWaiver: waiver, waived, baselined }: Finding): void {
    if (waived || baselined) {
      return;
    }
    if (!waiver) {
      this.left++;
      return;
    }
    const { control, controls, target, template } = waiver;
    // A waiver allows each of its values in each of its containers, so containers with different values need separate waivers.
    const hasValues = waiver.allow !== undefined;
    const key = JSON.stringify([control, controls, target, template, hasValues, CONTAINER_LISTS.map((list) => waiver[list])]);
    const known = this.waivers.get(key);
    const allow = [...new Set([...known?.allow ?? [], ...waiver.allow ?? []])];
    this.waivers.set(key, { ...waiver, ...allow.length > 0 && { allow } });
  }

  /** @returns remarks on findings that the file does not cover */
  public write(): readonly string[] {
    const entries = [...this.waivers.values()].map(({ reason: _, target, control, controls, ...scope }) => {
      const fields = Object.entries({ ...controls ? { controls } : { control }, target, ...scope, reason: '' });
      return fields.map(([name, value], index) => `${index === 0 ? '  - ' : '    '}${name}: ${JSON.stringify(value)}\n`).join('');
    });
    writeOutput(this.path, `${HEADER}waivers:${entries.length > 0 ? `\n${entries.join('')}` : ' []\n'}`, this.io);
    return this.left === 0
      ? []
      : [`no waiver is suggested for ${countText(this.left, 'finding')}: Kubernetes refuses what is found, a waiver `
        + 'cannot name its object or container, or what is wrong is a waiver'];
  }
}
