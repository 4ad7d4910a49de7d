/** The version in the manifest, put in at build; a test run from source has none. */
export const version: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-source';

declare const __VERSION__: string | undefined;
