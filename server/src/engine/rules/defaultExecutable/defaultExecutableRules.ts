import type { Rule } from '../rule.ts';
import { clearedCommand } from './clearedCommand.ts';
import { deadInstruction } from './deadInstruction.ts';
import { defaultExecutable } from './defaultExecutable.ts';
import { execForm } from './execForm.ts';
import { execFormSyntax } from './execFormSyntax.ts';
import { executableExists } from './executableExists.ts';

/** The rules of `default-executable`. */
export const defaultExecutableRules: readonly Rule[] = [
  defaultExecutable,
  execForm,
  execFormSyntax,
  deadInstruction,
  clearedCommand,
  executableExists,
];
