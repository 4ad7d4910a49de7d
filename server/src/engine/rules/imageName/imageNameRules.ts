import type { Rule } from '../rule.ts';
import { acceleratorAgrees } from './acceleratorAgrees.ts';
import { acceleratorInTag } from './acceleratorInTag.ts';
import { imageDeclared } from './imageDeclared.ts';
import { imageName } from './imageName.ts';
import { latestOnly } from './latestOnly.ts';
import { maintainerId } from './maintainerId.ts';
import { semanticTag } from './semanticTag.ts';
import { tagArchitecture } from './tagArchitecture.ts';

/** The rules of `image-name` and `unique-tag`. */
export const imageNameRules: readonly Rule[] = [
  imageDeclared,
  imageName,
  maintainerId,
  acceleratorAgrees,
  semanticTag,
  latestOnly,
  acceleratorInTag,
  tagArchitecture,
];
