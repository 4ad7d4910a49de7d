import type { Rule } from '../rule.ts';
import { entrypointMode } from './entrypointMode.ts';
import { environmentActivation } from './environmentActivation.ts';
import { executableAccess } from './executableAccess.ts';
import { groupWritable } from './groupWritable.ts';
import { heredocMode } from './heredocMode.ts';
import { ownerOnlyHome } from './ownerOnlyHome.ts';
import { remoteFileMode } from './remoteFileMode.ts';
import { restrictiveMode } from './restrictiveMode.ts';
import { rootHome } from './rootHome.ts';

/** The rules of `any-user-access`. */
export const anyUserAccessRules: readonly Rule[] = [
  executableAccess,
  rootHome,
  restrictiveMode,
  remoteFileMode,
  heredocMode,
  entrypointMode,
  ownerOnlyHome,
  groupWritable,
  environmentActivation,
];
