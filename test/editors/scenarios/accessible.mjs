import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeFindsNothing } from '../axe.mjs';
import { until } from '../until.mjs';

export const title = 'The report and the overview are for everybody, in every kind of theme';

const dockerfile = `# st4sd level=contrib
FROM debian:12-slim AS build
RUN apt-get update && apt-get install -y g++ make
COPY src /src
RUN make -C /src

FROM python:latest AS app
COPY --from=build /src/lattice-gas /usr/local/bin/lattice-gas
ENV TOKEN=ghp_0123456789abcdefghijklmnopqrstuvwxyz
ENTRYPOINT lattice-gas
`;

/** One of each kind that VS Code has, under the names that it brings them by. */
const themes = {
  'vscode-dark': 'Default Dark Modern',
  'vscode-light': 'Default Light Modern',
  'vscode-high-contrast': 'Default High Contrast',
  'vscode-high-contrast-light': 'Default High Contrast Light',
};

export function prepare(folder) {
  writeFileSync(join(folder, 'Dockerfile'), dockerfile);
  writeFileSync(join(folder, 'other.Dockerfile'), 'FROM debian:12-slim\nUSER 10001:0\nENTRYPOINT ["true"]\n');
}

export function steps({ page, pageWith, changeSettings, ...window }) {
  const overview = 'ST4SD compliance of the workspace';
  const inTheme = async (kind, heading) => {
    changeSettings({ 'workbench.colorTheme': themes[kind] });
    const frame = await pageWith(heading);
    await until(`the page is ${kind}`, () => frame.evaluate((name) => document.body.classList.contains(name), kind));
    await axeFindsNothing(frame);
  };
  const inEveryTheme = (heading) =>
    Object.keys(themes).map((kind) => [`"${heading}" in ${kind}`, () => inTheme(kind, heading)]);

  return [
    [
      'the report opens',
      async () => {
        await window.openFile('Dockerfile');
        await window.run('Check ST4SD compliance');
        const frame = await pageWith('Dockerfile');
        await frame.locator('li', { hasText: 'Runs as root' }).waitFor();
        await frame.locator('summary').click(); // what is folded is looked at too
      },
    ],
    ...inEveryTheme('Dockerfile'),
    [
      'the report in a narrow window',
      async () => {
        await window.resize({ width: 700, height: 640 });
        await axeFindsNothing(await pageWith('Dockerfile'));
        await window.resize({ width: 1120, height: 640 });
        await page.keyboard.press('Control+W');
      },
    ],
    [
      'the overview opens',
      async () => {
        await window.run(`Check ${overview}`);
        await until('two rows', async () => (await (await pageWith(overview)).locator('tbody tr').count()) === 2);
      },
    ],
    ...inEveryTheme(overview),
  ];
}
