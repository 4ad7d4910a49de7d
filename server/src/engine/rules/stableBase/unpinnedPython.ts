import { reachableRuns } from '../../facts/reachable.ts';
import { namesOf, pythonInstalls } from '../../facts/unpinnedPackages.ts';
import { advice, rule } from '../rule.ts';

export const unpinnedPython = rule({
  id: 'unpinned-python',
  criterion: 'stable-base',
  deciding: false,
  title: 'Python packages are installed in versions that the file names.',
  why: 'A bare name installs whatever is newest on the day of the build. A later build gets other versions, and other results or none.',
  ignore: 'Where the newest version is wanted, or a proxy or snapshot index fixes the versions.',
  examples: {
    violated: [
      'FROM python:3.13\nRUN pip install --no-cache-dir numpy scipy==1.16.1\n',
      'FROM python:3.13\nRUN uv pip install --system numpy && pipx install ruff\n',
      'FROM python:3.13\nRUN poetry add numpy\n',
    ],
    satisfied: [
      'FROM python:3.13\nRUN pip install --no-cache-dir numpy==2.3.2\n',
      'FROM python:3.13\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n',
      'FROM python:3.13\nCOPY . .\nRUN uv sync --frozen\n',
      'FROM python:3.13\nCOPY . .\nRUN pip install --upgrade pip setuptools wheel && pip install .\n',
      'FROM python:3.13\nCOPY . .\nRUN pip install -c constraints.txt numpy\n',
      'FROM python:3.13\nWORKDIR /src\nCOPY . app\nRUN pip install --no-cache-dir -e app\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const { script, step } of reachableRuns(build)) {
      const names = pythonInstalls(script, step);
      const [first] = names;
      if (first === undefined) continue;
      const message = `${namesOf(names)} without a version: the next build may get another. Write ${first.text}==VERSION, or install from a requirements or lock file that does.`;
      yield advice(first.span, message);
    }
  },
});
