/** What a snippet leaves in the text where nobody types anything: its defaults, and the first of several choices. */
export function snippetText(snippet: string): string {
  return snippet
    .replaceAll(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replaceAll(/\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1')
    .replaceAll(/\\([\\$}])/g, '$1');
}
