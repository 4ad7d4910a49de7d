const customary = /^(?:configure|autogen|bootstrap|buildconf|config|compile)(?:[-_.].*)?$/i;

/** Whether a script of that name by custom does nothing but make a source tree ready to build, as `./configure` does. */
export const setsUpSources = (name: string): boolean => customary.test(name);
