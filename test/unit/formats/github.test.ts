import { describe, expect, it } from 'vitest';
import { githubReport } from '../../../server/src/engine/formats/github.ts';
import { around, everyKind, finding, subject } from './fixture.ts';

const lines = (...given: Parameters<typeof around>) =>
  githubReport(around(...given))
    .trimEnd()
    .split('\n');

describe('the GitHub report', () => {
  it('annotates what the level asks for, escaped as the runner wants it', () => {
    expect(githubReport(everyKind)).toMatchInlineSnapshot(`
      "::warning file=.st4sd.yaml,line=2,endLine=2,col=6,endColumn=15,title=ST4SD configuration::No key "levle".
      ::error file=docker/a b%2Cc%3A100%25.Dockerfile,line=2,endLine=2,col=6,endColumn=15,title=ST4SD non-root-user::Runs as root <&"'> 100%25: yes, really.
      ::warning file=docker/a b%2Cc%3A100%25.Dockerfile,line=1,endLine=3,title=ST4SD base-tag::Runs as root.
      ::notice file=docker/a b%2Cc%3A100%25.Dockerfile,line=2,endLine=2,col=6,endColumn=15,title=ST4SD user-exists::Cannot tell the user.
      ::error file=not/there,title=Not read::There is no such file or folder.
      2 files: 2 do not meet contrib, 1 not read
      "
    `);
  });
  it('keeps a command on one line', () => {
    const [command] = lines([subject('a\nb,c', [finding({ message: 'One.\r\n::error::Two.' })])]);
    expect(command).toBe(
      '::error file=a%0Ab%2Cc,line=2,endLine=2,col=6,endColumn=15,title=ST4SD non-root-user::One.%0D%0A::error::Two.',
    );
  });
  it('names no file where there is none', () => {
    const [input, image] = lines([subject('-', [finding()]), subject('docker://quay.io/x:1', [finding()])]);
    expect(input).toBe('::error title=ST4SD non-root-user::-: Runs as root.');
    expect(image).toBe('::error title=ST4SD non-root-user::docker://quay.io/x:1: Runs as root.');
  });
  it('ends with the whole run in words', () => {
    expect(lines([])).toEqual(['0 files: nothing to check']);
  });
});
