import { Cause } from '../../cause';

export const erlangCookie: Cause = {
  id: 'erlang-cookie',
  title: 'Erlang refuses its cookie, which the group of the volume may read',
  why: 'On a volume with files from before, the kubelet gives all of them to the fsGroup, which may then read and write them: once with `fsGroupChangePolicy: OnRootMismatch`, else at every start. RabbitMQ wants its cookie for its own user alone. On a new volume it creates it so.',
  signs: [{ in: 'log', text: /Cookie file (?<path>\/\S+?\.cookie) must be accessible by owner only/, weight: 85 }],
  fix: ({ evidence: { image = 'rabbitmq' }, facts: { path = '/var/lib/rabbitmq/.erlang.cookie' } }) => ({
    do: `close ${path} again before the program starts, as the user that owns it; keep \`fsGroupChangePolicy: OnRootMismatch\``,
    yaml: [
      'initContainers:',
      '  - name: cookie   # the mount and the securityContext of the container itself',
      `    image: ${image}`,
      `    command: [sh, -c, 'if [ -e ${path} ]; then chmod 600 ${path}; fi']`,
    ].join('\n'),
  }),
  example: { source: 'log', text: '{"init terminating in do_boot",{error,"Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only"}}' },
};
