/*
 * Two hooks of podman's, which make a container what a kubelet would have made of it. The first is given its settings before it is
 * made and prints the better ones, the second is given its state before it starts:
 * - no tmpfs on /tmp, /run and /var/tmp, which podman mounts under every read-only root;
 * - no /etc/passwd and /etc/group of podman's own, in which it adds the user that the image does not know, with a HOME;
 * - a new volume belongs to root and the pod's fsGroup, which may write it, and files in it get that group. podman gives it to the
 *   container's user instead. In the presets' users fsGroup is the gid.
 *
 * As a kubelet 1.34 with containerd 2.1 does it. The hooks: https://github.com/containers/common/blob/main/pkg/hooks/docs/oci-hooks.5.md
 */
const { chmodSync, chownSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const isTmpfs = ({ type, destination }) => type === 'tmpfs' && ['/tmp', '/run', '/var/tmp'].includes(destination);
const isUserList = ({ destination, source }) => ['/etc/passwd', '/etc/group'].includes(destination) && /\/userdata\/(passwd|group)$/.test(source);
const isNewVolume = ({ source }) => /\/volumes\/[^/]+\/_data$/.test(source) && readdirSync(source).length === 0;

const STAGES = {
  precreate(config) {
    const home = config.mounts.some(isUserList) ? [`HOME=${config.process.cwd}`] : [];
    config.process.env = config.process.env.filter((variable) => !home.includes(variable));
    config.mounts = config.mounts.filter((mount) => !isTmpfs(mount) && !isUserList(mount));
    process.stdout.write(JSON.stringify(config));
  },
  createRuntime({ bundle }) {
    const { mounts, process: { user } } = JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8'));
    for (const { source } of mounts.filter(isNewVolume)) {
      chownSync(source, 0, user.gid);
      chmodSync(source, 0o2775);
    }
  },
};

STAGES[process.argv[2]](JSON.parse(readFileSync(0, 'utf8')));
