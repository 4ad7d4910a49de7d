/** Follows the editor's theme, of which one in high contrast has buttons without a face; the fallbacks serve a page outside an editor. */
export const reportStyle = `
:root { color-scheme: light dark;
  --quiet: var(--vscode-descriptionForeground, color-mix(in srgb, CanvasText 72%, Canvas));
  --good: var(--vscode-charts-green, light-dark(#2e7d32, #81c784));
  --bad: var(--vscode-errorForeground, light-dark(#c62828, #ef9a9a));
  --face: var(--vscode-editor-background, ButtonFace); }
body { font: var(--vscode-font-size, 14px)/1.5 var(--vscode-font-family, system-ui, sans-serif); color: var(--vscode-foreground, CanvasText); background: var(--vscode-editor-background, Canvas); margin: 0; padding: 1rem 1.25rem; }
code { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); }
h1 { font-size: 1.35em; margin: 0; font-weight: 600; overflow-wrap: anywhere; }
h2 { font-size: 1em; margin: 0; font-weight: 600; }
header p { margin: .15rem 0 1rem; color: var(--quiet); }
.part { margin-right: 1rem; overflow-wrap: anywhere; }
.levels { display: flex; flex-wrap: wrap; gap: .75rem; margin-bottom: 1rem; }
.level { flex: 1 1 14rem; border: 1px solid var(--vscode-panel-border, #8884); border-left-width: 4px; border-radius: 4px; padding: .5rem .85rem; }
.level p { margin: 0; }
.level .verdict { font-size: 1.5em; font-weight: 700; }
.asked { font-weight: normal; color: var(--quiet); }
.met .mark, .level.met .verdict { color: var(--good); }
.not-met .mark, .level.not-met .verdict { color: var(--bad); }
.level.met { border-left-color: var(--good); }
.level.not-met { border-left-color: var(--bad); }
table { border-collapse: collapse; width: 100%; }
thead th { font-weight: normal; color: var(--quiet); }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-top: 1px solid var(--vscode-panel-border, #8884); }
thead td, thead th { border-top: 0; }
tbody th { font-weight: 600; width: 34%; max-width: 18rem; }
td { overflow-wrap: anywhere; }
td.mark { width: 1.5rem; font-weight: 700; }
.requirement { display: block; font-weight: normal; font-size: .9em; color: var(--quiet); }
.words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.evidence { margin: 0; }
.problems { list-style: none; margin: 0; padding: 0; }
.problems li { margin: 0 0 .3rem; }
a { color: var(--vscode-textLink-foreground, LinkText); }
button { font: inherit; text-align: left; color: var(--vscode-button-secondaryForeground, ButtonText); background: var(--vscode-button-secondaryBackground, var(--face)); border: 1px solid var(--vscode-contrastBorder, var(--vscode-button-secondaryBorder, var(--vscode-input-border, transparent))); border-radius: 3px; padding: .1rem .6rem; cursor: pointer; }
button:hover { background: var(--vscode-button-secondaryHoverBackground, var(--face)); }
.error button:first-child, .warning button:first-child { color: var(--vscode-button-foreground, ButtonText); background: var(--vscode-button-background, var(--face)); }
.error button:first-child:hover, .warning button:first-child:hover { background: var(--vscode-button-hoverBackground, var(--face)); }
.fixes { display: flex; flex-wrap: wrap; gap: .35rem; margin: .35rem 0; }
:focus-visible { outline: 2px solid var(--vscode-focusBorder, Highlight); outline-offset: 1px; }
dl { margin: .5rem 0 0; }
dl div { display: flex; gap: .75rem; }
dt { flex: 0 0 7rem; color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
footer { margin-top: 1rem; color: var(--quiet); }
`;

/** What the table of many files has beside that. */
export const overviewStyle = `
.stopped { border-left: 4px solid var(--vscode-editorWarning-foreground, #bf8803); padding: .35rem .85rem; }
.overview tbody th { font-weight: 400; width: 26%; overflow-wrap: anywhere; }
.overview .verdict { white-space: nowrap; padding-right: 1rem; }
.overview .verdict:not(.asked) { color: var(--quiet); }
.by { color: var(--quiet); white-space: nowrap; }
@media (max-width: 46rem) {
  .overview thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .overview tr { display: flex; flex-wrap: wrap; gap: 0 1.25rem; padding: .4rem 0; border-top: 1px solid var(--vscode-panel-border, #8884); }
  .overview tr > * { border: 0; padding: .1rem 0; }
  .overview tbody th, .overview td:last-child { flex: 0 0 100%; max-width: none; }
  .overview .verdict::before { content: attr(data-level) ' '; }
}
`;
