import { asString, isArray, Path, read } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { Found } from '../check';
import { commandPlaces } from '../command-places';
import { always, PodControl } from '../control';
import { Risk } from '../risk';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

interface Form {
  readonly pattern: RegExp;
  readonly risk: Risk;
  readonly detail: string;
}

const SHELL = '(?:/\\S{1,50}/)?(?:ba|da|z|k|a)?sh';
const RUNNER = `(?:${SHELL}|python[\\d.]{0,4}|perl|ruby|node|php)`;
const LOADER = '\\b(?:curl|wget)\\s';
const DOWNLOAD = { risk: 'medium', detail: 'it runs downloaded code, which can change at any time' } as const;
const REVERSE = { risk: 'high', detail: 'it opens a shell for a remote host' } as const;

const FORMS: readonly Form[] = [
  {
    pattern: new RegExp([
      `${LOADER}[^|;\\n]{0,500}\\|\\s{0,9}(?:sudo\\s{1,9}(?:-\\w{1,9}\\s{1,9})?)?`,
      `${RUNNER}(?:\\s{1,9}(?:-[esux]{0,4}|/dev/stdin))?\\s{0,9}(?:$|[;&|"'\\n)]|--\\s)`,
    ].join('')),
    ...DOWNLOAD,
  },
  { pattern: new RegExp(`(?:${SHELL}\\s{1,9}-\\w{0,3}c|\\beval|\\bsource|\\.)\\s{1,9}["']?[$<]?[\`(]{1,2}\\s{0,9}${LOADER}`), ...DOWNLOAD },
  { pattern: new RegExp(`${RUNNER}\\s{1,9}<\\(\\s{0,9}${LOADER}`), ...DOWNLOAD },
  { pattern: new RegExp(`${SHELL}\\s{1,9}-i\\s{0,9}[^;|\\n]{0,9}(?:>&|<>)\\s{0,9}/dev/(?:tcp|udp)/`), ...REVERSE },
  {
    pattern: new RegExp(`\\b(?:nc|ncat|netcat)\\s[^;|\\n]{0,200}?(?:-[a-z]{0,5}[ec]|--(?:sh-)?exec)\\s{0,9}["']?${SHELL}\\b[^;|\\n]{0,99}`),
    ...REVERSE,
  },
  { pattern: /\bsocat\s[^;|\n]{0,200}?\b(?:exec|system):["']?(?:\/\S{1,50}\/)?(?:ba|da|z|k|a)?sh\b[^;|\n]{0,100}/i, ...REVERSE },
  {
    pattern: /\bmkfifo\s[^\n]{0,200}\|[^\n|]{0,100}sh\s{1,9}-i[^\n]{0,100}\|\s{0,9}(?:nc|ncat|netcat|telnet|openssl\s{1,9}s_client)\s/,
    ...REVERSE,
  },
  {
    pattern: /\bsocket\.socket\([^]{0,500}(?:os\.dup2|pty\.spawn|subprocess\.(?:call|run|Popen)\(\[["'](?:\/\S{1,50}\/)?(?:ba)?sh)/,
    ...REVERSE,
  },
  { pattern: /\bfsockopen\([^]{0,300}\b(?:exec|shell_exec|system|proc_open|passthru)\(/, ...REVERSE },
];
/** A cheap test that excludes nearly all words. */
const SUSPECT = /curl|wget|\/dev\/(?:tcp|udp)\/|\bn(?:et)?c(?:at)?\s|socat|mkfifo|socket\.socket|fsockopen/;
const COMMENT = /^\s{0,99}#.*$/gm;

export const downloadedCode: PodControl = {
  id: 'downloaded-code',
  title: 'No downloaded code and no reverse shells in commands',
  level: 'hardened',
  risk: { medium: 'downloaded code', high: 'reverse shells' },
  why: 'Anyone who controls the server, or the network path to it, can run code in the container at its next start, and image scans do not '
    + 'find it.',
  remedy: 'put the program into the image, or download a fixed version and verify its digest before you run it',
  spec: {
    rules: [{
      fields: [
        ofContainers('{command,args}[*]'), ofContainers('lifecycle.{postStart,preStop}.exec.command[*]'),
        ofContainers('{livenessProbe,readinessProbe,startupProbe}.exec.command[*]'),
      ],
      allowed: 'no download into a shell or an interpreter (`curl ... | sh`, `bash <(curl ...)`, `eval "$(wget ...)"`), and no '
        + 'shell with a '
        + 'connection as its input (`bash -i >& /dev/tcp/...`, `nc -e sh`, `socat exec:sh`)',
    }],
    notes: ['The control does not find a program that is downloaded to a file and then started.'],
    sources: ['https://attack.mitre.org/techniques/T1059/004/', 'https://slsa.dev/spec/v1.0/threats'],
  },
  admission: { because: 'it reads scripts, which takes more than an expression' },
  reads: {
    needs: [
      'containers[*].command',
      'containers[*].args',
      'containers[*].lifecycle',
      'containers[*].livenessProbe',
      'containers[*].readinessProbe',
      'containers[*].startupProbe',
    ],
  },
  checks: always(everyContainer((container) => everyEntry([...commandPlaces(container.json), ARGS], (place) =>
    inWords(container, place, read(container.json, place))))),
};

const ARGS: Path = ['args'];

function inWords(container: ContainerView, place: Path, words: unknown): Found {
  return isArray(words) ? everyEntry(words, (word, index) => {
    const text = asString(word);
    const found = text !== undefined && SUSPECT.test(text) ? formIn(text.replace(COMMENT, '')) : undefined;
    return found && {
      ...at(container, [...place, index], found.detail),
      value: found.text,
      allowKey: `${place.join('.')}: ${found.text}`,
      risk: found.risk,
    };
  }) : undefined;
}

function formIn(text: string): (Form & { readonly text: string }) | undefined {
  for (const form of FORMS) {
    const match = form.pattern.exec(text);
    if (match) {
      return { ...form, text: match[0].replace(/\s+/g, ' ').slice(0, LONGEST) };
    }
  }
  return undefined;
}

/** The maximum length of a text that a finding quotes. */
const LONGEST = 200;
