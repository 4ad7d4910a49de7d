import { Uri, type Webview } from 'vscode';

interface Page {
  readonly webview: Webview;
  readonly extensionUri: Uri;
  readonly title: string;
  /** The document that it is about; empty for the overview of many. */
  readonly uri: string;
  readonly style: string;
  /** Buttons for what is done with the page as a whole: what they say, by what they ask for. */
  readonly actions?: Readonly<Record<string, string>>;
}

/** The frame of a page of ours. Its content comes by message, so that a new one does not blink or lose the place. */
export function reportPage({ webview, extensionUri, title, uri, style, actions = {} }: Page): string {
  const nonce = crypto.randomUUID();
  const script = webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist/report.js'));
  const buttons = Object.entries(actions).map(
    ([action, label]) => `<button type="button" data-do="${escaped(action)}">${escaped(label)}</button>`,
  );
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style nonce="${nonce}">${style}
#spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
#actions { float: right; display: flex; flex-wrap: wrap; gap: .35rem; margin: 0 0 .5rem 1rem; }
@media (max-width: 34rem) { #actions { float: none; margin-left: 0; } }</style>
</head>
<body data-uri="${escaped(uri)}">
${buttons.length === 0 ? '' : `<div id="actions">${buttons.join('')}</div>`}
<div id="report" tabindex="-1"></div>
<div id="spoken" role="status"></div>
<script nonce="${nonce}" src="${escaped(script.toString())}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
