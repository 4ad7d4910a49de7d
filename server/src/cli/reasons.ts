/** What could not be read or written, under the path it is reported by. */
export interface ReadError {
  readonly path: string;
  readonly message: string;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  ENOTDIR: 'A part of the path is no folder.',
  EISDIR: 'This is a folder.',
  EACCES: 'It may not be read or written by this user.',
  EPERM: 'It may not be read or written by this user.',
  EROFS: 'The disk can only be read.',
  ELOOP: 'The link leads back to itself.',
  ENAMETOOLONG: 'The path is too long.',
  ENOSPC: 'There is no space left on the disk.',
  EDQUOT: 'There is no space left on the disk.',
};

/** A sentence on what was thrown: by the file system, or else by a mistake of ours. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('code' in error) || typeof error.code !== 'string') return `This is a defect of st4sd-check: ${error.message}`;
  return reasons[error.code] ?? error.message;
}
