import type { Rule } from '../rule.ts';
import { architectureFlags } from './architectureFlags.ts';
import { basePlatforms } from './basePlatforms.ts';
import { fixedArchitecture } from './fixedArchitecture.ts';
import { fixedPlatform } from './fixedPlatform.ts';
import { indexPlatforms } from './indexPlatforms.ts';
import { redundantPlatform } from './redundantPlatform.ts';
import { undeclaredPlatformArgument } from './undeclaredPlatformArgument.ts';

/** The rules of `multi-arch`. */
export const multiArchRules: readonly Rule[] = [
  fixedPlatform,
  redundantPlatform,
  fixedArchitecture,
  undeclaredPlatformArgument,
  architectureFlags,
  basePlatforms,
  indexPlatforms,
];
