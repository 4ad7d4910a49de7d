const reasons: Readonly<Record<string, string>> = {
  Z_BUF_ERROR: 'its compressed data breaks off',
  Z_DATA_ERROR: 'its compressed data is damaged',
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read by this user',
  EPERM: 'it may not be read by this user',
  EIO: 'the disk does not give it',
};

/** A clause on what was thrown while an image was read. */
export function imageReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return reasons[code] ?? error.message;
}
