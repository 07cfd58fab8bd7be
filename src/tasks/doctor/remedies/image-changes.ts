import { alternatives } from '../../../formats/language/alternatives';
import { Remedy, SignMatch } from '../cause';
import { containerYaml } from '../fixes';
import { pathsIn } from '../paths';

/** Files of the system of an image, which no one needs to write at run time. */
export const SYSTEM_FILE = alternatives([
  /^\/etc\/(?:passwd|group|g?shadow|subuid|subgid|sudoers|\.pwd\.lock|pam\.d|security\/|nsswitch)/, // /etc/sudoers
  /^\/etc\/(?:ld\.so|apt|dpkg|ssl\/certs|ca-certificates|pki\/|alternatives|sysctl|modprobe|init\.d|rc\.d)/, // /etc/apt/sources.list
  /^\/etc\/(?:profile|bash\.bashrc|environment|locale|default\/locale)/, // /etc/profile.d/web.sh
  /^\/(?:var\/lib\/(?:dpkg|apt|rpm|apk|dnf)|var\/cache\/(?:apt|yum|dnf|apk|ldconfig|debconf))(?:\/|$)/, // /var/lib/dpkg/lock-frontend
  /^\/(?:lib\/apk|usr\/local\/share\/ca-certificates|usr\/lib\/locale)(?:\/|$)/, // /lib/apk/db/lock
  /\/(?:lib|conf)\/security\/(?:cacerts|java\.security)$/, // /usr/lib/jvm/java-21/lib/security/cacerts
]);

interface Change {
  readonly words: RegExp;
  readonly fix: Remedy;
}

/** The first match wins. */
const CHANGES: readonly Change[] = [
  {
    words: alternatives([
      /\b(?:user|group)(?:add|mod|del)\b/, // useradd: cannot lock /etc/passwd; try again later.
      /\badd(?:user|group)\b/, // adduser: /etc/passwd: Read-only file system
      /\bchpasswd/, // chpasswd: (user web) pam_chauthtok() failed
      /\bpasswd\b/, // passwd: Authentication token manipulation error
      /only root may add a user/, // adduser: Only root may add a user or group to the system.
      /token manipulation/, // Authentication token manipulation error
      /chauthtok/, // pam_chauthtok() failed
      /\/etc\/(?:passwd|group|g?shadow|sub[ug]id|\.pwd)/, // cannot lock /etc/.pwd.lock
    ], 'i'),
    fix: {
      do: 'add the user when you build the image (`RUN useradd ...` in the Dockerfile), or change the start script to skip this step: '
        + 'the pod sets its user with runAsUser, which does not need an entry in /etc/passwd. If the program looks for an entry, set '
        + 'HOME and USER',
      yaml: 'securityContext:\n  runAsUser: 65532   # the number that the script would give to its user',
    },
  },
  {
    words: /^sed: /,
    fix: {
      do: 'change the file when you build the image (`RUN sed -i ...` in the Dockerfile), or mount a ConfigMap with the whole file over '
        + 'it, with a subPath: `sed -i` writes a copy in the same directory. For /etc/hosts and '
        + '/etc/resolv.conf use `hostAliases` and `dnsConfig` of the pod',
    },
  },
  {
    words: /ca-certificates|cacerts|ssl\/certs|\/pki\//,
    fix: {
      do: 'add the certificate when you build the image, or mount a ConfigMap with it, and set SSL_CERT_FILE to its file (Node.js: '
        + 'NODE_EXTRA_CA_CERTS, Python: REQUESTS_CA_BUNDLE, Java: a trust store)',
      yaml: '# a volume with the ConfigMap, and env: [{ name: SSL_CERT_FILE, value: /etc/ca/ca.crt }]',
    },
  },
  {
    words: /ldconfig|ld\.so/,
    fix: {
      do: 'run ldconfig when you build the image (`RUN ldconfig`), or set LD_LIBRARY_PATH to the directory of the libraries',
      yaml: '# env: [{ name: LD_LIBRARY_PATH, value: DIRECTORY }], of a directory that is not writable',
    },
  },
  {
    words: /locale/,
    fix: {
      do: 'generate the locale when you build the image, or use an existing locale: LANG=C.UTF-8',
      yaml: '# env: [{ name: LANG, value: C.UTF-8 }]',
    },
  },
  {
    words: /node_modules|package-lock|npm|yarn|pnpm|shrinkwrap/,
    fix: {
      do: 'install the packages when you build the image (`RUN npm ci` in the Dockerfile), and start only the program: `npm install` '
        + 'writes node_modules and package-lock.json to the directory of the program',
    },
  },
  {
    words: /site-packages|dist-packages|install packages|\bpip\b/,
    fix: {
      do: 'install the packages when you build the image (`RUN pip install -r '
      + 'requirements.txt` in the Dockerfile), and start the program alone',
    },
  },
  {
    words: /setcap|SETFCAP|capabilities on file/i,
    fix: {
      do: 'set the capability of the file when you build the image (`RUN setcap ...` in the Dockerfile), or '
      + 'listen on port 1024 or above, so that the program does not need a capability',
    },
  },
  {
    words: /vendor\/|Gemfile|composer|poetry/,
    fix: {
      do: 'install the packages when you build the image (`RUN bundle install`, `RUN composer '
      + 'install` in the Dockerfile), and start the program alone',
    },
  },
  {
    words: /\/etc\/(?:profile|bash|environment|security|sysctl)/,
    fix: {
      do: 'set variables in the manifest of the container instead of in system files, and change other files when you build the image',
      yaml: '# env: [{ name: NAME, value: VALUE }]',
    },
  },
  {
    words: /(?:)/,
    fix: {
      do: 'install it when you build the image (`RUN apt-get install ...`, `RUN apk add ...` in '
      + 'the Dockerfile), and remove the line from the start script',
    },
  },
];

export function imageChangeFix(found: SignMatch): Remedy {
  const { line } = found;
  const [path] = pathsIn(line.text);
  const { fix } = CHANGES.find(({ words }) => words.test(line.text))!;
  return {
    typescript: '// of the container: command: [PROGRAM], without the lines that change the image',
    yaml: containerYaml(found, 'command: [PROGRAM]   # without the lines that change the image'),
    ...fix,
    do: `${fix.do}${path === undefined || fix.do.includes(path) ? '' : `. The log names ${path}`}`,
  };
}
