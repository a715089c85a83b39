import { describe, expect, it } from 'vitest';
import { isSampleValue, textKind } from './manifest-like.js';

describe('A text with two marks of a manifest is one', () => {
  const MARKS = [
    ['dataSources:', 'data_source :', '"datasources": []'],
    ['vectorStore:', 'vector_store  :', "'vectorstore': x"],
    ['embeddings:', '"embeddings" : x'],
    [
      'version: v0',
      'version : v0',
      "version:  'v0'",
      'version: !!str "v0"',
      '"version":v0',
      'version: !str v0',
    ],
    ['retrievers: []', 'chunkSize: 1', 'type: GithubRepositoryReader'],
  ];

  it.each(MARKS.flatMap((spellings, at) => spellings.map((spelling): [string, number] => [spelling, at])))(
    'as with %s',
    (mark, at) => {
      expect(textKind(`${mark}\n`)).toBe('other');
      for (const [other, [second = '']] of MARKS.entries())
        expect(textKind(`services: x\n${mark}\n${second}\n`)).toBe(other === at ? 'other' : 'manifest');
    },
  );

  it.each([
    'mydataSources:',
    'dataSources',
    'dataSources      :',
    'xvectorStore:',
    'vectorStore',
    'myembeddings:',
    'Embeddings:',
    'version: v01',
    'version: v1',
    'aversion: v0',
    'version: !!toolongaword v0',
    'myretrievers',
    'chunkSizes',
  ])('but not as with %s', (mark) => {
    const other = mark.includes('version') ? 'chunkSize: 1' : 'version: v0';
    expect(textKind(`services: x\n${mark}\n${other}\n`)).toBe('other');
  });
});

describe('A short text may be a piece of a manifest', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, at) => `  k${at}: x\n`).join('');

  it.each([
    ['a credential', 'password: x'],
    ['one inside auth', 'auth:\n  token: x'],
    ['a pair', '- name: DB_PASSWORD\n  value: x'],
    ['a key of its own', 'colour: red\npassword: x'],
    ['a URL', 'colour: https://x.example.org'],
    ['a short word for one', 'pw: x'],
    ['a key file', 'idrsa: x'],
    ['an escape', 'colour: "\\x41"'],
    ['a letter of another script', 'colour: é'],
    ['six lines', `colour:\n${lines(4)}password: x`],
    ['comments, blanks and marks', `--- # a\n# b\n\n  # c\ncolour:\n${lines(4)}password: x`],
    ['twenty-four lines of a manifest', `params:\n${lines(22)}password: x`],
    [
      'a manifest’s keys in any spelling',
      `data_sources:\n${lines(5)}"vector-store" :\n- id:\n- 'baseUrl': x\npassword: x`,
    ],
    ['words of a sentence', `params: {}\n${lines(6)}colour:red\npassword: x`],
    ['2048 characters', `password: x\n#${'a'.repeat(2048 - 13)}`],
    ['a language inside a block', 'params:\n  en: x\npassword: x'],
    [
      'a key like another tool’s',
      'params:\n  my-services: x\n  a.jobs: x\n  ximage: x\n  jobsx: x\npassword: x',
    ],
    ['a word like another tool’s key', 'params: services\npassword: x'],
  ])('as with %s', (_, text) => {
    expect(textKind(text)).toBe('piece');
  });

  it.each([
    ['nothing to offend', 'colour: red'],
    ['somebody else’s variable', 'engine_password: x'],
    ['somebody else’s variable in an item', '-  "engine_password" : x'],
    ['seven lines below a key of its own', `colour:\n${lines(5)}password: x`],
    ['seven lines below a quoted key', `'colour' :\n${lines(5)}password: x`],
    ['seven lines below an item’s key', `-  colour:\n${lines(5)}password: x`],
    ['a key at the end of seven lines', `params:\n${lines(5)}password:\ncolour:`],
    ['twenty-five lines', `params:\n${lines(23)}password: x`],
    ['2049 characters', `password: x\n#${'a'.repeat(2048 - 12)}`],
    ['a language', 'en:\n  password: x'],
    ['a language of a country', 'a: x\nde-AT:\n  password: x\nb: x'],
    ['a language in a script', 'zh_Hans:\n  password: x'],
    ['Ansible', 'a: hosts my ansible_password x'],
    ['a template', 'password: {{ x }}'],
    ['a block of a template', 'password: {% x %}'],
    ['ERB', 'password: <% x %>'],
    ['an element', 'password: <your>'],
    ['an environment', 'password: "%env(X)%"'],
    ['a parameter', 'password: "%a.b_c%"'],
    ['a command', 'password: $(x)'],
    ['a variable of a pipeline', 'password: ((x))'],
    ['a shell variable', 'password: $X'],
    ['a tag', 'password: !x y'],
    ['another tool’s key', 'services:\n  a:\n    password: x'],
    ['another tool’s key, quoted', 'a: {"runs-on" : x, password: x}'],
    ['a framework', 'framework:\n  secret: x'],
  ])('but not with %s', (_, text) => {
    expect(textKind(text)).toBe('other');
  });
});

describe('isSampleValue', () => {
  it.each([
    ...'password my_password yourPassword "secret" test-token string access-token-here changeme 1234 testing *** ident'.split(
      ' ',
    ),
    'the key',
    'credential',
    'my-credentials',
    'test',
    'tests',
    'keystring',
    'value_here',
    'client secret',
    "'some value'",
    'testing123!',
    '%%',
    'changeit',
    'YOUR_API_KEY',
    'Bearer REDACTED',
    'Contraseña',
    '"Confirm password"',
    'Mot de passe:',
    '*****',
  ])('%s is one', (value) => {
    expect(isSampleValue(value)).toBe(true);
  });

  it.each([
    'hunter2',
    'mypassword123',
    'xpassword',
    'passwords1',
    '12345',

    'my',
    'supersecret',
    'Correct horse',
    'Secret7',
    'x1 Password',
  ])('%s is none', (value) => {
    expect(isSampleValue(value)).toBe(false);
  });
});
