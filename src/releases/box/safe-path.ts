/** Names that Windows keeps for devices, whatever stands after the point. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Whether a path of an archive stays within its folder, on every system (REL-2): no `..`, not absolute, no drive, no
 * backslash, no name that Windows reads as another.
 */
export function isSafePath(path: string): boolean {
  if (path.length === 0 || path.length > 240) return false;
  return path.split('/').every((name) => {
    const isPlain = /^[A-Za-z0-9@_+.,()\-[\]~ ]+$/.test(name) && !/[. ]$/.test(name) && !name.startsWith(' ');
    return isPlain && !devices.test(name);
  });
}
