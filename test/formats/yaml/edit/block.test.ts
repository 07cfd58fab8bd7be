import { edited, unindented } from './support';

/** What is done to a text, the text, the change of its value, and the text after it. */
type Case = [title: string, before: string, change: (value: any) => unknown, after: string];

const CONTEXT = { runAsNonRoot: true, capabilities: { drop: ['ALL'] } };

const CASES: Case[] = [
  ['adds a key to the end of an object, before the comment of what follows', `
    spec:
      containers:
      - name: a   # the name
        image: x

      # the second
      - name: b
    `, ({ spec }) => { spec.containers[0].securityContext = CONTEXT; }, `
    spec:
      containers:
      - name: a   # the name
        image: x
        securityContext:
          runAsNonRoot: true
          capabilities:
            drop:
            - ALL

      # the second
      - name: b
    `],
  ['indents as the document does', `
    spec:
        containers:
            - name: a
        volumes: []
    `, ({ spec }) => { spec.containers[0].securityContext = CONTEXT; spec.volumes.push({ name: 'tmp', emptyDir: {} }); }, `
    spec:
        containers:
            - name: a
              securityContext:
                  runAsNonRoot: true
                  capabilities:
                      drop:
                          - ALL
        volumes:
            - name: tmp
              emptyDir: {}
    `],
  ['puts keys in alphabetical order where all keys are', `
    spec:
      containers: []
      hostname: b
      volumes: []
    `, ({ spec }) => Object.assign(spec, { zone: 1, automount: false, restartPolicy: 'Never', dns: 'x' }) && undefined, `
    spec:
      automount: false
      containers: []
      dns: x
      hostname: b
      restartPolicy: Never
      volumes: []
      zone: 1
    `],
  ['replaces scalars, and nothing beside them', `
    a: true # why
    b:   'no'
    c: "1"
    d:
      value # below
    e: &e 0
    f: !!str 5
    g: |
      text
    h: plain
      on two lines # c
    `, () => ({ a: false, b: 'yes', c: 1000, d: 'other', e: 1, f: '6', g: 'x', h: 'z' }), `
    a: false # why
    b:   'yes'
    c: 1000
    d:
      other # below
    e: &e 1
    f: "6"
    g: x
    h: z # c
    `],
  ['fills what is empty', `
    a:
    b: # c
    c: {} # d
    d: ~
    e: &e {}
    f: { # keep
      }
    g:
    - # h
    -
    - {}
    `, () => ({ a: { x: 1 }, b: { x: 1 }, c: { x: { k: 1 } }, d: [1], e: { x: 1 }, f: { x: 1 }, g: [{ x: 1, z: 2 }, 1, { x: 1, z: 2 }] }), `
    a:
      x: 1
    b: # c
      x: 1
    c: # d
      x:
        k: 1
    d:
    - 1
    e: &e {x: 1}
    f: { # keep
      x: 1}
    g:
    - x: 1 # h
      z: 2
    - 1
    - x: 1
      z: 2
    `],
  ['deletes a key with its line and the comment beside it', `
    # head
    a: 1
    # above b
    b: 2 # beside b
    c:
      d: 3
    e:
    - f: 4
      g: 5
    - h: 6
      i: 7
    `, (value) => { delete value.b; delete value.c.d; delete value.e[0].f; delete value.e[1].i; }, `
    # head
    a: 1
    # above b
    c: {}
    e:
    - g: 5
    - h: 6
    `],
  ['deletes the last key and adds others behind it', `
    spec:
      containers:
      - name: a
        ports:
        - hostPort: 80
          name: b
          protocol: TCP # c
    # tail
    `, ({ spec }) => { delete spec.containers[0].ports[0].protocol; spec.hostNetwork = false; }, `
    spec:
      containers:
      - name: a
        ports:
        - hostPort: 80
          name: b
      hostNetwork: false
    # tail
    `],
  ['adds items before, between and after others', `
    list: # the list
    # about a
    - name: a

    # about b
    - name: b
      x: 1 # x
    next: 1
    `, ({ list }) => { list.splice(1, 0, { name: 'n2' }); list.unshift({ name: 'n1', v: [] }); list.push({ name: 'n3' }); }, `
    list: # the list
    - name: n1
      v: []
    # about a
    - name: a
    - name: n2

    # about b
    - name: b
      x: 1 # x
    - name: n3
    next: 1
    `],
  ['adds items to arrays in arrays, and as wide as the others', `
    - - a
      - b
    -   - c
    `, (list) => { list[0].unshift('m'); list[0].push({ m: 1 }); list[1].push('d'); list.push([]); }, `
    - - m
      - a
      - b
      - m: 1
    -   - c
        - d
    - []
    `],
  ['removes items, all of them too', `
    a:
    - 1
    # about 2
    - 2 # beside 2
    - 3
    b:
      - x
    c: 1
    `, (value) => { value.a.splice(1, 1); value.b = []; }, `
    a:
    - 1
    # about 2
    - 3
    b: []
    c: 1
    `],
  ['leaves texts of several lines alone', `
    a: |+
      keep

    b:
    - >-
      folded
       text

      # text

    # comment
    - "quoted
      # text"
    - c: |2
           deep

    `, (value) => { value.m = 1; value.b[2].d = 1; value.b.push('last'); }, `
    a: |+
      keep

    b:
    - >-
      folded
       text

      # text

    # comment
    - "quoted
      # text"
    - c: |2
           deep
      d: 1
    - last
    m: 1

    `],
  ['writes a new key below the blank lines that belong to a text', `
    a: |+
      keep

    # c
    `, (value) => { value.b = 1; }, `
    a: |+
      keep

    b: 1
    # c
    `],
  ['knows explicit keys', `
    ? a
    : b
    ? c
    ? |
      long
    : - 1
    `, (value) => { value.a = { x: 1 }; value.c = [2]; value['long\n'].push(2); value.d = 1; }, `
    ? a
    :
      x: 1
    ? c
    :
      - 2
    d: 1
    ? |
      long
    : - 1
      - 2
    `],
  ['quotes what any reader could take for something else', `
    a: 1
    `, () => ({
    a: 'true',
    b: 'No',
    c: '1:30',
    d: '2001-01-01',
    e: '0x1F',
    f: '1e3',
    g: '',
    h: ' x',
    i: 'a: b',
    j: 'a #b',
    k: '-c',
    l: '~',
    m: 'docker.io/app:1.2@sha256:ab',
    n: '500m',
    o: '1.5Gi',
    p: 'two words',
    q: '\u0085',
    r: '[x',
    on: '.5',
    1: '1',
  }), `
    "1": "1"
    a: "true"
    b: "No"
    c: "1:30"
    d: "2001-01-01"
    e: "0x1F"
    f: "1e3"
    g: ""
    h: " x"
    i: "a: b"
    j: "a #b"
    k: "-c"
    l: "~"
    m: docker.io/app:1.2@sha256:ab
    "n": 500m
    o: 1.5Gi
    "on": ".5"
    p: two words
    q: "\\u0085"
    r: "[x"
    `],
  ['writes texts of several lines as lines, where that is safe', `
    a: 1
    list:
    - 1
    `, (value) => { value.a = 'x\n  y\n\nz\n'; value.list.push('p\nq', ' p\nq', 'p\n\n', 'p \nq'); }, `
    a: |
      x
        y

      z
    list:
    - 1
    - |-
      p
      q
    - " p\\nq"
    - "p\\n\\n"
    - "p \\nq"
    `],
  ['quotes lines where a comment would become one of them', `
    a: 1

      # comment
    `, (value) => { value.b = 'x\ny'; }, `
    a: 1
    b: "x\\ny"

      # comment
    `],
  ['adds an item behind the comments of the last one, and before those of the list', `
    list:
    - a: 1 # one
      # about a
        # and more
    # the end
    next: x
    `, (value) => { value.list.push({ b: 2 }); }, `
    list:
    - a: 1 # one
      # about a
        # and more
    - b: 2
    # the end
    next: x
    `],
  ['adds an item behind the comment of a block of text', `
    list:
    - |
      a
     # about a
    `, (value) => { value.list.push('b'); }, `
    list:
    - |
      a
     # about a
    - b
    `],
];

it.each(CASES)('%s', (_title, before, change, after) => {
  expect(edited(unindented(before), change)).toBe(unindented(after));
});

it.each(['\r\n', '\r'])('keeps %j, no last line break, white space at ends, tabs and a byte order mark', (lineBreak) => {
  const before = '\uFEFF# é\t{\na:   # c\t\n  b: 1  \n  c: {}\t# d\n\n\ne: x'.replaceAll('\n', lineBreak);
  const after = '\uFEFF# é\t{\na:   # c\t\n  b: 2  \n  c:\t# d\n    f: 1\n  g: 1\n\n\ne: x\nz: 1'.replaceAll('\n', lineBreak);
  expect(edited(before, ({ a }) => ({ a: { ...a, b: 2, c: { f: 1 }, g: 1 }, e: 'x', z: 1 }))).toBe(after);
});

it('writes above an end mark', () => {
  expect(edited('a: 1\n...\n# c\n', (value) => { value.b = 2; })).toBe('a: 1\nb: 2\n...\n# c\n');
});

it('returns the same text for an equal value', () => {
  const text = 'a:   {x: [1,2]} # c\n\n\n';
  expect(edited(text, () => undefined)).toBe(text);
});
