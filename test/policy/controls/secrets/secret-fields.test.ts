import { withoutFields } from '../../../../src/policy/controls/secrets/secret-fields';

test.each([
  ['{"driver":"smb","volumeAttributes":{"password":"hunter2Zq7W","source":"//x/y"}}', '{"driver":"smb","volumeAttributes":{"password":"(hidden)","source":"//x/y"}}'],
  ['{"db.password" : "a\\"hunter2Zq7W"}', '{"db.password" : "(hidden)"}'],
  ['{"password":12345678}', '{"password":"(hidden)"}'],
  ['{"passwords":["hunter2Zq7W","other"]}', '{"passwords":["(hidden)"]}'],
  ['[{"name":"DB_PASSWORD","value":"hunter2Zq7W"}]', '[{"name":"DB_PASSWORD","value":"(hidden)"}]'],
  ['{"a":"{\\"password\\":\\"hunter2Zq7W\\",\\"b\\":\\"c\\"}"}', '{"a":"{\\"password\\":\\"(hidden)\\",\\"b\\":\\"c\\"}"}'],
  ['{"driver":"a","volumeAttributes":{"key":"hunter2Zq7W","shareName":"shop1a","b":"x"}}', '{"driver":"a","volumeAttributes":{"key":"(hidden)","shareName":"shop1a","b":"x"}}'],
  ['{"options":{"a":"user=u%hunter2Zq7W","pin":"hunter2Zq7W"}}', '{"options":{"a":"(hidden)","pin":"(hidden)"}}'],
  ['emptyDir: {"apiToken":"hunter2Zq7W"} ports=[]', 'emptyDir: {"apiToken":"(hidden)"} ports=[]'],
  ['{"password":"hunter2Zq7W","token":"hunter2Zq7W"}', '{"password":"(hidden)","token":"(hidden)"}'],
  ['{"password":12345678,"token" : -1.5e+10}', '{"password":"(hidden)","token" : "(hidden)"}'],
  ['{"passwords":["$(A)", "hunter2Zq7W"],"tokens2":[ 1234567 ],"token":["hunter2Zq7W"]}', '{"passwords":["(hidden)"],"tokens2":[ 1234567 ],"token":["(hidden)"]}'],
  ['[{"key" : "TOKEN" , "value" : "hunter2Zq7W"},{"name":"A_TOKEN","value":"hunter2Zq7W"}]', '[{"key" : "TOKEN" , "value" : "(hidden)"},{"name":"A_TOKEN","value":"(hidden)"}]'],
  ['{"a":"{\\"password\\" : \\"hunter2Zq7W\\",\\"token\\":\\"hunter2Zq7W\\"}"}', '{"a":"{\\"password\\" : \\"(hidden)\\",\\"token\\":\\"(hidden)\\"}"}'],
  ['{"volumeAttributes" : {"a":"hunter2Zq7W"},"options":  {"b":"1abcde"}}', '{"volumeAttributes" : {"a":"(hidden)"},"options":  {"b":"(hidden)"}}'],
  ['{"creds":"hunter2Zq7W","creds":"abc"}', '{"creds":"(hidden)","creds":"abc"}'],
])('hides the secret in %s', (text, hidden) => {
  expect(withoutFields(text)).toBe(hidden);
  expect(withoutFields(hidden)).toBe(hidden);
});

test.each([
  '{"secret":{"secretName":"web-tls","defaultMode":256}}', '{"nodePublishSecretRef":{"name":"smb"}}', '{"tokenTtl":3600,"password":"$(DB_PASSWORD)"}', '{"name":"PATH","value":"/bin"}',
  'a sentence: "password"', '{"passwords":[ "true" , "$(A)" ]}', '{"users":["hunter2Zq7W"]}', '{"user":12345678}', '{"password":true}', '{"name":"USER","value":"hunter2Zq7W"}', '{"options":["hunter2Zq7W"]}',
  '{"settings":{"a":"hunter2Zq7W"}}', '{"volumeAttributes":{"secretProviderClass":"vault1a","csi.storage.k8s.io/ephemeral":"true","fileSystemId":"fs-0abc1234","server":"nfs1.example.com","objects":"[]"}}',
  '{"options":["ndots:5a"]}', '{"serviceAccountToken":{"expirationSeconds":3600,"path":"token"}}',
])('leaves %s', (text) => expect(withoutFields(text)).toBe(text));

test.each([
  'account', 'address', 'addresses', 'bucket', 'class', 'classes', 'cluster', 'container', 'dir', 'directory', 'driver', 'duration', 'endpoint', 'endpoints', 'fs', 'fstype', 'group', 'handle', 'host', 'hosts', 'id',
  'ids', 'image', 'issuer', 'kind', 'label', 'mode', 'monitor', 'monitors', 'name', 'namespace', 'path', 'pool', 'port', 'profile', 'protocol', 'provider', 'region', 'server', 'share', 'size', 'source', 'target',
  'type', 'version', 'volume', 'zone',
])('the option %s of a driver is no secret', (name) => {
  const text = `{"options":{"${name}":"hunter2Zq7W","my-${name}":"hunter2Zq7W"}}`;
  expect(withoutFields(text)).toBe(text);
  expect(withoutFields(`{"options":{"my${name}":"hunter2Zq7W","${name}-x":"hunter2Zq7W"}}`)).toBe(`{"options":{"my${name}":"(hidden)","${name}-x":"(hidden)"}}`);
});

test.each(['ab1cd', 'abcdefg', '12345678', 'a1b2c3 d4', 'a/b1cdefg', 'a1,b2c3d4', 'a1b2c3;d4', '/run/secret1'])('%s does not look like a password of a driver', (value) => {
  const text = `{"options":{"a":"${value}"}}`;
  expect(withoutFields(text)).toBe(text);
});

test.each([0, 1, 2, 3, 4])('hides a secret in JSON in JSON, %i levels deep', (depth) => {
  const nested = (secret: string, levels: number): string => JSON.stringify(levels === 0 ? { password: secret } : { a: nested(secret, levels - 1), b: 'c' });
  expect(withoutFields(nested('hunter2Zq7W', depth))).toBe(nested('(hidden)', depth));
});

test('a long text without an end takes no time', () => {
  for (const part of ['"password":"', '"password":[', '\\"password\\":\\"', '"name":"password","value":"', '"password":1', '\\\\\\"']) {
    expect(withoutFields(part.repeat(20_000))).not.toBe('');
  }
});
