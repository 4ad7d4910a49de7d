import type { Rule } from '../rule.ts';
import { baseDigest } from './baseDigest.ts';
import { baseTag } from './baseTag.ts';
import { distributionUpgrade } from './distributionUpgrade.ts';
import { endOfLife } from './endOfLife.ts';
import { movingTag } from './movingTag.ts';
import { stageNameCase } from './stageNameCase.ts';
import { trustedRegistry } from './trustedRegistry.ts';
import { undeclaredBaseArgument } from './undeclaredBaseArgument.ts';
import { unpinnedConda } from './unpinnedConda.ts';
import { unpinnedPython } from './unpinnedPython.ts';
import { unpinnedSource } from './unpinnedSource.ts';
import { unresolvedBase } from './unresolvedBase.ts';

/** The rules of `stable-base`. */
export const stableBaseRules: readonly Rule[] = [
  baseTag,
  movingTag,
  endOfLife,
  baseDigest,
  unresolvedBase,
  undeclaredBaseArgument,
  stageNameCase,
  trustedRegistry,
  unpinnedPython,
  unpinnedConda,
  unpinnedSource,
  distributionUpgrade,
];
