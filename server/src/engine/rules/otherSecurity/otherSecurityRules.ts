import type { Rule } from '../rule.ts';
import { addForCopy } from './addForCopy.ts';
import { clearTextDownload } from './clearTextDownload.ts';
import { emptyPassword } from './emptyPassword.ts';
import { insecureRun } from './insecureRun.ts';
import { pipedInstaller } from './pipedInstaller.ts';
import { secretFile } from './secretFile.ts';
import { secretInHistory } from './secretInHistory.ts';
import { secretName } from './secretName.ts';
import { secretValue } from './secretValue.ts';
import { setuid } from './setuid.ts';
import { signatureOff } from './signatureOff.ts';
import { sudo } from './sudo.ts';
import { tlsOff } from './tlsOff.ts';
import { unverifiedDownload } from './unverifiedDownload.ts';
import { worldWritable } from './worldWritable.ts';

/** The rules of `other-security`. */
export const otherSecurityRules: readonly Rule[] = [
  secretName,
  secretValue,
  secretFile,
  secretInHistory,
  sudo,
  setuid,
  worldWritable,
  emptyPassword,
  tlsOff,
  signatureOff,
  pipedInstaller,
  unverifiedDownload,
  addForCopy,
  insecureRun,
  clearTextDownload,
];
