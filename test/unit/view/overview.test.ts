import { describe, expect, it } from 'vitest';
import { checkDockerfile } from '../../../server/src/engine/check.ts';
import { reportSubject } from '../../../server/src/engine/report.ts';
import { overviewRow } from '../../../server/src/engine/view/overviewRow.ts';
import { overviewView } from '../../../server/src/engine/view/overviewView.ts';

const rowOf = (text: string) => overviewRow(reportSubject(checkDockerfile(text), 'Dockerfile'));
const asRoot = rowOf('FROM debian:12\nCMD ["namd3"]\n');
const named = '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:1.0.0\n';
const unknown = rowOf(`${named}FROM registry.example/hpc/base:2\nCMD ["namd3"]\n`);

/** The order of the rows, by the index that their links carry. */
function order(body: string): readonly string[] {
  return [...body.matchAll(/<th scope="row" role="rowheader"><a href="#" data-open="(\d+)"/g)].map(
    ([, index = '']) => index,
  );
}

describe('a row', () => {
  it('names what is not met before what cannot be told', () => {
    expect(asRoot.levels.contrib).toBe('not-met');
    expect(asRoot.left).toMatch(/^\d+ to go/);
    expect(asRoot.first?.message).toMatch(/^Runs as root/);
    expect(asRoot.first?.at).toEqual({ line: 0, character: 5 });
  });

  it('names what cannot be told where nothing is violated', () => {
    expect(unknown.levels.contrib).toBe('undecided');
    expect(unknown.left).toMatch(/cannot be told$/);
    expect(unknown.first?.message).toContain('registry.example/hpc/base:2');
  });

  it('says why a file that does not build meets nothing', () => {
    const { levels, first } = rowOf('RUN make\n');
    expect(levels).toEqual({ contrib: 'not-met', gold: 'not-met' });
    expect(first?.at).toEqual({ line: 0, character: 0 });
  });

  it('passes over what its level does not require', () => {
    const { first } = rowOf('FROM debian\nUSER 10001:0\nCMD ["namd3"]\n');
    expect(first?.message).not.toMatch(/latest|tag of debian/);
  });
});

describe('the table', () => {
  const entries = [
    { path: 'b/Dockerfile', row: unknown },
    { path: 'c/Dockerfile', row: asRoot },
    { path: 'a/Dockerfile', row: unknown },
    { path: 'z/Dockerfile', row: { unread: 'no right to read it' } },
  ];

  it('has on top what needs a hand, then goes by path', () => {
    expect(order(overviewView({ entries, total: 4 }).body)).toEqual(['3', '1', '2', '0']);
  });

  it('leads to the place of what is missing', () => {
    expect(overviewView({ entries, total: 4 }).body).toContain('<a href="#" data-open="1:0:5">line 1</a> Runs as root');
  });

  it('counts', () => {
    const { body, summary } = overviewView({ entries, total: 4 });
    expect(summary).toBe('4 files, each by its level: 1 not met, 2 cannot be told, 1 not read');
    expect(body).toContain(summary);
    expect(body).not.toContain('Stopped');
  });

  it('says that it is not whole', () => {
    expect(overviewView({ entries, total: 9 }).body).toContain('Stopped after 4 of 9 files');
    expect(overviewView({ entries: [], total: 9 }).summary).toBe('No file was checked.');
  });

  it('holds nothing but text from outside', () => {
    const path = '<img src=x onerror=alert(1)>"\'&/Dockerfile';
    const { body } = overviewView({ entries: [{ path, row: { unread: '<script>' } }], total: 1 });
    expect(body).not.toMatch(/<img|<script|onerror="/);
  });
});
