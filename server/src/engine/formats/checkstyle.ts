import type { Severity } from '../protocol/contributedImages.ts';
import type { Report, ReportedProblem } from '../report.ts';
import type { Markup } from '../text/markup.ts';
import { plainPath } from './path.ts';
import { isListed, placeOf, type ReportedSubject } from './reported.ts';
import { declaration, xml } from './xml.ts';

const severities: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'info',
};

/** The report as Checkstyle writes its own, which most CI servers and review bots read. */
export function checkstyleReport({ subjects, errors }: Report): string {
  const unread = errors.map(
    ({ path, message }) => xml`<file name="${plainPath(path)}">
<error line="1" column="1" severity="error" message="${message}" source="st4sd.not-read"/>
</file>
`,
  );
  const document = xml`<checkstyle version="4.3">
${subjects.map(fileElement)}${unread}</checkstyle>
`;
  return declaration + document.markup;
}

function fileElement({ path, problems }: ReportedSubject): Markup {
  return xml`<file name="${plainPath(path)}">
${problems.filter(isListed).map(errorElement)}</file>
`;
}

function errorElement({ range, severity, message, rule }: ReportedProblem): Markup {
  const { line, column } = placeOf(range);
  return xml`<error line="${line}" column="${column}" severity="${severities[severity ?? 'hint']}" message="${message}" source="st4sd.${rule}"/>
`;
}
