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
])('hides the secret in %s', (text, hidden) => {
  expect(withoutFields(text)).toBe(hidden);
  expect(withoutFields(hidden)).toBe(hidden);
});

test.each([
  '{"secret":{"secretName":"web-tls","defaultMode":256}}', '{"nodePublishSecretRef":{"name":"smb"}}', '{"tokenTtl":3600,"password":"$(DB_PASSWORD)"}', '{"name":"PATH","value":"/bin"}',
  'a sentence: "password"', '{"volumeAttributes":{"secretProviderClass":"vault1a","csi.storage.k8s.io/ephemeral":"true","fileSystemId":"fs-0abc1234","server":"nfs1.example.com","objects":"[]"}}',
  '{"options":["ndots:5a"]}', '{"serviceAccountToken":{"expirationSeconds":3600,"path":"token"}}',
])('leaves %s', (text) => expect(withoutFields(text)).toBe(text));

test('a long text without an end takes no time', () => {
  for (const part of ['"password":"', '"password":[', '\\"password\\":\\"', '"name":"password","value":"', '"password":1', '\\\\\\"']) {
    expect(withoutFields(part.repeat(20_000))).not.toBe('');
  }
});
