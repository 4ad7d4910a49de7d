import type { TextDocument } from 'vscode-languageserver-textdocument';
import { looksLikeImageJson } from '../engine/oci/kind.ts';

/** Enough to tell an image's JSON from any other. */
const headLength = 65_536;

const dockerfileName = /(^|\/)(Dockerfile|Containerfile)(\.[^/]*)?$|\.([Dd]ockerfile|Containerfile)$/;

/** What a document is to us; undefined: nothing we judge. */
export function subjectKind(document: TextDocument): 'dockerfile' | 'image' | undefined {
  const name = document.uri.replace(/[?#].*$/, '').replaceAll('%20', ' ');
  if (name.endsWith('.dockerignore')) return undefined; // `Dockerfile.dockerignore` looks like a Dockerfile by its name
  const isJson = document.languageId.startsWith('json') || name.endsWith('.json');
  if (document.languageId === 'dockerfile' || (!isJson && dockerfileName.test(name))) return 'dockerfile';
  if (!isJson) return undefined;
  const end = document.positionAt(headLength);
  return looksLikeImageJson(document.getText({ start: { line: 0, character: 0 }, end })) ? 'image' : undefined;
}

/** The name people know the document by. */
export function documentName(uri: string): string {
  const last =
    uri
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? uri;
  return last.replaceAll('%20', ' ');
}
