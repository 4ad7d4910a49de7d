import { anyUserAccessRules } from './anyUserAccess/anyUserAccessRules.ts';
import { defaultExecutableRules } from './defaultExecutable/defaultExecutableRules.ts';
import { configuration } from './file/configuration.ts';
import { ignoreWithoutReason } from './file/ignoreWithoutReason.ts';
import { syntax } from './file/syntax.ts';
import { unusedIgnore } from './file/unusedIgnore.ts';
import { imageNameRules } from './imageName/imageNameRules.ts';
import { maintenanceRules } from './maintenance/maintenanceRules.ts';
import { multiArchRules } from './multiArch/multiArchRules.ts';
import { nonRootRules } from './nonRoot/nonRootRules.ts';
import { optimisedApplicationRules } from './optimisedApplication/optimisedApplicationRules.ts';
import { otherSecurityRules } from './otherSecurity/otherSecurityRules.ts';
import type { Rule, RuleInfo } from './rule.ts';
import { sizeOptimisedRules } from './sizeOptimised/sizeOptimisedRules.ts';
import { stableBaseRules } from './stableBase/stableBaseRules.ts';

/** Every rule, by criterion; the only list there is. */
export const allRules: readonly Rule[] = [
  ...imageNameRules,
  ...nonRootRules,
  ...anyUserAccessRules,
  ...defaultExecutableRules,
  ...stableBaseRules,
  ...sizeOptimisedRules,
  ...optimisedApplicationRules,
  ...otherSecurityRules,
  ...multiArchRules,
  ...maintenanceRules,
];

/** Everything that has a page: the rules, and what the reader of the file itself reports. */
export const documentedRules: readonly RuleInfo[] = [
  ...allRules,
  syntax,
  configuration,
  unusedIgnore,
  ignoreWithoutReason,
];
