import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Who may import what: folder -> own folders, packages, with what is in them. The picture in the README is this table. */
const mayImport: Readonly<
  Record<string, { readonly folders: readonly string[]; readonly packages: readonly string[] }>
> = {
  'engine/text': {
    folders: [],
    packages: ['jsonc-parser', 'yaml'],
  },
  'engine/protocol': {
    folders: [],
    packages: [],
  },
  'engine/secrets': {
    folders: ['engine/text'],
    packages: [],
  },
  'engine/reference': {
    folders: ['engine/text', 'engine/protocol'],
    packages: ['semver/functions/valid.js'],
  },
  'engine/shell': {
    folders: ['engine/text'],
    packages: ['unbash'],
  },
  'engine/bases': {
    folders: ['engine/text', 'engine/reference', 'engine/facts'],
    packages: [],
  },
  'engine/dockerfile': {
    folders: ['engine/text', 'engine/reference', 'engine/bases', 'engine/facts'],
    packages: ['dockerfile-ast'],
  },
  'engine/layers': {
    folders: [],
    packages: [],
  },
  'engine/images': {
    folders: ['engine/text', 'engine/oci', 'engine/layers', 'engine/facts'],
    packages: [],
  },
  'engine/oci': {
    folders: ['engine/text', 'engine/reference'],
    packages: [],
  },
  'engine/facts': {
    folders: [
      'engine/text',
      'engine/reference',
      'engine/shell',
      'engine/bases',
      'engine/dockerfile',
      'engine/oci',
      'engine/layers',
      'engine/secrets',
    ],
    packages: [],
  },
  'engine/rules': {
    folders: [
      'engine/text',
      'engine/secrets',
      'engine/reference',
      'engine/shell',
      'engine/bases',
      'engine/dockerfile',
      'engine/facts',
      'engine/layers',
      'engine/protocol',
    ],
    packages: [],
  },
  'engine/configuration': {
    folders: ['engine/text', 'engine/protocol', 'engine/reference', 'engine/bases', 'engine/facts', 'engine/rules'],
    packages: [],
  },
  'engine/declarations': {
    folders: ['engine/text', 'engine/reference', 'engine/shell', 'engine/facts', 'engine/dockerfile', 'engine'],
    packages: [],
  },
  'engine/ignores': {
    folders: ['engine', 'engine/text', 'engine/protocol', 'engine/reference', 'engine/dockerfile', 'engine/rules'],
    packages: [],
  },
  'engine/formats': {
    folders: ['engine', 'engine/text', 'engine/protocol', 'engine/rules', 'engine/view'],
    packages: [],
  },
  'engine/view': {
    folders: ['engine', 'engine/protocol', 'engine/text'],
    packages: [],
  },
  engine: {
    folders: [
      'engine/text',
      'engine/secrets',
      'engine/reference',
      'engine/bases',
      'engine/dockerfile',
      'engine/facts',
      'engine/rules',
      'engine/protocol',
      'engine/configuration',
      'engine/declarations',
      'engine/ignores',
      'engine/images',
      'engine/layers',
    ],
    packages: [],
  },
  'engine/hover': {
    folders: [
      'engine',
      'engine/text',
      'engine/bases',
      'engine/dockerfile',
      'engine/facts',
      'engine/protocol',
      'engine/rules',
    ],
    packages: [],
  },
  'engine/inline': {
    folders: ['engine', 'engine/text', 'engine/bases', 'engine/dockerfile', 'engine/facts', 'engine/protocol'],
    packages: [],
  },
  'engine/complete': {
    folders: [
      'engine',
      'engine/text',
      'engine/reference',
      'engine/bases',
      'engine/dockerfile',
      'engine/facts',
      'engine/protocol',
      'engine/rules',
    ],
    packages: [],
  },
  lsp: {
    folders: [
      'engine',
      'engine/hover',
      'engine/inline',
      'engine/complete',
      'engine/declarations',
      'engine/formats',
      'engine/images',
      'engine/layers',
      'engine/text',
      'engine/oci',
      'engine/rules',
      'engine/protocol',
      'engine/view',
      'engine/configuration',
      'engine/ignores',
      'engine/bases',
    ],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  },
  node: {
    folders: ['lsp', 'engine', 'engine/images', 'engine/layers'],
    packages: [
      'vscode-languageserver/node',
      'node:fs/promises',
      'node:url',
      'zstddec/stream',
      'node:crypto',
      'node:fs',
      'node:path',
      'node:stream',
      'node:zlib',
    ],
  },
  browser: {
    folders: ['lsp', 'engine'],
    packages: ['vscode-languageserver/browser'],
  },
  cli: {
    folders: [
      'engine',
      'engine/text',
      'engine/secrets',
      'engine/oci',
      'engine/rules',
      'engine/protocol',
      'engine/view',
      'engine/reference',
      'engine/formats',
      'engine/configuration',
      'engine/bases',
      'engine/images',
      'engine/layers',
      'node',
    ],
    packages: ['diff', 'ignore', 'picomatch', 'node:fs', 'node:path', 'node:util', 'node:stream/consumers'],
  },
};

interface SourceFile {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
  readonly typeImports: readonly string[];
}

const sources = readSources(join(root, 'server/src'));

function readSources(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      const statements = [...text.matchAll(/^(?:import|export)\s([\s\S]*?)from\s+'([^']+)'/gm)];
      return {
        path: relative(folder, path),
        folder: dirname(relative(folder, path)),
        text,
        imports: statements.map(([, , from = '']) => from),
        typeImports: statements.filter(([, what = '']) => what.startsWith('type ')).map(([, , from = '']) => from),
      };
    });
}

/** A folder inside one of the table belongs to it. */
function rowOf(folder: string): string {
  return folder
    .split('/')
    .slice(0, folder.startsWith('engine/') ? 2 : 1)
    .join('/');
}

describe('imports', () => {
  it.each(sources.map((file) => [file.path, file] as const))('of %s go where the table allows', (_, file) => {
    const folder = rowOf(file.folder);
    const allowed = mayImport[folder];
    expect(allowed, `no row for ${folder}`).toBeDefined();
    for (const from of file.imports) {
      if (!from.startsWith('.')) {
        expect(allowed?.packages).toContain(from);
        continue;
      }
      const target = rowOf(dirname(join(file.folder, from)));
      if (target === folder || from.endsWith('.json')) continue;
      expect(allowed?.folders, `${file.path} imports ${from}`).toContain(target);
    }
  });

  it('make no cycle at run time', () => {
    const edges = new Map(
      sources.map(({ path, folder, imports, typeImports }) => [
        path,
        imports.filter((from) => from.startsWith('.') && !typeImports.includes(from)).map((from) => join(folder, from)),
      ]),
    );
    const state = new Map<string, 'open' | 'done'>();
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done') return;
      expect(state.get(path), [...trail, path].join(' -> ')).toBeUndefined();
      state.set(path, 'open');
      for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
      state.set(path, 'done');
    };
    for (const path of edges.keys()) visit(path, []);
  });

  it('go through one file to each parser', () => {
    for (const name of [
      'dockerfile-ast',
      'unbash',
      'semver/functions/valid.js',
      'jsonc-parser',
      'yaml',
      'zstddec/stream',
    ]) {
      expect(sources.filter(({ imports }) => imports.includes(name)).map(({ path }) => path)).toHaveLength(1);
    }
  });
});

describe('files', () => {
  it.each(sources.map((file) => [file.path, file] as const))('%s is short enough to read', (path, { text }) => {
    expect(text.split('\n').length).toBeLessThanOrEqual(path.includes('/rules/') ? 150 : 250);
  });

  it('are no barrels', () => {
    expect(sources.filter(({ path, text }) => /(^|\/)index\.ts$/.test(path) || /^export \*/m.test(text))).toEqual([]);
  });
});
