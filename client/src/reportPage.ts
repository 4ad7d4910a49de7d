import { Uri, type Webview } from 'vscode';

interface Page {
  readonly webview: Webview;
  readonly extensionUri: Uri;
  readonly title: string;
  /** The document that it is about; empty for the overview of many. */
  readonly uri: string;
  readonly style: string;
}

/** The frame of a page of ours. Its content comes by message, so that a new one does not blink or lose the place. */
export function reportPage({ webview, extensionUri, title, uri, style }: Page): string {
  const nonce = crypto.randomUUID();
  const script = webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist/report.js'));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style nonce="${nonce}">${style}
#spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }</style>
</head>
<body data-uri="${escaped(uri)}">
<div id="report" tabindex="-1"></div>
<div id="spoken" role="status"></div>
<script nonce="${nonce}" src="${escaped(script.toString())}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
