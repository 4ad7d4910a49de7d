import type { Rule } from '../rule.ts';
import { deprecatedMaintainer } from './deprecatedMaintainer.ts';
import { dockerfileAgrees } from './dockerfileAgrees.ts';
import { maintainerLabel } from './maintainerLabel.ts';
import { provenanceLabels } from './provenanceLabels.ts';

/** The rules of `maintenance`. */
export const maintenanceRules: readonly Rule[] = [
  maintainerLabel,
  provenanceLabels,
  deprecatedMaintainer,
  dockerfileAgrees,
];
